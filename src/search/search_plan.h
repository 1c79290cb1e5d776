#pragma once

#include "memory/region.h"

#include <optional>
#include <vector>

namespace memdelbrot {

// A part of a target that one thread goes through: matches begin in `starts`; `bytes` reaches as far behind it as a match
// may, and as far before it as one looks back.
struct SearchUnit {
    std::size_t number = 0;  // in order of addresses, from 0
    AddressRange starts;
    AddressRange bytes;
};

// How far around its begin a match concerns bytes.
struct MatchReach {
    std::uint64_t before = 0;
    std::uint64_t size = 1;  // bytes of the longest match
};

// Over 1 TiB of memory: a reservation, such as a sanitizer's shadow, nearly all of it untouched. Reading it would fill the
// target's memory with page tables alone. Files may be as large as they like.
[[nodiscard]] bool isOversized(const Region& region);

// What is searched of a target with the regions given, cut into units as they are asked for: a file of terabytes has
// millions. Left out are regions that their process may not read, [vvar], which the kernel shows to nobody else, and
// oversized ones. Neighbours are taken together, so that a match across their border is found.
class SearchPlan final {
public:
    SearchPlan(const std::vector<Region>& regions, const std::optional<AddressRange>& within, std::uint64_t unitSize,
               MatchReach reach);

    [[nodiscard]] std::optional<SearchUnit> next();
    [[nodiscard]] std::uint64_t totalBytes() const;

private:
    const std::uint64_t m_unitSize;
    const MatchReach m_reach;
    std::vector<AddressRange> m_runs;
    std::size_t m_run = 0;  // where the next unit begins
    std::uint64_t m_offset = 0;  // into that run
    std::size_t m_number = 0;
};

// Of a unit, in order.
[[nodiscard]] std::vector<SearchUnit> blocksOf(const SearchUnit& unit, std::uint64_t blockSize, MatchReach reach);

}  // namespace memdelbrot
