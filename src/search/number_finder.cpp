#include "search/number_finder.h"

#include <algorithm>
#include <bit>

namespace memdelbrot {

namespace {

// How far apart the numbers are that SIMD looks at: those of the alignment, and others that are dropped afterwards.
std::size_t stepFor(std::uint64_t alignment, std::size_t size)
{
    if (alignment % size == 0)
        return size;
    return std::has_single_bit(alignment) ? static_cast<std::size_t>(alignment) : 1;
}

}  // namespace

Result<void> NumberFinder::find(const SearchedBytes& where, std::uint64_t alignment, std::size_t limit,
                                std::vector<Match>& matches) const
{
    const std::size_t size = m_test.size;
    if (where.bytes.size() < size)
        return {};
    const std::size_t step = stepFor(alignment, size);
    const std::size_t end = std::min(where.endStart, where.bytes.size() - size + 1);
    std::size_t at = alignedOffset(where.base, where.firstStart, step);
    while (at < end && matches.size() < limit) {
        at = nextGroup(where.bytes, at, end, step, m_test);
        const std::size_t groupEnd = std::min(end, at + numberGroup);
        for (; at < groupEnd && matches.size() < limit; at += step) {
            const std::uint64_t address = where.base.value() + at;
            if (passes(m_test, where.bytes.data() + at) && address % alignment == 0)
                matches.push_back({Address(address), static_cast<std::uint32_t>(size)});
        }
    }
    return {};
}

}  // namespace memdelbrot
