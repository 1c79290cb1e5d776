// The head of a .npy file: what is accepted can be written again and means the same.
#include "decode/npy.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace memdelbrot;
    const auto array = parseNpyHeader(std::as_bytes(std::span(data, size)));
    if (!array)
        return 0;
    if (array->dataOffset > size || !isCountable(array->view.shape))
        std::abort();
    const auto again = parseNpyHeader(npyHeader(array->view.dtype, array->view.shape)).value();
    if (again.view.shape != array->view.shape || again.view.dtype != array->view.dtype)
        std::abort();
    return 0;
}
