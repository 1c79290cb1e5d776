#pragma once

#include "base/result.h"
#include "search/match.h"

#include <cstddef>
#include <span>
#include <vector>

namespace memdelbrot {

// Bytes at hand, of which only a part is searched: the rest is there for matches that reach over its end, and for what
// must be known of the byte before.
struct SearchedBytes {
    std::span<const std::byte> bytes;
    Address base;                // where bytes[0] lies
    std::size_t firstStart = 0;  // matches begin at these offsets …
    std::size_t endStart = 0;    // … up to this one, exclusive; at most bytes.size()
};

// Finds one thing in bytes. Thread-safe.
class Finder {
public:
    virtual ~Finder() = default;

    // Appends the matches in order, at most up to `limit` in all. They begin at addresses divisible by `alignment` (> 0).
    // Errors: those that the kind of finder names.
    [[nodiscard]] virtual Result<void> find(const SearchedBytes& where, std::uint64_t alignment, std::size_t limit,
                                            std::vector<Match>& matches) const = 0;

    // The most bytes that a match has.
    [[nodiscard]] virtual std::size_t reach() const = 0;
    // How many bytes before a place may decide whether it matches there.
    [[nodiscard]] virtual std::size_t lookBehind() const { return 0; }
    // False: a match that begins inside the one before it is none.
    [[nodiscard]] virtual bool mayOverlap() const { return true; }
};

// The first offset at or behind `offset` whose address is divisible by `alignment`.
[[nodiscard]] inline std::size_t alignedOffset(Address base, std::size_t offset, std::uint64_t alignment)
{
    const std::uint64_t over = (base.value() + offset) % alignment;
    return over == 0 ? offset : offset + static_cast<std::size_t>(alignment - over);
}

}  // namespace memdelbrot
