#pragma once

#include "fractal/counts_array.h"
#include "fractal/grid.h"

#include <chrono>
#include <functional>
#include <span>
#include <stop_token>
#include <string>

namespace memdelbrot {

// Samples [row, row + height) x [column, column + width) of a counts array.
struct Tile {
    int row = 0;
    int column = 0;
    int height = 0;
    int width = 0;
};

struct RenderOptions {
    int maximumIterations = 20;    // 1 … 2^31 - 1
    int threads = 0;               // 0: as many as the machine has
    std::string simdTarget;  // "AVX2", "SSE4", "SCALAR" … (simdTargets()): forced, for tests; empty: the best one here
    int focusRow = -1;  // tiles nearest to this sample come first; -1: the middle
    int focusColumn = -1;
    // Of the grid's size, or empty: what to add to each count to colour without steps: count + offset grows smoothly with
    // the distance from the set. 0 where nothing escaped.
    std::span<float> smoothOffsets;
};

struct RenderStatistics {
    double seconds = 0;  // of the counting alone, wall clock
    std::uint64_t pixels = 0;
    std::uint64_t iterations = 0;  // steps that the definition takes: count + 1 where escaped, else the limit
    std::string kernel;  // "builtin AVX2, 2 threads"
};

// The notebook's kernel on every sample of the grid: the first i with |z| > 2 after step i, else the limit. Exact at
// every SIMD width and number of threads. Tiles run on a QThreadPool; onTile is called from its threads as each is done.
// REQUIRES: counts has the grid's size. Errors: InvalidArgument, Cancelled (tiles not done are left as they were).
[[nodiscard]] Result<RenderStatistics> render(const Grid& grid, CountsArray& counts, const RenderOptions& options,
                                              std::stop_token stop = {},
                                              const std::function<void(const Tile&)>& onTile = {});

}  // namespace memdelbrot
