#include "search/running_search.h"

#include <algorithm>
#include <thread>

namespace memdelbrot {

namespace {

constexpr std::uint64_t blockSize = 256 * 1024;        // bytes: stays in the cache that it was copied into
constexpr std::uint64_t unitSize = 16 * blockSize;

std::vector<Region> chosen(const std::vector<Region>& regions, const SearchOptions& options)
{
    std::vector<Region> left;
    std::ranges::copy_if(regions, std::back_inserter(left),
                         [&](const Region& region) { return !options.regions || options.regions(region); });
    return left;
}

}  // namespace

RunningSearch::RunningSearch(const MemoryTarget& target, const Finder& finder, const SearchOptions& options,
                             std::stop_token stop, const SearchListener& listener, const std::vector<Region>& regions)
    : m_target(target),
      m_finder(finder),
      m_options(options),
      m_stop(std::move(stop)),
      m_listener(listener),
      m_reach{finder.lookBehind(), finder.reach()},
      m_plan(chosen(regions, options), options.within, unitSize, m_reach)
{
    m_progress.totalBytes = m_plan.totalBytes();
}

void RunningSearch::run()
{
    const unsigned wanted =
        m_options.threads > 0 ? m_options.threads : std::max(1u, std::thread::hardware_concurrency());
    const std::uint64_t units = m_progress.totalBytes / unitSize + 1;
    std::vector<std::jthread> others;
    for (std::uint64_t i = 1; i < std::min<std::uint64_t>(wanted, units); ++i)
        others.emplace_back([this] { work(); });
    work();
}

Result<void> RunningSearch::collect(SearchResult& result)
{
    if (m_error)
        return failure(std::move(*m_error));
    result.matches = std::move(m_result.matches);
    result.searchedBytes = m_result.searchedBytes;
    result.unreadableBytes = m_result.unreadableBytes;
    result.cancelled = m_result.cancelled;
    result.limited = m_result.limited;
    return {};
}

// A unit once taken is finished or the search is over: what was passed on has no gap.
void RunningSearch::work()
{
    std::vector<std::byte> scratch;   // every block's: fresh memory for each costs as much as the reading
    while (const auto unit = taken())
        deliver(unit->number, searchUnit(*unit, scratch));
}

std::optional<SearchUnit> RunningSearch::taken()
{
    const std::lock_guard lock(m_mutex);
    return m_enough ? std::nullopt : m_plan.next();
}

RunningSearch::Findings RunningSearch::searchUnit(const SearchUnit& unit, std::vector<std::byte>& scratch) const
{
    Findings findings{.size = unit.starts.size()};
    for (const SearchUnit& block : blocksOf(unit, blockSize, m_reach)) {
        findings.isWhole = !m_stop.stop_requested();
        if (!findings.isWhole)
            break;
        scratch.resize(std::max<std::size_t>(scratch.size(), block.bytes.size()));
        searchBlock(block, std::span(scratch).first(block.bytes.size()), findings);
        if (findings.error)
            break;
    }
    return findings;
}

void RunningSearch::searchBlock(const SearchUnit& block, std::span<std::byte> bytes, Findings& findings) const
{
    const auto holes = m_target.readInto(block.bytes, bytes);
    const std::uint64_t begin = block.bytes.begin().value();
    const std::uint64_t firstStart = block.starts.begin().value() - begin;
    const std::uint64_t endStart = firstStart + block.starts.size();
    std::uint64_t done = 0;  // bytes of the block behind us
    const auto searchUpTo = [&](std::uint64_t end) {
        const std::uint64_t first = std::max(firstStart, done);
        if (first >= std::min(end, endStart))
            return;
        auto outcome = m_finder.find({.bytes = bytes.subspan(done, end - done),
                                      .base = Address(begin + done),
                                      .firstStart = first - done,
                                      .endStart = std::min(end, endStart) - done},
                                     m_options.alignment, m_options.limit, findings.matches);
        if (!outcome)
            findings.error = std::move(outcome.error());
    };
    std::uint64_t unreadable = 0;
    for (const UnreadableRange& bad : holes) {
        const std::uint64_t at = bad.range.begin().value() - begin;
        searchUpTo(at);
        done = at + bad.range.size();
        unreadable += bad.range.intersected(block.starts).size();
    }
    searchUpTo(block.bytes.size());
    findings.unreadable += unreadable;
    findings.searched += block.starts.size() - unreadable;
}

void RunningSearch::deliver(std::size_t number, Findings findings)
{
    const std::lock_guard lock(m_mutex);
    if (!findings.isWhole || findings.error)
        m_enough = true;
    m_waiting.emplace(number, std::move(findings));
    for (auto next = m_waiting.find(m_nextNumber); next != m_waiting.end(); next = m_waiting.find(++m_nextNumber)) {
        pass(std::move(next->second));
        m_waiting.erase(next);
    }
}

void RunningSearch::pass(Findings findings)
{
    if (m_result.limited || m_result.cancelled || m_error)
        return;
    m_error = std::move(findings.error);
    if (!m_finder.mayOverlap())
        dropOverlapping(findings.matches);
    const std::size_t room = m_options.limit - m_progress.matches;
    if (findings.matches.size() >= room) {
        findings.matches.resize(room);
        m_result.limited = true;
        m_enough = true;
    }
    m_result.cancelled = !findings.isWhole;
    m_result.searchedBytes += findings.searched;
    m_result.unreadableBytes += findings.unreadable;
    m_progress.doneBytes += findings.size;
    m_progress.unreadableBytes = m_result.unreadableBytes;
    m_progress.matches += findings.matches.size();
    if (m_listener.found && !findings.matches.empty())
        m_listener.found(findings.matches);
    else
        m_result.matches.insert(m_result.matches.end(), findings.matches.begin(), findings.matches.end());
    if (m_listener.progress)
        m_listener.progress(m_progress);
}

void RunningSearch::dropOverlapping(std::vector<Match>& matches)
{
    std::erase_if(matches, [this](const Match& match) {
        if (m_lastByte && match.begin <= *m_lastByte)
            return true;
        m_lastByte = Address(match.begin.value() + (match.size - 1));
        return false;
    });
}

}  // namespace memdelbrot
