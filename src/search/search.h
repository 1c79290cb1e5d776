#pragma once

#include "memory/memory_target.h"
#include "search/search_query.h"

#include <functional>
#include <optional>
#include <stop_token>

namespace memdelbrot {

struct SearchOptions {
    std::uint64_t alignment = 1;           // bytes; matches begin at its multiples
    std::size_t limit = 1'000'000;         // matches
    std::optional<AddressRange> within;    // the whole target where empty
    std::function<bool(const Region&)> regions;   // which are searched; all where empty
    unsigned threads = 0;                  // 0: one a core
};

struct SearchResult {
    std::vector<Match> matches;            // sorted
    std::vector<Region> regions;           // as they were when the search began
    std::uint64_t searchedBytes = 0;       // read and looked through
    std::uint64_t unreadableBytes = 0;     // in regions that should be readable
    std::uint64_t closedBytes = 0;         // in regions that may not be read (PROT_NONE): passed over
    std::uint64_t leftOutBytes = 0;        // in memory regions over 1 TiB, which are reservations
    double seconds = 0;
    bool limited = false;    // stopped at the limit: the matches are the first ones, and there may be more
    bool cancelled = false;  // the matches are those found until then, without a gap
};

struct SearchProgress {
    std::uint64_t doneBytes = 0;
    std::uint64_t totalBytes = 0;
    std::uint64_t unreadableBytes = 0;
    std::size_t matches = 0;
};

// What hears of a search while it runs. Called from the threads that search, one call at a time.
struct SearchListener {
    std::function<void(const std::vector<Region>&)> began;   // as SearchResult::regions has them
    std::function<void(const SearchProgress&)> progress;
    // The next matches, in order: all together they are the result's. Where it is set, the result keeps none of them.
    std::function<void(std::span<const Match>)> found;
};

// Looks for `query` in all that the target's regions let be read, across the borders of blocks and neighbouring regions.
// Blocks. Stops within a block (256 KiB) of a request.
// Errors: those of the target's regions() and of the query's finder; InvalidArgument (an alignment or limit of 0).
[[nodiscard]] Result<SearchResult> search(const MemoryTarget& target, const SearchQuery& query,
                                          const SearchOptions& options = {}, std::stop_token stop = {},
                                          const SearchListener& listener = {});

}  // namespace memdelbrot
