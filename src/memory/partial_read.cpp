#include "memory/partial_read.h"

#include <algorithm>
#include <cerrno>

namespace memdelbrot {

namespace {

constexpr int pagesBeforeAsking = 8;   // a read of the regions costs about as much as that many failed calls

class HoleCrossing final {
public:
    HoleCrossing(const AddressRange& range, const PartialReader& reader) : m_reader(reader)
    {
        m_result.range = range;
        m_result.bytes.resize(range.size());
    }

    ReadResult run()
    {
        while (left() > 0)
            step();
        return std::move(m_result);
    }

private:
    [[nodiscard]] std::uint64_t left() const { return m_result.range.size() - m_done; }
    [[nodiscard]] Address position() const { return Address(m_result.range.begin().value() + m_done); }

    void step()
    {
        const auto got = m_reader.readSome(position(), std::span(m_result.bytes).subspan(m_done));
        if (got > 0) {
            m_done += std::min(static_cast<std::uint64_t>(got), left());
            m_badPages = 0;
        } else if (got == -EFAULT || got == -EIO) {
            markUnreadable(holeSize(), static_cast<int>(-got));
        } else {
            markUnreadable(left(), got == 0 ? ENXIO : static_cast<int>(-got));
        }
    }

    std::uint64_t holeSize()
    {
        const std::uint64_t toNextPage = m_reader.pageSize - position().value() % m_reader.pageSize;
        if (++m_badPages < pagesBeforeAsking || !m_reader.nextCandidate || toNextPage >= left())
            return std::min(toNextPage, left());
        const auto next = m_reader.nextCandidate(Address(position().value() + toNextPage));
        if (!next)
            return left();
        return std::clamp(next->value() - position().value(), std::min(toNextPage, left()), left());
    }

    void markUnreadable(std::uint64_t size, int errnoValue)
    {
        auto& unreadable = m_result.unreadable;
        if (!unreadable.empty() && unreadable.back().errnoValue == errnoValue
            && unreadable.back().range.last().plus(1) == position()) {
            const AddressRange& before = unreadable.back().range;
            unreadable.back().range = AddressRange::fromSize(before.begin(), before.size() + size);
        } else {
            unreadable.push_back({AddressRange::fromSize(position(), size), errnoValue});
        }
        m_done += size;
    }

    const PartialReader& m_reader;
    ReadResult m_result;
    std::uint64_t m_done = 0;
    int m_badPages = 0;
};

}  // namespace

ReadResult readAcrossHoles(const AddressRange& range, const PartialReader& reader)
{
    if (range.size() > maximumReadSize)
        return allUnreadable(range, E2BIG);
    return HoleCrossing(range, reader).run();
}

ReadResult allUnreadable(const AddressRange& range, int errnoValue)
{
    ReadResult result;
    result.range = range;
    if (range.size() <= maximumReadSize)
        result.bytes.resize(range.size());
    if (!range.isEmpty())
        result.unreadable.push_back({range, errnoValue});
    return result;
}

}  // namespace memdelbrot
