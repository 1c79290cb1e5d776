#pragma once

#include "memory/memory_target.h"

#include <functional>

namespace memdelbrot {

// How a kind of memory is read when nothing is known about its holes.
struct PartialReader {
    // Reads from `begin` into `bytes`: how many bytes came before the first bad one, or -errno when the first is bad.
    // 0 is the end of everything: ENXIO for the rest.
    std::function<std::int64_t(Address begin, std::span<std::byte> bytes)> readSome;
    // The first address at or behind `from` where reading is worth a try; nullopt where there is none. Asked only in
    // long holes, so it may cost as much as reading the regions.
    std::function<std::optional<Address>(Address from)> nextCandidate;
    std::uint64_t pageSize = 4096;  // bytes
};

// Reads all of `range` that can be read, and gives the rest. EFAULT and EIO are about a page: reading goes on at the next.
// Any other errno is about the whole target and stands for the rest. REQUIRES: bytes.size() == range.size().
[[nodiscard]] std::vector<UnreadableRange> readAcrossHoles(const AddressRange& range, std::span<std::byte> bytes,
                                                           const PartialReader& reader);

}  // namespace memdelbrot
