#pragma once

#include "base/hex_text.h"
#include "search/search_query.h"

#include <QtGlobal>

namespace memdelbrot::testing {

using Offsets = std::vector<std::uint64_t>;

inline std::vector<Match> matchesIn(const SearchQuery& query, const SearchedBytes& where, std::uint64_t alignment = 1,
                                    std::size_t limit = 100'000)
{
    std::vector<Match> matches;
    if (!query.finder().find(where, alignment, limit, matches))
        qFatal("the finder failed");
    return matches;
}

inline Offsets beginsOf(const std::vector<Match>& matches)
{
    Offsets offsets;
    for (const Match& match : matches)
        offsets.push_back(match.begin.value());
    return offsets;
}

// Where the matches begin in bytes given as hex digits, which lie at `base`.
inline Offsets found(const SearchQuery& query, std::string_view hex, std::uint64_t alignment = 1,
                     std::uint64_t base = 0)
{
    const auto bytes = bytesFromHex(hex).value();
    return beginsOf(matchesIn(query, {bytes, Address(base), 0, bytes.size()}, alignment));
}

inline Dtype dtypeOf(std::string_view name)
{
    return Dtype::parse(name).value();
}

}  // namespace memdelbrot::testing
