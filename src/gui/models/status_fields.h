#pragma once

#include <cstddef>
#include <span>

namespace memdelbrot {

// How many of the fields, the most important first, stand side by side in `room` pixels.
[[nodiscard]] std::size_t fittingFields(int room, std::span<const int> widths);

}  // namespace memdelbrot
