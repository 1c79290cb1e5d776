// What a maps file could say: whatever it is, regions come out sorted, disjoint and not empty.
#include "memory/maps_line.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace memdelbrot;
    const auto regions = parseMaps({reinterpret_cast<const char*>(data), size});
    for (std::size_t i = 0; i < regions.size(); ++i) {
        if (regions[i].range.isEmpty() || (i > 0 && regions[i].range.begin() <= regions[i - 1].range.last()))
            std::abort();
        if (permissionsText(regions[i].permissions).size() != 4)
            std::abort();
    }
    return 0;
}
