#include "memory/memory_target.h"

#include <algorithm>
#include <cerrno>

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

ReadResult MemoryTarget::read(const AddressRange& range) const
{
    if (range.size() > maximumReadSize)
        return {.range = range, .bytes = {}, .unreadable = {{range, E2BIG}}};
    ReadResult result{.range = range, .bytes = std::vector<std::byte>(range.size()), .unreadable = {}};
    result.unreadable = readInto(range, result.bytes);
    for (const UnreadableRange& bad : result.unreadable) {
        const auto offset = static_cast<std::ptrdiff_t>(bad.range.begin().value() - range.begin().value());
        std::fill_n(result.bytes.begin() + offset, bad.range.size(), std::byte{0});
    }
    return result;
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
