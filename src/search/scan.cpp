#include "search/scan.h"

#include "search/running_scan.h"

#include <algorithm>
#include <chrono>
#include <unordered_set>

namespace memdelbrot {

namespace {

constexpr std::uint64_t mostAlignment = 64;   // bytes

}  // namespace

Result<Scan> Scan::of(std::shared_ptr<const MemoryTarget> target, const Dtype& dtype, const ScanOptions& options)
{
    if (options.alignment == 0 || options.alignment > mostAlignment)
        return failure({.code = ErrorCode::InvalidArgument, .subject = "alignment", .detail = "1 to 64 bytes"});
    const auto comparison = ScanComparison::of(ScanCondition(), dtype);
    if (!comparison)
        return failure(comparison.error());
    return Scan(std::move(target), dtype, options);
}

Result<ScanOutcome> Scan::step(const ScanCondition& condition, std::stop_token stop, const Progress& progress)
{
    if (!hasBegun() && condition.needsBefore())
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = "first scan",
                        .detail = "there is nothing to compare with yet: begin with all numbers or with a value"});
    const auto begin = std::chrono::steady_clock::now();
    RunningScan running(*this, ScanComparison::of(condition, m_dtype).value(), std::move(stop), progress);
    auto outcome = hasBegun() ? running.narrow() : running.begin();
    if (!outcome)
        return outcome;
    outcome->candidates = candidates();
    outcome->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return outcome;
}

void Scan::undo()
{
    m_steps.pop_back();
}

std::size_t Scan::candidates() const
{
    return m_steps.empty() ? 0 : m_steps.back().candidates;
}

ScanCandidate Scan::candidate(std::size_t index) const
{
    const Step& step = m_steps.back();
    const auto behind = std::ranges::upper_bound(step.before, index);
    const auto number = static_cast<std::size_t>(behind - step.before.begin()) - 1;
    const ScanChunk& chunk = *step.chunks[number];
    return {chunk.addressOf(index - step.before[number]), chunk.valueOf(index - step.before[number])};
}

std::uint64_t Scan::memoryBytes() const
{
    std::unordered_set<const ScanChunk*> counted;
    std::uint64_t bytes = 0;
    for (const Step& step : m_steps) {
        bytes += step.chunks.capacity() * sizeof step.chunks[0] + step.before.capacity() * sizeof step.before[0];
        for (const auto& chunk : step.chunks)
            bytes += counted.insert(chunk.get()).second ? chunk->memoryBytes() : 0;
    }
    return bytes;
}

Scan::Step Scan::stepOf(std::vector<std::shared_ptr<const ScanChunk>> chunks)
{
    Step step{.chunks = std::move(chunks), .before = {}, .candidates = 0};
    std::erase(step.chunks, nullptr);
    step.chunks.shrink_to_fit();
    step.before.reserve(step.chunks.size());
    for (const auto& chunk : step.chunks) {
        step.before.push_back(step.candidates);
        step.candidates += chunk->count();
    }
    return step;
}

}  // namespace memdelbrot
