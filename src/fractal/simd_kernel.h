#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace memdelbrot {

// Kernels read and write whole groups of vectors: rows are padded to a multiple of this many samples.
constexpr std::size_t kernelPadding = 64;

constexpr int normSteps = 3;

// A run of samples with one imaginary part. REQUIRES: reals, counts and norms hold `samples` rounded up to kernelPadding, the
// padding of reals being finite; all values finite.
struct KernelRow {
    const double* reals = nullptr;
    double imag = 0;
    std::size_t samples = 0;
    std::int32_t maximumIterations = 1;
    std::int32_t* counts = nullptr;  // out; the padding is written too
    float* norms = nullptr;  // out, or null: |z|^2 normSteps after the escape, at most 1e38; 0 where none escaped
};

// False: the stop token asked to stop and counts are incomplete.
using RowKernel = bool (*)(const KernelRow& row, const std::stop_token& stop);

struct SimdKernel {
    std::string target;  // Highway's name: "AVX2"
    RowKernel countRow = nullptr;
};

// Those compiled in that this processor has, best first.
[[nodiscard]] std::vector<std::string> simdTargets();

// The best one for an empty name. Errors: InvalidArgument (not compiled in, or not this processor's; detail lists those that are).
[[nodiscard]] Result<SimdKernel> simdKernel(const std::string& target);

}  // namespace memdelbrot
