#pragma once

#include "memory/region.h"

#include <optional>
#include <vector>

namespace memdelbrot {

// A part of a target that one thread goes through: matches begin in `starts` and may end in `bytes`, which reaches as far
// behind it as a match may.
struct SearchUnit {
    AddressRange starts;
    AddressRange bytes;
};

// Over 1 TiB: a reservation, such as a sanitizer's shadow, nearly all of it untouched. Reading it would fill the target's
// memory with page tables alone.
[[nodiscard]] bool isOversized(const Region& region);

// What is searched of a target with these regions, in order: those that its process may read, neighbours taken together
// so that a match across their border is found. Left out are [vvar], which the kernel shows to nobody else, and oversized
// regions.
[[nodiscard]] std::vector<SearchUnit> planSearch(const std::vector<Region>& regions,
                                                 const std::optional<AddressRange>& within, std::uint64_t unitSize,
                                                 std::uint64_t querySize);

// In blocks, each overlapping the next by what a match may reach over.
[[nodiscard]] std::vector<SearchUnit> blocksOf(const SearchUnit& unit, std::uint64_t blockSize);

}  // namespace memdelbrot
