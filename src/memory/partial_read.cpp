#include "memory/partial_read.h"

#include <algorithm>
#include <cerrno>

namespace memdelbrot {

namespace {

constexpr int pagesBeforeAsking = 8;   // a read of the regions costs about as much as that many failed calls

class HoleCrossing final {
public:
    HoleCrossing(const AddressRange& range, std::span<std::byte> bytes, const PartialReader& reader)
        : m_reader(reader), m_range(range), m_bytes(bytes)
    {
    }

    std::vector<UnreadableRange> run()
    {
        while (left() > 0)
            step();
        return std::move(m_unreadable);
    }

private:
    [[nodiscard]] std::uint64_t left() const { return m_range.size() - m_done; }
    [[nodiscard]] Address position() const { return Address(m_range.begin().value() + m_done); }

    void step()
    {
        const auto got = m_reader.readSome(position(), m_bytes.subspan(m_done));
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
        if (!m_unreadable.empty() && m_unreadable.back().errnoValue == errnoValue
            && m_unreadable.back().range.last().plus(1) == position()) {
            const AddressRange& before = m_unreadable.back().range;
            m_unreadable.back().range = AddressRange::fromSize(before.begin(), before.size() + size);
        } else {
            m_unreadable.push_back({AddressRange::fromSize(position(), size), errnoValue});
        }
        m_done += size;
    }

    const PartialReader& m_reader;
    const AddressRange m_range;
    const std::span<std::byte> m_bytes;
    std::vector<UnreadableRange> m_unreadable;
    std::uint64_t m_done = 0;
    int m_badPages = 0;
};

}  // namespace

std::vector<UnreadableRange> readAcrossHoles(const AddressRange& range, std::span<std::byte> bytes,
                                             const PartialReader& reader)
{
    return HoleCrossing(range, bytes, reader).run();
}

}  // namespace memdelbrot
