#include "objects/target_words.h"

#include <algorithm>

namespace memdelbrot {

namespace {

tl::unexpected<Error> unreadable(const UnreadableRange& range)
{
    return failure(
        {.code = ErrorCode::Unreadable, .errnoValue = range.errnoValue, .address = range.range.begin().value()});
}

}  // namespace

Result<std::vector<std::byte>> readBytes(const MemoryTarget& target, Address begin, std::uint64_t size)
{
    ReadResult read = target.read(AddressRange::fromSize(begin, size));
    if (!read.unreadable.empty())
        return unreadable(read.unreadable.front());
    if (read.bytes.size() != size)   // cut at 2^64
        return failure({.code = ErrorCode::Unreadable, .errnoValue = EFAULT, .address = begin.value()});
    return std::move(read.bytes);
}

Result<std::uint64_t> readNumber(const MemoryTarget& target, Address begin, std::uint64_t size)
{
    return readBytes(target, begin, size).map([size](const auto& bytes) { return numberIn(bytes, 0, size); });
}

Result<std::uint64_t> readWord(const MemoryTarget& target, Address begin)
{
    return readNumber(target, begin, 8);
}

Result<std::string> readText(const MemoryTarget& target, Address begin, std::uint64_t limit)
{
    const ReadResult read = target.read(AddressRange::fromSize(begin, limit));
    const std::uint64_t readable =
        read.unreadable.empty() ? read.bytes.size() : read.unreadable.front().range.begin().value() - begin.value();
    const auto end =
        read.bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(readable, read.bytes.size()));
    const auto nul = std::find(read.bytes.begin(), end, std::byte{0});
    if (nul == end && !read.unreadable.empty())
        return unreadable(read.unreadable.front());
    std::string text;
    std::transform(read.bytes.begin(), nul, std::back_inserter(text),
                   [](std::byte byte) { return static_cast<char>(byte); });
    return text;
}

std::uint64_t numberIn(std::span<const std::byte> bytes, std::uint64_t offset, std::uint64_t size)
{
    std::uint64_t value = 0;
    for (std::uint64_t i = 0; i < size && offset + i < bytes.size(); ++i)
        value |= std::to_integer<std::uint64_t>(bytes[offset + i]) << (8 * i);
    return value;
}

}  // namespace memdelbrot
