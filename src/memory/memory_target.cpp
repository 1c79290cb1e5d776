#include "memory/memory_target.h"

#include <algorithm>

namespace memdelbrot {

bool ReadResult::isReadable(Address address) const
{
    return errnoIn(AddressRange::fromSize(address, 1)) == 0;
}

int ReadResult::errnoIn(const AddressRange& part) const
{
    if (part.isEmpty())
        return 0;
    const auto first = std::ranges::lower_bound(unreadable, part.begin(), {},
                                                [](const UnreadableRange& bad) { return bad.range.last(); });
    return first != unreadable.end() && first->range.begin() <= part.last() ? first->errnoValue : 0;
}

std::vector<ReadResult> MemoryTarget::gather(std::span<const AddressRange> ranges) const
{
    std::vector<ReadResult> results;
    results.reserve(ranges.size());
    for (const AddressRange& range : ranges)
        results.push_back(read(range));
    return results;
}

}  // namespace memdelbrot
