#include "workbench/fractal_runs.h"

#include "workbench/kernel_runs.h"
#include "workbench/workbench.h"

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace memdelbrot {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

AddressRange rangeOf(const CountsArray& counts)
{
    return AddressRange::fromSize(Address(reinterpret_cast<std::uintptr_t>(counts.data())), counts.byteSize());
}

Allocation listed(Workbench& workbench, const CountsArray& counts)
{
    Allocation allocation{
        .name = "counts",
        .target = workbench.targets().self(),
        .range = rangeOf(counts),
        .view = {.dtype = Dtype::fromKind(DtypeKind::SignedInteger, sizeof(std::int32_t)),
                 .shape = {static_cast<std::uint64_t>(counts.height()), static_cast<std::uint64_t>(counts.width())}},
        .owner = AllocationOwner::Tool,
        .kind = "anonymous",
        .ownsData = true,
    };
    for (const Allocation& known : workbench.allocations().list()) {
        if (known.target != allocation.target || known.owner != AllocationOwner::Tool)
            continue;
        if (known.range == allocation.range && known.view.shape == allocation.view.shape)
            return known;
        if (known.name == allocation.name)   // the newest picture's have the name
            workbench.allocations().remove(known.target, known.range.begin());
    }
    allocation.name = workbench.allocations().add(allocation);
    return allocation;
}

std::string calledIn(const KernelChoice& kernel)
{
    return kernel.symbol + " in " + std::filesystem::path(kernel.library).filename().string();
}

// The picture's counts are told from arrays that were made for them by hand.
std::string contentsOf(const FractalRun& run, const KernelChoice& kernel)
{
    if (!kernel.array.empty())
        return "the picture, copied from $" + kernel.array;
    return "the picture, by " + (kernel.isBuiltIn() ? "the built-in kernel" : calledIn(kernel))
        + (run.crash ? ", until it crashed" : "");
}

// The steps that a loaded kernel's counts stand for, as RenderStatistics has them.
std::uint64_t iterationsOf(const CountsArray& counts, std::int32_t limit)
{
    std::uint64_t iterations = 0;
    for (const std::int32_t count : counts.counts())
        iterations += static_cast<std::uint64_t>(std::clamp(count, 0, limit)) + (count < limit ? 1 : 0);
    return iterations;
}

Result<void> runLoaded(Workbench& workbench, const RenderOptions& options, const KernelChoice& kernel,
                       const std::stop_token& stop, FractalRun& run)
{
    std::fill_n(run.counts->data(), run.counts->counts().size(), options.maximumIterations);
    const auto result = runKernel(workbench, run.grid, options.maximumIterations, kernel, *run.counts, stop);
    if (!result)
        return failure(result.error());
    std::ranges::fill(options.smoothOffsets, 0.0F);
    run.statistics = {.seconds = result->seconds,
                      .pixels = run.counts->counts().size(),
                      .iterations = iterationsOf(*run.counts, options.maximumIterations),
                      .kernel = calledIn(kernel) + ", 1 thread"};
    run.crash = result->crash;
    run.frozen = result->frozen;
    return {};
}

Result<Allocation> countsNamed(Workbench& workbench, const std::string& name, const CountsArray& counts)
{
    auto array = workbench.allocations().named(name);
    if (!array)
        return array;
    if (!array->isInUse())
        return failure({.code = ErrorCode::Ended, .subject = name, .detail = whyUnused(array->state)});
    const Shape shape{static_cast<std::uint64_t>(counts.height()), static_cast<std::uint64_t>(counts.width())};
    const bool isInt32 = array->view.dtype == Dtype::fromKind(DtypeKind::SignedInteger, sizeof(std::int32_t));
    if (!isInt32 || array->view.shape != shape || !flagsOf(*array, true).contiguous)
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = name,
                        .detail = "it is " + array->view.dtype.name() + " " + shapeText(array->view.shape)
                            + ", and a picture of this canvas takes int32 " + shapeText(shape)});
    return array;
}

