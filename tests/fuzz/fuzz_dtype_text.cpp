// A dtype's name on the first line, an element's text on the second: what is understood reads back as itself.
#include "decode/dtype.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace memdelbrot;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto dtype = Dtype::parse(text.substr(0, end));
    if (!dtype)
        return 0;
    if (Dtype::parse(dtype->name()).value() != *dtype || dtype->itemSize() == 0)
        std::abort();
    const auto bytes = parseElement(*dtype, text.substr(std::min(end + 1, text.size())));
    if (!bytes)
        return 0;
    if (bytes->size() != dtype->itemSize())
        std::abort();
    (void)decodeElement(*dtype, *bytes);
    const std::string shown = formatElement(*dtype, *bytes);
    if (formatElement(*dtype, parseElement(*dtype, shown).value()) != shown)
        std::abort();
    return 0;
}
