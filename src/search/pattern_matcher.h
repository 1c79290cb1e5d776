#pragma once

#include "memory/address.h"
#include "search/search_query.h"

namespace memdelbrot {

// Finds a query in bytes at hand. Thread-safe.
class PatternMatcher final {
public:
    // REQUIRES: alignment > 0, and `query` outlives this.
    PatternMatcher(const SearchQuery& query, std::uint64_t alignment);

    // Appends where matches begin, in order and at most up to `limit` in all. `bytes` lie at `base`; a match begins at an
    // address divisible by the alignment and among the first `starts` bytes. Matches may overlap.
    void find(std::span<const std::byte> bytes, Address base, std::size_t starts, std::size_t limit,
              std::vector<Address>& matches) const;

private:
    [[nodiscard]] bool matchesAt(std::span<const std::byte> bytes, std::size_t at) const;
    // The first place at or behind `from` whose anchor bytes are right, or npos.
    [[nodiscard]] std::size_t nextCandidate(std::span<const std::byte> bytes, std::size_t from) const;
    [[nodiscard]] std::size_t alignedUp(Address base, std::size_t at) const;
    template <typename Number>
    void findNumbers(std::span<const std::byte> bytes, Address base, std::size_t starts, std::size_t limit,
                     std::vector<Address>& matches) const;

    const SearchQuery& m_query;
    std::uint64_t m_alignment;
    std::size_t m_anchor = 0;  // the longest run of bytes of which every bit counts
    std::size_t m_anchorSize = 0;  // 0: there is none
    bool m_wholeBytes = false;  // every bit counts
};

}  // namespace memdelbrot
