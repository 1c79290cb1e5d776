#pragma once

#include "fractal/renderer.h"
#include "layout/c_type.h"
#include "process/crash_report.h"
#include "workbench/allocations.h"

#include <memory>

namespace memdelbrot {

class Workbench;

struct KernelChoice {
    std::string library;      // empty: the built-in kernel
    std::string symbol;       // of the notebook's signature
};

struct FractalRun {
    Grid grid;
    RenderStatistics statistics;      // seconds: the kernel alone
    double wholeSeconds = 0;          // with making the arrays and the grid
    std::shared_ptr<CountsArray> counts;
    Allocation allocation;            // "counts": the same memory, listed
    std::optional<CrashReport> crash; // a loaded kernel that crashed; counts are then what it left
};

// How two count arrays of one size differ.
struct CountsComparison {
    std::uint64_t differing = 0;      // samples
    int firstRow = -1;
    int firstColumn = -1;
};
[[nodiscard]] CountsComparison compareCounts(const CountsArray& left, const CountsArray& right);

// Renders for the pane and the CLI. Blocking; a loaded kernel runs in a worker of its own over shared memory, its counts
// then copied out. With `into`, a counts array of the right size is reused. Errors: InvalidArgument, OutOfMemory, Cancelled, NotFound.
[[nodiscard]] Result<FractalRun> renderFractal(Workbench& workbench, const Grid& grid, const RenderOptions& options,
                                               const KernelChoice& kernel, std::stop_token stop = {},
                                               const std::function<void(const Tile&)>& onTile = {},
                                               std::shared_ptr<CountsArray> into = {});

}  // namespace memdelbrot
