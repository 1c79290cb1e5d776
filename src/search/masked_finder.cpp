#include "search/masked_finder.h"

#include <algorithm>
#include <bit>

namespace memdelbrot {

namespace {

// How well a byte of a pattern tells places apart: more bits tell better, and memory is full of 0 and 255.
int weight(std::byte value, std::byte mask)
{
    const int bits = std::popcount(static_cast<unsigned>(mask));
    const bool isFrequent = value == std::byte{0} || value == (std::byte{0xff} & mask) || value == std::byte{' '};
    return isFrequent ? bits : 2 * bits;
}

ByteProbe::Part partAt(const MaskedPattern& pattern, std::size_t at)
{
    return {at, static_cast<std::uint8_t>(pattern.bytes[at]), static_cast<std::uint8_t>(pattern.mask[at])};
}

ByteProbe probeOf(const MaskedPattern& pattern)
{
    const auto weightAt = [&](std::size_t at) { return weight(pattern.bytes[at], pattern.mask[at]); };
    std::size_t best = 0;
    for (std::size_t at = 1; at < pattern.size(); ++at) {
        if (weightAt(at) > weightAt(best))
            best = at;
    }
    // The other one: not the neighbour if it can be helped, for neighbours often come together.
    std::size_t other = best;
    int otherWeight = 0;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const bool isNear = at + 1 == best || best + 1 == at;
        const int here = 2 * weightAt(at) - (isNear ? 1 : 0);
        if (at != best && here > otherWeight) {
            other = at;
            otherWeight = here;
        }
    }
    return {partAt(pattern, best), partAt(pattern, other)};
}

}  // namespace

MaskedFinder::MaskedFinder(MaskedPattern pattern) : m_pattern(std::move(pattern)), m_probe(probeOf(m_pattern)) {}

Result<void> MaskedFinder::find(const SearchedBytes& where, std::uint64_t alignment, std::size_t limit,
                                std::vector<Match>& matches) const
{
    const std::size_t size = m_pattern.size();
    if (where.bytes.size() < size)
        return {};
    const std::size_t end = std::min(where.endStart, where.bytes.size() - size + 1);
    for (std::size_t at = where.firstStart; at < end && matches.size() < limit; ++at) {
        at = nextProbe(where.bytes, at, end, m_probe);
        const bool isAligned = alignment == 1 || (where.base.value() + at) % alignment == 0;
        if (at < end && isAligned && m_pattern.matches(where.bytes.subspan(at, size)))
            matches.push_back({Address(where.base.value() + at), static_cast<std::uint32_t>(size)});
    }
    return {};
}

}  // namespace memdelbrot
