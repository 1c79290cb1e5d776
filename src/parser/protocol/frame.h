#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace memdelbrot::parser {

enum class FrameKind : std::uint32_t { Request = 1, Reply = 2 };

constexpr std::size_t frameHeaderSize = 24;                       // bytes
constexpr std::uint64_t largestPayload = std::uint64_t{64} << 20;   // bytes

// Header and payload. REQUIRES: payload.size() <= largestPayload.
[[nodiscard]] std::vector<std::byte> framed(FrameKind kind, std::span<const std::byte> payload);

// How many bytes follow this header. REQUIRES: header.size() == frameHeaderSize.
// Errors: BadMessage (magic, version, kind), TooLarge.
[[nodiscard]] Result<std::uint64_t> payloadSize(std::span<const std::byte> header, FrameKind expected);

}  // namespace memdelbrot::parser
