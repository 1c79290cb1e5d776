#pragma once

#include "fractal/renderer.h"
#include "layout/c_type.h"
#include "process/crash_report.h"
#include "workbench/allocations.h"

#include <chrono>
#include <memory>

namespace memdelbrot {

class Workbench;

struct KernelChoice {
    static constexpr std::chrono::hours longEnough{24 * 30};   // it ends by itself or by the stop token

    std::string library;      // empty: the built-in kernel
    std::string symbol;       // of the notebook's signature
    std::string array;        // not empty: nothing is counted, the worker's array of that name is taken as it stands
    std::chrono::milliseconds timeout = longEnough;   // of a loaded kernel's call; then `crash` says TimedOut

    [[nodiscard]] bool isBuiltIn() const { return library.empty() && array.empty(); }
};

struct FractalRun {
    Grid grid;
    RenderStatistics statistics;      // seconds: the kernel alone
    double wholeSeconds = 0;          // with making the arrays and the grid
    std::shared_ptr<CountsArray> counts;
    Allocation allocation;            // "counts": the same memory, listed
    std::string array;                // what the counts were copied from; empty: they were counted
    std::optional<CrashReport> crash; // a loaded kernel that crashed; counts are then what it left
    std::optional<TargetId> frozen;   // the crashed process, open as a target
};

// How two count arrays of one size differ.
struct CountsComparison {
    std::uint64_t differing = 0;      // samples
    int firstRow = -1;
    int firstColumn = -1;
};
[[nodiscard]] CountsComparison compareCounts(const CountsArray& left, const CountsArray& right);

// An array of the grid's size, listed as the allocation "counts" of this program and writable as long as it has an owner.
// The last one must go before the workbench. Errors: OutOfMemory.
[[nodiscard]] Result<std::shared_ptr<CountsArray>> newCounts(Workbench& workbench, const Grid& grid);

// Those of before in the grid's shape, at the same address, where their memory is of the size; else new ones.
// REQUIRES: nobody counts into them. Errors: OutOfMemory.
[[nodiscard]] Result<std::shared_ptr<CountsArray>> countsFor(Workbench& workbench, const Grid& grid,
                                                             std::shared_ptr<CountsArray> before);

// Renders for the pane and the CLI. Blocking; a loaded kernel runs in a worker of its own over shared memory, its counts
// then copied out; onTile then hears of one tile. `into`: newCounts' array or an earlier run's, used again where the size is
// right; otherwise the run makes its own. REQUIRES: no other render into it at the same time.
// An array as kernel: int32 in C order of the grid's shape, else InvalidArgument.
// Errors: InvalidArgument, OutOfMemory, Cancelled, NotFound, Ended (a freed array), Unreadable, Diagnostic (the loader refused), TimedOut, Crashed before
// the kernel was called.
[[nodiscard]] Result<FractalRun> renderFractal(Workbench& workbench, const Grid& grid, const RenderOptions& options,
                                               const KernelChoice& kernel, std::stop_token stop = {},
                                               const std::function<void(const Tile&)>& onTile = {},
                                               std::shared_ptr<CountsArray> into = {});

}  // namespace memdelbrot
