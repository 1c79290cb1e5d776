#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace memdelbrot {

// "0x7f0012": lower case, no leading zeros.
[[nodiscard]] std::string hexNumber(std::uint64_t value);

// "48 65 6c": lower case, one space between bytes.
[[nodiscard]] std::string hexBytes(std::span<const std::byte> bytes);

// Pairs of hex digits, spaces between pairs allowed: "48 65 6c", "48656c". Errors: Syntax.
[[nodiscard]] Result<std::vector<std::byte>> bytesFromHex(std::string_view text);

}  // namespace memdelbrot
