// What code inside a Python session may write to its channels.
#include "python/session_messages.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    (void)memdelbrot::decodeHello(text);
    (void)memdelbrot::decodeMessage(text);
    (void)memdelbrot::decodeRequest(text);
    return 0;
}
