#pragma once

#include "search/search.h"
#include "search/search_plan.h"

#include <atomic>
#include <map>
#include <mutex>

namespace memdelbrot {

// One search at work: threads take units in order, and what they find is passed on in order, whichever is ready first.
class RunningSearch final {
public:
    RunningSearch(const MemoryTarget& target, const Finder& finder, const SearchOptions& options, std::stop_token stop,
                  const SearchListener& listener, const std::vector<Region>& regions);

    void run();
    // Errors: the finder's.
    [[nodiscard]] Result<void> collect(SearchResult& result);

private:
    // What one unit gave.
    struct Findings {
        std::vector<Match> matches;
        std::uint64_t size = 0;
        std::uint64_t searched = 0;
        std::uint64_t unreadable = 0;
        bool isWhole = true;   // false: stopped inside it
        std::optional<Error> error;   // the finder's
    };

    void work();
    [[nodiscard]] std::optional<SearchUnit> taken();
    [[nodiscard]] Findings searchUnit(const SearchUnit& unit, std::vector<std::byte>& scratch) const;
    void searchBlock(const SearchUnit& block, std::span<std::byte> bytes, Findings& findings) const;
    void deliver(std::size_t number, Findings findings);
    void pass(Findings findings);
    void dropOverlapping(std::vector<Match>& matches);

    const MemoryTarget& m_target;
    const Finder& m_finder;
    const SearchOptions& m_options;
    const std::stop_token m_stop;
    const SearchListener& m_listener;
    const MatchReach m_reach;

    std::atomic<bool> m_enough = false;   // no unit is taken any more
    std::mutex m_mutex;                   // of what follows
    SearchPlan m_plan;
    std::map<std::size_t, Findings> m_waiting;   // of units whose predecessors are not done
    std::size_t m_nextNumber = 0;
    std::optional<Address> m_lastByte;    // of the last match, where matches lie apart
    SearchProgress m_progress;
    SearchResult m_result;
    std::optional<Error> m_error;
};

}  // namespace memdelbrot
