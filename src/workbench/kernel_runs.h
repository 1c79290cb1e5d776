#pragma once

#include "workbench/fractal_runs.h"

namespace memdelbrot {

// What a loaded kernel's run came to.
struct KernelRun {
    double seconds = 0;                 // of the call alone
    std::optional<CrashReport> crash;   // counts are then what it left
    std::optional<TargetId> frozen;
};

// Calls a kernel of the notebook's signature in a worker of its own, on the grid as complex128 and on int32 prefilled
// with the limit, both sealed shared memory; then reads the counts from outside. Blocking. Errors: renderFractal's.
[[nodiscard]] Result<KernelRun> runKernel(Workbench& workbench, const Grid& grid, std::int32_t maximumIterations,
                                          const KernelChoice& kernel, CountsArray& counts, const std::stop_token& stop);

}  // namespace memdelbrot
