#include "search/element_finder.h"

#include <algorithm>

namespace memdelbrot {

Result<void> ElementFinder::find(const SearchedBytes& where, std::uint64_t alignment, std::size_t limit,
                                 std::vector<Match>& matches) const
{
    const std::size_t size = m_dtype.itemSize();
    if (where.bytes.size() < size)
        return {};
    const std::size_t end = std::min(where.endStart, where.bytes.size() - size + 1);
    for (std::size_t at = alignedOffset(where.base, where.firstStart, alignment); at < end && matches.size() < limit;
         at += alignment) {
        if (m_passes(decodeElement(m_dtype, where.bytes.subspan(at, size))))
            matches.push_back({Address(where.base.value() + at), static_cast<std::uint32_t>(size)});
    }
    return {};
}

}  // namespace memdelbrot
