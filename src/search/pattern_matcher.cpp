#include "search/pattern_matcher.h"

#include <algorithm>
#include <cstring>

namespace memdelbrot {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

}  // namespace

PatternMatcher::PatternMatcher(const SearchQuery& query, std::uint64_t alignment)
    : m_query(query), m_alignment(alignment)
{
    const auto& mask = query.mask();
    for (std::size_t at = 0; at < mask.size();) {
        std::size_t end = at;
        while (end < mask.size() && mask[end] == std::byte{0xff})
            ++end;
        if (end - at > m_anchorSize) {
            m_anchor = at;
            m_anchorSize = end - at;
        }
        at = end + 1;
    }
    m_wholeBytes = m_anchorSize == mask.size();
}

void PatternMatcher::find(std::span<const std::byte> bytes, Address base, std::size_t starts, std::size_t limit,
                          std::vector<Address>& matches) const
{
    if (m_wholeBytes && m_alignment == m_query.size() && (m_alignment == 4 || m_alignment == 8))
        return m_alignment == 4 ? findNumbers<std::uint32_t>(bytes, base, starts, limit, matches)
                                : findNumbers<std::uint64_t>(bytes, base, starts, limit, matches);
    for (std::size_t at = alignedUp(base, 0); matches.size() < limit;) {
        at = nextCandidate(bytes, at);
        if (at == none || at >= starts)
            return;
        const std::size_t aligned = alignedUp(base, at);
        if (aligned == at && matchesAt(bytes, at))
            matches.push_back(Address(base.value() + at));
        at = aligned == at ? at + m_alignment : aligned;
    }
}

bool PatternMatcher::matchesAt(std::span<const std::byte> bytes, std::size_t at) const
{
    const auto found = bytes.subspan(at, m_query.size());
    if (!m_wholeBytes) {
        for (std::size_t i = 0; i < found.size(); ++i) {
            if ((found[i] & m_query.mask()[i]) != m_query.bytes()[i])
                return false;
        }
    }
    return m_query.accepts(found);
}

std::size_t PatternMatcher::nextCandidate(std::span<const std::byte> bytes, std::size_t from) const
{
    if (from > bytes.size() || bytes.size() - from < m_query.size())
        return none;
    if (m_anchorSize == 0)
        return from;
    // The anchor of the last possible match ends that much before the end.
    const std::size_t behind = m_query.size() - m_anchor - m_anchorSize;
    const auto haystack = bytes.subspan(from + m_anchor, bytes.size() - behind - from - m_anchor);
    const void* found = ::memmem(haystack.data(), haystack.size(), m_query.bytes().data() + m_anchor, m_anchorSize);
    return found ? from + static_cast<std::size_t>(static_cast<const std::byte*>(found) - haystack.data()) : none;
}

std::size_t PatternMatcher::alignedUp(Address base, std::size_t at) const
{
    const std::uint64_t over = (base.value() + at) % m_alignment;
    return over == 0 ? at : at + static_cast<std::size_t>(m_alignment - over);
}

// Aligned numbers are compared in groups without a branch, which compilers turn into SIMD; a group that has one is gone
// through again.
template <typename Number>
void PatternMatcher::findNumbers(std::span<const std::byte> bytes, Address base, std::size_t starts, std::size_t limit,
                                 std::vector<Address>& matches) const
{
    constexpr std::size_t group = 1024 / sizeof(Number);
    Number wanted;
    std::memcpy(&wanted, m_query.bytes().data(), sizeof wanted);
    const std::size_t first = alignedUp(base, 0);
    const std::size_t end = std::min(starts, bytes.size() < sizeof(Number) ? 0 : bytes.size() - sizeof(Number) + 1);
    const auto numberAt = [&](std::size_t at) {
        Number number;
        std::memcpy(&number, bytes.data() + at, sizeof number);
        return number;
    };
    for (std::size_t at = first; at < end;) {
        const std::size_t count = std::min(group, (end - at + sizeof(Number) - 1) / sizeof(Number));
        Number any = 0;
        if (count == group) {
            for (std::size_t i = 0; i < group; ++i)
                any |= static_cast<Number>(numberAt(at + i * sizeof(Number)) == wanted);
        }
        for (std::size_t i = 0; i < count && (any != 0 || count < group); ++i) {
            if (numberAt(at + i * sizeof(Number)) != wanted)
                continue;
            if (matches.size() >= limit)
                return;
            matches.push_back(Address(base.value() + at + i * sizeof(Number)));
        }
        at += count * sizeof(Number);
    }
}

}  // namespace memdelbrot
