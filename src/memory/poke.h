#pragma once

#include "memory/memory_target.h"

#include <chrono>
#include <vector>

namespace memdelbrot {

// One write that happened: what stood there, what stands there now.
struct PokeRecord {
    Address address;
    std::vector<std::byte> before;
    std::vector<std::byte> after;
    std::chrono::system_clock::time_point time;
};

// Compares what the target holds with `expected` (what the user was shown), writes `bytes`, reads back and compares.
// REQUIRES: expected and bytes have the same size.
// Errors: Stale (address of the first byte that differs from `expected`, nothing written), Unreadable, ReadOnly,
// Refused, Ended; System when the read-back differs from what was written.
[[nodiscard]] Result<PokeRecord> poke(MemoryTarget& target, Address address, std::span<const std::byte> expected,
                                      std::span<const std::byte> bytes, WriteForce force);

// The inverse of a record; its own record on success. Errors as poke's; Stale where the target has moved on.
[[nodiscard]] Result<PokeRecord> undoPoke(MemoryTarget& target, const PokeRecord& record, WriteForce force);

}  // namespace memdelbrot
