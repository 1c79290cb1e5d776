#pragma once

#include "search/scan.h"
#include "search/search_plan.h"

#include <atomic>
#include <mutex>

namespace memdelbrot {

// One step of a scan at work on several threads.
class RunningScan final {
public:
    RunningScan(Scan& scan, const ScanComparison& comparison, std::stop_token stop, const Scan::Progress& progress);

    // The first step. Errors: the target's regions'.
    [[nodiscard]] Result<ScanOutcome> begin();
    // A later one.
    [[nodiscard]] Result<ScanOutcome> narrow();

private:
    using Chunks = std::vector<std::shared_ptr<const ScanChunk>>;
    // Chunks that one call reads.
    struct Group {
        std::size_t first = 0;
        std::size_t end = 0;
        AddressRange range;
    };

    void onThreads(std::uint64_t bytes, const std::function<void()>& work) const;
    void report(std::uint64_t done);   // with the mutex held

    void searchUnits();
    [[nodiscard]] Chunks chunksOf(const SearchUnit& block, std::vector<std::byte>& scratch);
    void addChunks(Address begin, std::span<const std::byte> bytes, std::size_t starts, Chunks& chunks) const;
    [[nodiscard]] bool mayPass(std::span<const std::byte> bytes, std::size_t starts) const;

    void narrowGroups();
    [[nodiscard]] std::optional<Group> nextGroup();
    void narrowGroup(const Group& group, std::vector<std::byte>& scratch);
    void deliver(const Group& group, Chunks narrowed);
    void makeRoom();   // gives up what could be undone
    void finish();

    Scan& m_scan;
    const ScanComparison m_comparison;
    const std::stop_token m_stop;
    const Scan::Progress& m_progress;

    std::mutex m_mutex;   // of what follows
    std::optional<SearchPlan> m_plan;
    std::vector<Chunks> m_found;   // by unit
    Chunks m_old;                  // by their numbers: before and after
    Chunks m_new;
    std::vector<bool> m_isDone;
    std::size_t m_nextChunk = 0;
    std::uint64_t m_used = 0;      // bytes, by all steps
    bool m_isInPlace = false;      // old chunks go when their new ones come
    ScanProgress m_now;
    ScanOutcome m_outcome;
};

}  // namespace memdelbrot
