#pragma once

#include <complex>
#include <cstdint>

namespace memdelbrot {

// The definition that every kernel here must meet: z starts at c, a step is z*z + c, and the count is the first step,
// from 0, after which std::abs(z) > 2, or else the limit.
[[nodiscard]] std::int32_t escapeTime(std::complex<double> c, std::int32_t maximumIterations);

}  // namespace memdelbrot
