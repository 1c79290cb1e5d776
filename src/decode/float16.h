#pragma once

#include <cstdint>

namespace memdelbrot {

// IEEE 754 binary16, which C++20 has no type for.
[[nodiscard]] double doubleFromHalf(std::uint16_t bits);
// Rounds to nearest, ties to even; too large becomes infinity.
[[nodiscard]] std::uint16_t halfFromDouble(double value);

}  // namespace memdelbrot
