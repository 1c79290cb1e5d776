#pragma once

#include "fractal/counts_array.h"

#include <string>

namespace memdelbrot {

// NumPy's .npy: '<i4', (height, width), C order. The file appears whole or not at all. Errors: System (subject: the path).
[[nodiscard]] Result<void> writeNpy(const CountsArray& counts, const std::string& path);

}  // namespace memdelbrot
