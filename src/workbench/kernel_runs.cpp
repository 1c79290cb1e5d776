#include "workbench/kernel_runs.h"

#include "memory/process_target.h"
#include "workbench/workbench.h"

#include <algorithm>
#include <cstring>

namespace memdelbrot {

namespace {

constexpr std::size_t chunkSize = std::size_t{8} << 20;   // bytes written or read at a time

Error cancelled()
{
    return {.code = ErrorCode::Cancelled, .subject = "render"};
}

// c and counts in the worker, our copy of the counts being there already.
Result<void> checkMemory(std::size_t samples)
{
    const std::uint64_t wanted = samples * (2 * sizeof(double) + sizeof(std::int32_t));
    const auto available = availableMemory();
    if (available && wanted > *available)
        return failure({.code = ErrorCode::OutOfMemory,
                        .subject = std::to_string(wanted) + " bytes for the kernel's arrays",
                        .detail = std::to_string(*available) + " bytes are available"});
    return {};
}

PassedValue integer(std::int32_t value)
{
    PassedValue passed{.type = PassedType::Int32};
    std::memcpy(passed.bytes.data(), &value, sizeof value);
    return passed;
}

PassedValue pointer(Address address)
{
    PassedValue passed{.type = PassedType::Pointer};
    const std::uint64_t value = address.value();
    std::memcpy(passed.bytes.data(), &value, sizeof value);
    return passed;
}

// One kernel in one worker.
class Run final {
public:
    Run(Workbench& workbench, const Grid& grid, std::int32_t limit, const std::stop_token& stop)
        : m_workbench(workbench), m_grid(grid), m_limit(limit), m_stop(stop)
    {
    }

    [[nodiscard]] Result<void> prepare(const KernelChoice& kernel)
    {
        auto started = Worker::start(m_workbench.options().worker, m_stop);
        if (!started)
            return failure(started.error());
        m_worker = std::move(*started);
        auto target = ProcessTarget::open(m_worker->pid());
        if (!target)
            return failure(target.error());
        m_memory = std::move(*target);
        const auto library = m_worker->load(kernel.library, m_stop);
        if (!library)
            return failure(library.error());
        const auto function = m_worker->symbol(*library, kernel.symbol, m_stop);
        if (!function)
            return failure(function.error());
        m_function = *function;
        return makeArrays();
    }

    // Counts of a crash are read too: the process is frozen.
    [[nodiscard]] Result<KernelRun> call(std::chrono::milliseconds timeout)
    {
        const CallRequest request{.function = m_function,
                                  .arguments = {integer(m_grid.height()), integer(m_grid.width()), integer(m_limit),
                                                pointer(m_c.address), pointer(m_counts.address)},
                                  .timeout = timeout};
        const auto result = m_worker->call(request, m_stop);
        if (m_stop.stop_requested())
            return failure(cancelled());
        if (result)
            return KernelRun{.seconds = static_cast<double>(result->nanoseconds) * 1e-9};
        KernelRun run{.crash = m_worker->report()};
        if (!run.crash)
            return failure(result.error());
        if (const auto frozen = m_workbench.keepFrozen(m_worker))
            run.frozen = frozen->target;
        return run;
    }

    // What cannot be read stays as the caller has it.
    [[nodiscard]] Result<void> copyCounts(CountsArray& counts, bool hasCrashed) const
    {
        for (std::size_t done = 0; done < counts.byteSize(); done += chunkSize) {
            if (m_stop.stop_requested())
                return failure(cancelled());
            const std::size_t size = std::min(chunkSize, counts.byteSize() - done);
            const Address begin(m_counts.address.value() + done);
            const ReadResult read = m_memory->read(AddressRange::fromSize(begin, size));
            if (read.isComplete())
                std::memcpy(reinterpret_cast<std::byte*>(counts.data()) + done, read.bytes.data(), size);
            else if (!hasCrashed)
                return failure({.code = ErrorCode::Unreadable,
                                .errnoValue = read.unreadable.front().errnoValue,
                                .address = begin.value(),
                                .subject = "the kernel's counts"});
        }
        return {};
    }

private:
    Result<void> makeArrays()
    {
        const std::size_t samples =
            static_cast<std::size_t>(m_grid.height()) * static_cast<std::size_t>(m_grid.width());
        auto c = m_worker->allocate(AllocationKind::SharedMemfd, samples * 2 * sizeof(double));
        if (!c)
            return failure(c.error());
        auto counts = m_worker->allocate(AllocationKind::SharedMemfd, samples * sizeof(std::int32_t));
        if (!counts)
            return failure(counts.error());
        m_c = *c;
        m_counts = *counts;
        return writeGrid().and_then([this, samples] { return writeLimits(samples); });
    }

    Result<void> write(Address begin, std::span<const std::byte> bytes)
    {
        if (m_stop.stop_requested())
            return failure(cancelled());
        return m_memory->write(begin, bytes, WriteForce::No);
    }

    Result<void> writeGrid()
    {
        const auto width = static_cast<std::size_t>(m_grid.width());
        const std::size_t rowSize = width * 2 * sizeof(double);
        const int rowsAtOnce = static_cast<int>(std::max<std::size_t>(1, chunkSize / rowSize));
        std::vector<double> chunk;
        for (int row = 0; row < m_grid.height(); row += rowsAtOnce) {
            chunk.clear();
            for (int line = row; line < std::min(row + rowsAtOnce, m_grid.height()); ++line)
                appendRow(chunk, line);
            const Address begin(m_c.address.value() + static_cast<std::uint64_t>(row) * rowSize);
            if (auto written = write(begin, std::as_bytes(std::span(chunk))); !written)
                return written;
        }
        return {};
    }

    void appendRow(std::vector<double>& chunk, int row) const
    {
        const double imag = m_grid.imagAt(row);
        for (int column = 0; column < m_grid.width(); ++column) {
            chunk.push_back(m_grid.realAt(column));
            chunk.push_back(imag);
        }
    }

    Result<void> writeLimits(std::size_t samples)
    {
        const std::size_t atOnce = chunkSize / sizeof(std::int32_t);
        const std::vector<std::int32_t> limits(std::min(samples, atOnce), m_limit);
        for (std::size_t done = 0; done < samples; done += atOnce) {
            const auto part = std::span(limits).first(std::min(atOnce, samples - done));
            if (auto written =
                    write(Address(m_counts.address.value() + done * sizeof(std::int32_t)), std::as_bytes(part));
                !written)
                return written;
        }
        return {};
    }

    Workbench& m_workbench;
    const Grid& m_grid;
    std::int32_t m_limit;
    const std::stop_token& m_stop;
    std::shared_ptr<Worker> m_worker;
    std::unique_ptr<ProcessTarget> m_memory;
    Address m_function;
    WorkerAllocation m_c;
    WorkerAllocation m_counts;
};

}  // namespace

Result<KernelRun> runKernel(Workbench& workbench, const Grid& grid, std::int32_t maximumIterations,
                            const KernelChoice& kernel, CountsArray& counts, const std::stop_token& stop)
{
    if (auto fits = checkMemory(counts.counts().size()); !fits)
        return failure(fits.error());
    Run run(workbench, grid, maximumIterations, stop);
    if (auto prepared = run.prepare(kernel); !prepared)
        return failure(prepared.error());
    auto result = run.call(kernel.timeout);
    if (!result)
        return result;
    if (auto copied = run.copyCounts(counts, result->crash.has_value()); !copied)
        return failure(copied.error());
    return result;
}

}  // namespace memdelbrot
