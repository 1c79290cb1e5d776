#pragma once

#include "memory/memory_target.h"
#include "search/scan_chunk.h"
#include "search/search.h"

#include <functional>
#include <stop_token>

namespace memdelbrot {

struct ScanOptions {
    std::uint64_t alignment = 1;   // bytes: numbers begin at its multiples
    std::optional<AddressRange> within;
    std::function<bool(const Region&)> regions;   // which are scanned; all where empty
    unsigned threads = 0;          // 0: one a core
};

struct ScanProgress {
    std::uint64_t doneBytes = 0;
    std::uint64_t totalBytes = 0;
    std::size_t candidates = 0;
};

struct ScanOutcome {
    std::size_t candidates = 0;
    std::uint64_t scannedBytes = 0;      // that this step looked at
    std::uint64_t unreadableBytes = 0;   // of them; candidates there are lost
    double seconds = 0;
    bool cancelled = false;   // the scan is as it was before, or, where there was no room for both, narrowed in part
    bool lostUndo = false;    // what was before did not fit in beside it
};

struct ScanCandidate {
    Address address;
    std::span<const std::byte> value;   // at the last scan
};

// Numbers of a target that are narrowed down by what becomes of them: all at first, or those that pass a test, then those
// that changed, increased and so on. Keeps what they were in at most 1.2 bytes for a byte of the first step, the steps that
// can be undone included: those before are given up where there is no room. One thread at a time.
class Scan final {
public:
    using Progress = std::function<void(const ScanProgress&)>;  // from the threads that scan, one call at a time

    // Nothing is scanned yet. Errors: Unsupported (the dtype), InvalidArgument (an alignment of 0).
    [[nodiscard]] static Result<Scan> of(std::shared_ptr<const MemoryTarget> target, const Dtype& dtype,
                                         const ScanOptions& options);

    // Errors: the target's regions' (first step); InvalidArgument (a first step that needs a step before).
    [[nodiscard]] Result<ScanOutcome> step(const ScanCondition& condition, std::stop_token stop = {},
                                           const Progress& progress = {});

    [[nodiscard]] bool canUndo() const { return m_steps.size() > 1; }
    void undo();  // REQUIRES: canUndo()

    [[nodiscard]] bool hasBegun() const { return !m_steps.empty(); }
    [[nodiscard]] std::size_t candidates() const;
    // In order of addresses. REQUIRES: index < candidates().
    [[nodiscard]] ScanCandidate candidate(std::size_t index) const;
    [[nodiscard]] const Dtype& dtype() const { return m_dtype; }
    [[nodiscard]] std::uint64_t memoryBytes() const;

private:
    friend class RunningScan;
    // What is left after a step: the chunks in order of addresses, and how many candidates lie before each.
    struct Step {
        std::vector<std::shared_ptr<const ScanChunk>> chunks;
        std::vector<std::size_t> before;
        std::size_t candidates = 0;
    };

    Scan(std::shared_ptr<const MemoryTarget> target, const Dtype& dtype, const ScanOptions& options)
        : m_target(std::move(target)), m_dtype(dtype), m_options(options)
    {
    }
    [[nodiscard]] static Step stepOf(std::vector<std::shared_ptr<const ScanChunk>> chunks);

    std::shared_ptr<const MemoryTarget> m_target;
    Dtype m_dtype;
    ScanOptions m_options;
    std::vector<Step> m_steps;  // the last one is the newest
    std::uint64_t m_budget = 0;  // bytes
};

}  // namespace memdelbrot
