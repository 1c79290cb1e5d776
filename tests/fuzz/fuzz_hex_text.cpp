// Typed hex: bytes that it gave come back from their own text, and a search for them matches them.
#include "base/hex_text.h"
#include "search/search_query.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace memdelbrot;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto bytes = bytesFromHex(text);
    if (bytes && bytesFromHex(hexBytes(*bytes)).value() != *bytes)
        std::abort();
    const auto query = SearchQuery::forBytes(text);
    if (!bytes || !query)
        return 0;
    std::vector<Match> matches;
    const SearchedBytes itself{.bytes = *bytes, .base = Address(0x1000), .endStart = bytes->size()};
    const Match whole{Address(0x1000), static_cast<std::uint32_t>(bytes->size())};
    if (!query->finder().find(itself, 1, 1, matches) || matches != std::vector{whole})
        std::abort();
    return 0;
}
