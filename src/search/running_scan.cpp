#include "search/running_scan.h"

#include <algorithm>
#include <thread>

namespace memdelbrot {

namespace {

constexpr std::uint64_t blockSize = 256 * 1024;   // bytes: stays in the cache that it was copied into
constexpr std::uint64_t unitSize = 16 * blockSize;
constexpr double mostForAByte = 1.2;   // bytes kept for one that was scanned

// Gives up a step's hold on its chunks; how many bytes that freed.
std::uint64_t released(std::shared_ptr<const ScanChunk>& chunk)
{
    const std::uint64_t bytes = chunk && chunk.use_count() == 1 ? chunk->memoryBytes() : 0;
    chunk.reset();
    return bytes;
}

std::size_t startsOf(std::size_t done, std::size_t starts)
{
    return std::min(ScanChunk::mostBytes, starts - done);
}

}  // namespace

RunningScan::RunningScan(Scan& scan, const ScanComparison& comparison, std::stop_token stop,
                         const Scan::Progress& progress)
    : m_scan(scan), m_comparison(comparison), m_stop(std::move(stop)), m_progress(progress)
{
}

void RunningScan::onThreads(std::uint64_t bytes, const std::function<void()>& work) const
{
    const unsigned wanted =
        m_scan.m_options.threads > 0 ? m_scan.m_options.threads : std::max(1u, std::thread::hardware_concurrency());
    std::vector<std::jthread> others;
    for (std::uint64_t i = 1; i < std::min<std::uint64_t>(wanted, bytes / unitSize + 1); ++i)
        others.emplace_back(work);
    work();
}

void RunningScan::report(std::uint64_t done)
{
    m_now.doneBytes += done;
    if (m_progress)
        m_progress(m_now);
}

Result<ScanOutcome> RunningScan::begin()
{
    auto regions = m_scan.m_target->regions();
    if (!regions)
        return failure(std::move(regions.error()));
    const ScanOptions& options = m_scan.m_options;
    std::erase_if(*regions, [&](const Region& region) { return options.regions && !options.regions(region); });
    m_plan.emplace(*regions, options.within, unitSize, MatchReach{0, m_comparison.itemSize()});
    m_now.totalBytes = m_plan->totalBytes();
    onThreads(m_now.totalBytes, [this] { searchUnits(); });
    m_outcome.cancelled = m_stop.stop_requested();
    if (m_outcome.cancelled)
        return m_outcome;
    Chunks all;
    for (Chunks& chunks : m_found)
        all.insert(all.end(), std::make_move_iterator(chunks.begin()), std::make_move_iterator(chunks.end()));
    m_scan.m_steps.push_back(Scan::stepOf(std::move(all)));
    m_scan.m_budget = static_cast<std::uint64_t>(mostForAByte * static_cast<double>(m_outcome.scannedBytes));
    return m_outcome;
}

void RunningScan::searchUnits()
{
    std::vector<std::byte> scratch;
    while (!m_stop.stop_requested()) {
        std::optional<SearchUnit> unit;
        {
            const std::lock_guard lock(m_mutex);
            unit = m_plan->next();
        }
        if (!unit)
            return;
        Chunks found;
        for (const SearchUnit& block : blocksOf(*unit, blockSize, MatchReach{0, m_comparison.itemSize()})) {
            if (m_stop.stop_requested())
                return;
            std::ranges::move(chunksOf(block, scratch), std::back_inserter(found));
        }
        const std::lock_guard lock(m_mutex);
        for (const auto& chunk : found)
            m_now.candidates += chunk->count();
        m_found.resize(std::max(m_found.size(), unit->number + 1));
        m_found[unit->number] = std::move(found);
        report(unit->starts.size());
    }
}

RunningScan::Chunks RunningScan::chunksOf(const SearchUnit& block, std::vector<std::byte>& scratch)
{
    scratch.resize(std::max<std::size_t>(scratch.size(), block.bytes.size()));
    const auto bytes = std::span(scratch).first(block.bytes.size());
    auto holes = m_scan.m_target->readInto(block.bytes, bytes);
    const std::uint64_t begin = block.bytes.begin().value();
    holes.push_back({AddressRange::fromSize(Address(begin + bytes.size()), 1), 0});   // behind the last readable run
    Chunks chunks;
    std::uint64_t done = 0;   // bytes of the block
    std::uint64_t unreadable = 0;
    for (const UnreadableRange& hole : holes) {
        const std::uint64_t end = hole.range.begin().value() - begin;
        if (done < std::min<std::uint64_t>(end, block.starts.size()))
            addChunks(Address(begin + done), bytes.subspan(done, end - done),
                      std::min<std::uint64_t>(end, block.starts.size()) - done, chunks);
        done = end + hole.range.size();
        unreadable += hole.range.intersected(block.starts).size();
    }
    const std::lock_guard lock(m_mutex);
    m_outcome.scannedBytes += block.starts.size() - unreadable;
    m_outcome.unreadableBytes += unreadable;
    return chunks;
}

// All of a readable run, in which numbers begin in the first `starts` bytes.
void RunningScan::addChunks(Address begin, std::span<const std::byte> bytes, std::size_t starts, Chunks& chunks) const
{
    const std::uint64_t step = m_scan.m_options.alignment;
    for (std::size_t done = alignedOffset(begin, 0, step); done < starts;) {
        const std::size_t here = startsOf(done, starts);
        const auto whole = bytes.subspan(done);
        const Address at(begin.value() + done);
        done = alignedOffset(begin, done + here, step);
        if (!mayPass(whole, here))
            continue;
        auto chunk = ScanChunk::ofAll(at, whole, here, step, m_comparison.itemSize());
        if (chunk && m_comparison.condition().kind() != ScanCondition::Kind::Any)
            chunk = ScanChunk::narrowed(chunk, {whole.first(chunk->range().size()), {}}, m_comparison);
        if (chunk)
            chunks.push_back(std::move(chunk));
    }
}

// False where SIMD sees that no number passes.
bool RunningScan::mayPass(std::span<const std::byte> bytes, std::size_t starts) const
{
    const std::size_t size = m_comparison.itemSize();
    const std::size_t step = m_scan.m_options.alignment;
    if (m_comparison.condition().kind() != ScanCondition::Kind::Passes || size % step != 0 || bytes.size() < size)
        return true;
    const std::size_t end = std::min(starts, bytes.size() - size + 1);
    const NumberTest& test = m_comparison.condition().test();
    for (std::size_t at = memdelbrot::nextGroup(bytes, 0, end, step, test); at < end;
         at = memdelbrot::nextGroup(bytes, at, end, step, test)) {
        const std::size_t groupEnd = std::min(end, at + numberGroup);
        for (; at < groupEnd; at += step) {
            if (passes(test, bytes.data() + at))
                return true;
        }
    }
    return false;
}

Result<ScanOutcome> RunningScan::narrow()
{
    m_old = std::move(m_scan.m_steps.back().chunks);
    m_new.resize(m_old.size());
    m_isDone.resize(m_old.size());
    for (const auto& chunk : m_old)
        m_now.totalBytes += chunk->range().size();
    m_scan.m_steps.back().chunks = m_old;
    m_used = m_scan.memoryBytes();
    m_scan.m_steps.back().chunks.clear();
    onThreads(m_now.totalBytes, [this] { narrowGroups(); });
    finish();
    return m_outcome;
}

void RunningScan::narrowGroups()
{
    std::vector<std::byte> scratch;
    while (!m_stop.stop_requested()) {
        const auto group = nextGroup();
        if (!group)
            return;
        narrowGroup(*group, scratch);
    }
}

std::optional<RunningScan::Group> RunningScan::nextGroup()
{
    const std::lock_guard lock(m_mutex);
    if (m_nextChunk == m_old.size())
        return std::nullopt;
    Group group{.first = m_nextChunk, .end = m_nextChunk + 1, .range = m_old[m_nextChunk]->range()};
    for (; group.end < m_old.size(); ++group.end) {
        const AddressRange range = m_old[group.end]->range();
        const std::uint64_t size = range.last().value() - group.range.begin().value() + 1;
        const std::uint64_t gap =
            range.begin().value() > group.range.last().value() ? range.begin().value() - group.range.last().value() : 0;
        if (size > blockSize || gap > ScanChunk::mostBytes)
            break;
        group.range = AddressRange::fromSize(group.range.begin(), size);
    }
    m_nextChunk = group.end;
    return group;
}

void RunningScan::narrowGroup(const Group& group, std::vector<std::byte>& scratch)
{
    scratch.resize(std::max<std::size_t>(scratch.size(), group.range.size()));
    const auto bytes = std::span(scratch).first(group.range.size());
    const auto holes = m_scan.m_target->readInto(group.range, bytes);
    Chunks narrowed;
    for (std::size_t number = group.first; number < group.end; ++number) {
        const AddressRange range = m_old[number]->range();
        const auto now = bytes.subspan(range.begin().value() - group.range.begin().value(), range.size());
        narrowed.push_back(ScanChunk::narrowed(m_old[number], {now, holes}, m_comparison));
    }
    std::uint64_t unreadable = 0;
    for (const UnreadableRange& hole : holes)
        unreadable += hole.range.size();
    deliver(group, std::move(narrowed));
    const std::lock_guard lock(m_mutex);
    m_outcome.unreadableBytes += unreadable;
}

void RunningScan::deliver(const Group& group, Chunks narrowed)
{
    const std::lock_guard lock(m_mutex);
    std::uint64_t bytes = 0;
    for (std::size_t number = group.first; number < group.end; ++number) {
        auto& chunk = narrowed[number - group.first];
        bytes += m_old[number]->range().size();
        m_used += chunk && chunk != m_old[number] ? chunk->memoryBytes() : 0;
        m_now.candidates += chunk ? chunk->count() : 0;
        m_new[number] = std::move(chunk);
        m_isDone[number] = true;
        if (m_isInPlace)
            m_used -= released(m_old[number]);
    }
    m_outcome.scannedBytes += bytes;
    if (m_used > m_scan.m_budget && !m_isInPlace)
        makeRoom();
    report(bytes);
}

void RunningScan::makeRoom()
{
    m_outcome.lostUndo = true;
    auto& steps = m_scan.m_steps;
    while (steps.size() > 1 && m_used > m_scan.m_budget) {
        for (auto& chunk : steps.front().chunks)
            m_used -= released(chunk);
        steps.erase(steps.begin());
    }
    if (m_used <= m_scan.m_budget)
        return;
    m_isInPlace = true;
    for (std::size_t number = 0; number < m_old.size(); ++number) {
        if (m_isDone[number])
            m_used -= released(m_old[number]);
    }
}

void RunningScan::finish()
{
    auto& steps = m_scan.m_steps;
    m_outcome.cancelled = m_stop.stop_requested() && m_nextChunk < m_old.size();
    if (m_outcome.cancelled && !m_isInPlace) {
        steps.back().chunks = std::move(m_old);
        return;
    }
    for (std::size_t number = 0; number < m_old.size(); ++number) {
        if (!m_isDone[number])
            m_new[number] = m_old[number];
    }
    if (m_isInPlace)
        steps.pop_back();
    else
        steps.back().chunks = std::move(m_old);
    steps.push_back(Scan::stepOf(std::move(m_new)));
}

}  // namespace memdelbrot
