#include "search/search.h"

#include "search/pattern_matcher.h"
#include "search/search_plan.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace memdelbrot {

namespace {

constexpr std::uint64_t blockSize = 256 * 1024;        // bytes: stays in the cache that it was copied into
constexpr std::uint64_t unitSize = 16 * blockSize;

// What one unit gave. Kept apart so that matches come out in order whatever thread found them.
struct Findings {
    std::vector<Address> matches;
    std::uint64_t searched = 0;
    std::uint64_t unreadable = 0;
};

class RunningSearch final {
public:
    RunningSearch(const MemoryTarget& target, const SearchQuery& query, const SearchOptions& options,
                  std::stop_token stop, const std::function<void(const SearchProgress&)>& progress,
                  const std::vector<Region>& regions)
        : m_target(target),
          m_options(options),
          m_stop(std::move(stop)),
          m_progress(progress),
          m_matcher(query, options.alignment),
          m_querySize(query.size()),
          m_units(planSearch(regions, options.within, unitSize, query.size())),
          m_findings(m_units.size())
    {
        for (const SearchUnit& unit : m_units)
            m_state.totalBytes += unit.starts.size();
    }

    void run()
    {
        const unsigned wanted =
            m_options.threads > 0 ? m_options.threads : std::max(1u, std::thread::hardware_concurrency());
        const auto count = std::min<std::size_t>(wanted, m_units.size());
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < count; ++i)
            others.emplace_back([this] { work(); });
        work();
    }

    void collect(SearchResult& result) const
    {
        for (const Findings& findings : m_findings) {
            result.searchedBytes += findings.searched;
            result.unreadableBytes += findings.unreadable;
            result.matches.insert(result.matches.end(), findings.matches.begin(), findings.matches.end());
        }
        result.cancelled = m_cancelled;
        result.limited = result.matches.size() >= m_options.limit;
        result.matches.resize(std::min(result.matches.size(), m_options.limit));
    }

private:
    // Units are taken in order and finished once taken: what is found when the limit is reached has no gap before it.
    void work()
    {
        while (!m_enough) {
            const std::size_t number = m_next++;
            if (number >= m_units.size())
                return;
            if (!searchUnit(m_units[number], m_findings[number])) {
                m_cancelled = true;
                return;
            }
            report(m_units[number], m_findings[number]);
        }
    }

    bool searchUnit(const SearchUnit& unit, Findings& findings) const
    {
        for (const SearchUnit& block : blocksOf(unit, blockSize)) {
            if (m_stop.stop_requested())
                return false;
            searchBlock(block, findings);
        }
        return true;
    }

    void searchBlock(const SearchUnit& block, Findings& findings) const
    {
        const ReadResult read = m_target.read(block.bytes);
        std::uint64_t done = 0;  // bytes of the block behind us
        const auto searchUpTo = [&](std::uint64_t end) {
            if (end - done < m_querySize || done >= block.starts.size())
                return;
            const Address base(block.bytes.begin().value() + done);
            m_matcher.find(std::span(read.bytes).subspan(done, end - done), base, block.starts.size() - done,
                           m_options.limit, findings.matches);
        };
        std::uint64_t unreadable = 0;
        for (const UnreadableRange& bad : read.unreadable) {
            const std::uint64_t begin = bad.range.begin().value() - block.bytes.begin().value();
            searchUpTo(begin);
            done = begin + bad.range.size();
            unreadable += bad.range.intersected(block.starts).size();
        }
        searchUpTo(block.bytes.size());
        findings.unreadable += unreadable;
        findings.searched += block.starts.size() - unreadable;
    }

    void report(const SearchUnit& unit, const Findings& findings)
    {
        const std::lock_guard lock(m_mutex);
        m_state.doneBytes += unit.starts.size();
        m_state.matches += findings.matches.size();
        if (m_state.matches >= m_options.limit)
            m_enough = true;
        if (m_progress)
            m_progress(m_state);
    }

    const MemoryTarget& m_target;
    const SearchOptions& m_options;
    const std::stop_token m_stop;
    const std::function<void(const SearchProgress&)>& m_progress;
    const PatternMatcher m_matcher;
    const std::size_t m_querySize;
    const std::vector<SearchUnit> m_units;
    std::vector<Findings> m_findings;  // of the unit with the same number; written by the thread that took it
    std::atomic<std::size_t> m_next = 0;
    std::atomic<bool> m_enough = false;
    std::atomic<bool> m_cancelled = false;
    std::mutex m_mutex;
    SearchProgress m_state;
};

}  // namespace

const Region* SearchResult::regionOf(Address address) const
{
    const auto found =
        std::ranges::lower_bound(regions, address, {}, [](const Region& region) { return region.range.last(); });
    return found != regions.end() && found->range.contains(address) ? &*found : nullptr;
}

Result<SearchResult> search(const MemoryTarget& target, const SearchQuery& query, const SearchOptions& options,
                            std::stop_token stop, const std::function<void(const SearchProgress&)>& progress)
{
    if (options.alignment == 0 || options.limit == 0)
        return failure({.code = ErrorCode::InvalidArgument, .subject = options.limit == 0 ? "limit" : "alignment"});
    const auto begin = std::chrono::steady_clock::now();
    auto regions = target.regions();
    if (!regions)
        return failure(std::move(regions.error()));

    SearchResult result;
    result.regions = std::move(*regions);
    RunningSearch running(target, query, options, std::move(stop), progress, result.regions);
    running.run();
    running.collect(result);
    for (const Region& region : result.regions) {
        const AddressRange part = options.within ? region.range.intersected(*options.within) : region.range;
        if (isOversized(region))
            result.leftOutBytes += part.size();
        else if (!region.permissions.read)
            result.closedBytes += part.size();
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

}  // namespace memdelbrot
