// Small reads of a target whose bytes are hostile: whole or not at all.
#pragma once

#include "memory/memory_target.h"

#include <string>

namespace memdelbrot {

// Errors of all: Unreadable with the first bad address and its errno.
[[nodiscard]] Result<std::vector<std::byte>> readBytes(const MemoryTarget& target, Address begin, std::uint64_t size);
// Little-endian. REQUIRES: size <= 8.
[[nodiscard]] Result<std::uint64_t> readNumber(const MemoryTarget& target, Address begin, std::uint64_t size);
[[nodiscard]] Result<std::uint64_t> readWord(const MemoryTarget& target, Address begin);
// A NUL-terminated text, cut at `limit` bytes; what stands before a hole counts.
[[nodiscard]] Result<std::string> readText(const MemoryTarget& target, Address begin, std::uint64_t limit);

// A little-endian number in bytes that were read. Beyond their end: 0.
[[nodiscard]] std::uint64_t numberIn(std::span<const std::byte> bytes, std::uint64_t offset, std::uint64_t size);

}  // namespace memdelbrot
