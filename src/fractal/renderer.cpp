#include "fractal/renderer.h"

#include "fractal/simd_kernel.h"
#include "fractal/tile_order.h"

#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <vector>

namespace memdelbrot {

namespace {

constexpr int maximumThreads = 1024;

std::size_t padded(std::size_t samples)
{
    return (samples + kernelPadding - 1) / kernelPadding * kernelPadding;
}

// The real parts of all columns; behind them the last one again, for the kernel's padding.
std::vector<double> realsOf(const Grid& grid)
{
    std::vector<double> reals(padded(static_cast<std::size_t>(grid.width())) + kernelPadding);
    for (std::size_t column = 0; column < reals.size(); ++column)
        reals[column] = grid.realAt(std::min(static_cast<int>(column), grid.width() - 1));
    return reals;
}

// What the threads of one render share.
struct Work {
    const Grid& grid;
    CountsArray& counts;
    const RenderOptions& options;
    SimdKernel kernel;
    std::stop_token stop;
    const std::function<void(const Tile&)>& onTile;
    std::vector<double> reals;
    std::vector<Tile> tiles;
    std::atomic<std::size_t> nextTile{0};
    std::atomic<std::size_t> doneTiles{0};
    std::atomic<std::uint64_t> iterations{0};
};

// A tile is counted beside the array, so that one that is stopped leaves the array as it was.
struct TileBuffer {
    std::vector<std::int32_t> counts;
    std::vector<float> norms;   // empty where they are not wanted
};

// False: stopped.
bool countTile(const Work& work, const Tile& tile, TileBuffer& buffer)
{
    const std::size_t stride = padded(static_cast<std::size_t>(tile.width));
    const bool wantsNorms = !work.options.smoothOffsets.empty();
    buffer.counts.resize(stride * static_cast<std::size_t>(tile.height));
    buffer.norms.resize(wantsNorms ? buffer.counts.size() : 0);
    KernelRow row{.reals = work.reals.data() + tile.column,
                  .samples = static_cast<std::size_t>(tile.width),
                  .maximumIterations = work.options.maximumIterations,
                  .counts = buffer.counts.data()};
    for (int line = 0; line < tile.height; ++line, row.counts += stride) {
        row.imag = work.grid.imagAt(tile.row + line);
        row.norms = wantsNorms ? buffer.norms.data() + static_cast<std::size_t>(line) * stride : nullptr;
        if (work.stop.stop_requested() || !work.kernel.countRow(row, work.stop))
            return false;
    }
    return true;
}

// Copies the tile into the array. The steps that its counts stand for.
std::uint64_t storeCounts(const std::vector<std::int32_t>& buffer, const Tile& tile, CountsArray& counts,
                          std::int32_t limit)
{
    const std::size_t stride = padded(static_cast<std::size_t>(tile.width));
    std::uint64_t sum = 0;
    for (int line = 0; line < tile.height; ++line) {
        const std::int32_t* const from = buffer.data() + static_cast<std::size_t>(line) * stride;
        std::int32_t* const to = counts.data()
            + static_cast<std::size_t>(tile.row + line) * static_cast<std::size_t>(counts.width()) + tile.column;
        for (int column = 0; column < tile.width; ++column) {
            to[column] = from[column];
            sum += static_cast<std::uint32_t>(from[column]) + (from[column] < limit ? 1U : 0U);
        }
    }
    return sum;
}

// An escape at |z| = 2 lies a whole count before the next one: |z| then squares with every step, so that log2(log2 |z|)
// grows by 1 a step. Measured normSteps later, where c no longer matters beside z.
float smoothOffset(float normLater)
{
    return normLater > 1 ? static_cast<float>(normSteps + 1) - std::log2(std::log2(normLater) / 2) : 0.0F;
}

void storeOffsets(const std::vector<float>& norms, const Tile& tile, int width, std::span<float> offsets)
{
    const std::size_t stride = padded(static_cast<std::size_t>(tile.width));
    for (int line = 0; line < tile.height; ++line) {
        const float* const from = norms.data() + static_cast<std::size_t>(line) * stride;
        float* const to =
            offsets.data() + static_cast<std::size_t>(tile.row + line) * static_cast<std::size_t>(width) + tile.column;
        std::transform(from, from + tile.width, to, smoothOffset);
    }
}

void countTiles(Work& work)
{
    TileBuffer buffer;
    std::uint64_t iterations = 0;
    for (std::size_t i = work.nextTile++; i < work.tiles.size() && !work.stop.stop_requested(); i = work.nextTile++) {
        if (!countTile(work, work.tiles[i], buffer))
            break;
        iterations += storeCounts(buffer.counts, work.tiles[i], work.counts, work.options.maximumIterations);
        if (!buffer.norms.empty())
            storeOffsets(buffer.norms, work.tiles[i], work.counts.width(), work.options.smoothOffsets);
        ++work.doneTiles;
        if (work.onTile)
            work.onTile(work.tiles[i]);
    }
    work.iterations += iterations;
}

Result<void> checkOptions(const Grid& grid, const CountsArray& counts, const RenderOptions& options)
{
    if (counts.height() != grid.height() || counts.width() != grid.width())
        return failure({.code = ErrorCode::InvalidArgument, .subject = "counts", .detail = "not of the grid's size"});
    if (options.maximumIterations < 1)
        return failure({.code = ErrorCode::InvalidArgument, .subject = "iterations", .detail = "at least 1"});
    if (options.threads < 0 || options.threads > maximumThreads)
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = "threads",
                        .detail = "0 to 1024; 0: as many as the machine has"});
    if (!options.smoothOffsets.empty() && options.smoothOffsets.size() != counts.counts().size())
        return failure(
            {.code = ErrorCode::InvalidArgument, .subject = "smooth offsets", .detail = "not of the grid's size"});
    return {};
}

// A pool of its own: exactly as many threads as asked for, and no render waits for another's tiles.
void countOnThreads(Work& work, int threads)
{
    QThreadPool pool;
    pool.setMaxThreadCount(threads);
    for (int thread = 0; thread < threads; ++thread)
        pool.start([&work] { countTiles(work); });
    pool.waitForDone();
}

}  // namespace

Result<RenderStatistics> render(const Grid& grid, CountsArray& counts, const RenderOptions& options,
                                std::stop_token stop, const std::function<void(const Tile&)>& onTile)
{
    if (auto checked = checkOptions(grid, counts, options); !checked)
        return failure(checked.error());
    const auto kernel = simdKernel(options.simdTarget);
    if (!kernel)
        return failure(kernel.error());
    const int threads = options.threads > 0 ? options.threads : QThread::idealThreadCount();
    const auto begin = std::chrono::steady_clock::now();
    Work work{.grid = grid,
              .counts = counts,
              .options = options,
              .kernel = *kernel,
              .stop = std::move(stop),
              .onTile = onTile,
              .reals = realsOf(grid),
              .tiles = tilesFrom(grid.height(), grid.width(), options.focusRow, options.focusColumn)};
    countOnThreads(work, threads);
    if (work.doneTiles < work.tiles.size())
        return failure({.code = ErrorCode::Cancelled, .subject = "render"});
    return RenderStatistics{
        .seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
        .pixels = counts.counts().size(),
        .iterations = work.iterations,
        .kernel =
            "builtin " + kernel->target + ", " + std::to_string(threads) + (threads == 1 ? " thread" : " threads"),
    };
}

}  // namespace memdelbrot