// In pieces, so that it can be stopped.
Result<void> copyArray(Workbench& workbench, const std::string& name, const std::stop_token& stop, FractalRun& run)
{
    constexpr std::uint64_t piece = std::uint64_t{64} << 20;
    const auto begin = Clock::now();
    const auto array = countsNamed(workbench, name, *run.counts);
    const auto memory = array ? workbench.targets().target(array->target) : failure(array.error());
    if (!memory)
        return failure(memory.error());
    const std::uint64_t size = run.counts->byteSize();
    for (std::uint64_t done = 0; done < size; done += piece) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        const Address from(array->range.begin().value() + done);
        const ReadResult read = (*memory)->read(AddressRange::fromSize(from, std::min(piece, size - done)));
        if (!read.isComplete() || read.stale)
            return failure({.code = ErrorCode::Unreadable, .address = from.value(), .subject = name});
        std::memcpy(reinterpret_cast<std::byte*>(run.counts->data()) + done, read.bytes.data(), read.bytes.size());
    }
    run.array = name;
    run.statistics = {.seconds = secondsSince(begin), .pixels = run.counts->counts().size(), .kernel = "array " + name};
    return {};
}

}  // namespace

Result<std::shared_ptr<CountsArray>> newCounts(Workbench& workbench, const Grid& grid)
{
    auto counts = CountsArray::create(grid.height(), grid.width());
    if (!counts)
        return failure(counts.error());
    // No poke can be under way while the range is disallowed: only then does the memory go.
    const auto forget = [&workbench](CountsArray* array) {
        const AddressRange range = rangeOf(*array);
        workbench.targets().disallowOwnRange(range);
        workbench.allocations().remove(workbench.targets().self(), range.begin());
        delete array;
    };
    std::shared_ptr<CountsArray> owned(new CountsArray(std::move(*counts)), forget);
    workbench.targets().allowOwnRange(rangeOf(*owned));
    static_cast<void>(listed(workbench, *owned));
    return owned;
}

Result<std::shared_ptr<CountsArray>> countsFor(Workbench& workbench, const Grid& grid,
                                               std::shared_ptr<CountsArray> before)
{
    if (!before)
        return newCounts(workbench, grid);
    if (before->height() == grid.height() && before->width() == grid.width())
        return before;
    const AddressRange range = rangeOf(*before);
    if (!before->reshape(grid.height(), grid.width())) {
        before.reset();
        return newCounts(workbench, grid);
    }
    workbench.targets().disallowOwnRange(range);
    workbench.allocations().remove(workbench.targets().self(), range.begin());
    workbench.targets().allowOwnRange(rangeOf(*before));
    static_cast<void>(listed(workbench, *before));
    return before;
}

CountsComparison compareCounts(const CountsArray& left, const CountsArray& right)
{
    CountsComparison comparison;
    const auto leftCounts = left.counts();
    const auto rightCounts = right.counts();
    for (std::size_t i = 0; i < std::min(leftCounts.size(), rightCounts.size()); ++i) {
        if (leftCounts[i] == rightCounts[i])
            continue;
        if (comparison.differing++ == 0) {
            comparison.firstRow = static_cast<int>(i / static_cast<std::size_t>(left.width()));
            comparison.firstColumn = static_cast<int>(i % static_cast<std::size_t>(left.width()));
        }
    }
    return comparison;
}

Result<FractalRun> renderFractal(Workbench& workbench, const Grid& grid, const RenderOptions& options,
                                 const KernelChoice& kernel, std::stop_token stop,
                                 const std::function<void(const Tile&)>& onTile, std::shared_ptr<CountsArray> into)
{
    if (options.maximumIterations < 1)
        return failure({.code = ErrorCode::InvalidArgument, .subject = "iterations", .detail = "at least 1"});
    const auto begin = Clock::now();
    FractalRun run{.grid = grid, .counts = std::move(into)};
    if (!run.counts || run.counts->height() != grid.height() || run.counts->width() != grid.width()) {
        run.counts.reset();
        auto counts = newCounts(workbench, grid);
        if (!counts)
            return failure(counts.error());
        run.counts = std::move(*counts);
    }
    run.allocation = listed(workbench, *run.counts);
    if (kernel.isBuiltIn()) {
        const auto statistics = render(grid, *run.counts, options, stop, onTile);
        if (!statistics)
            return failure(statistics.error());
        run.statistics = *statistics;
    } else {
        const auto done = kernel.array.empty() ? runLoaded(workbench, options, kernel, stop, run)
                                               : copyArray(workbench, kernel.array, stop, run);
        if (!done)
            return failure(done.error());
        if (onTile)
            onTile({.row = 0, .column = 0, .height = grid.height(), .width = grid.width()});
    }
    run.allocation.contents = contentsOf(run, kernel);
    workbench.allocations().setContents(run.allocation.name, run.allocation.contents);
    run.wholeSeconds = secondsSince(begin);
    return run;
}

}  // namespace memdelbrot
