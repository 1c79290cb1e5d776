// A hex view in a window over a buffer that can be told to end, to refuse writes and to map more; for tests by keys.
#pragma once

#include "gui/widgets/hex_view.h"
#include "memory/buffer_target.h"
#include "memory/poke.h"

#include <QtTest>

#include <atomic>
#include <memory>

namespace memdelbrot::test {

inline constexpr Address kBufferBegin{0x10000};
inline constexpr AddressRange kMappedLater = AddressRange::fromSize(Address(0x900000), 0x1000);

// "abc…": what stands where is seen in a failure's text.
inline std::vector<std::byte> letters(std::size_t size)
{
    std::vector<std::byte> bytes(size);
    for (std::size_t index = 0; index < size; ++index)
        bytes[index] = static_cast<std::byte>('a' + index % 26);
    return bytes;
}

// A real buffer that counts how often it is asked.
class SwitchedTarget final : public MemoryTarget {
public:
    explicit SwitchedTarget(std::vector<std::byte> bytes) : m_buffer("buffer", kBufferBegin, std::move(bytes)) {}

    std::vector<UnreadableRange> readInto(const AddressRange& range, std::span<std::byte> bytes) const override
    {
        ++calls;
        return m_buffer.readInto(range, bytes);
    }
    std::vector<ReadResult> gather(std::span<const AddressRange> ranges) const override
    {
        ++calls;
        return m_buffer.gather(ranges);
    }
    Result<void> write(Address begin, std::span<const std::byte> bytes, WriteForce force) override
    {
        if (isReadOnly && force == WriteForce::No)
            return failure({.code = ErrorCode::ReadOnly, .address = begin.value()});
        return m_buffer.write(begin, bytes, force);
    }
    Result<std::vector<Region>> regions() const override
    {
        auto regions = m_buffer.regions();
        const auto map = [&regions](const AddressRange& range) {
            regions->push_back({.range = range, .permissions = {.read = true}, .kind = RegionKind::Anonymous});
        };
        if (mapsBefore)
            regions->insert(regions->begin(),
                            {.range = AddressRange::fromSize(Address(0x8000), 0x1000), .kind = RegionKind::Anonymous});
        if (mapsMore) {
            map(AddressRange::fromSize(Address(0x20000), 0x100000));
            map(kMappedLater);
        }
        return regions;
    }
    TargetState state() const override { return hasEnded ? TargetState::Ended : m_buffer.state(); }
    std::string name() const override { return m_buffer.name(); }

    mutable std::atomic<int> calls = 0;
    std::atomic<bool> hasEnded = false;
    std::atomic<bool> mapsBefore = false;   // a page before the buffer
    std::atomic<bool> mapsMore = false;     // kMappedLater, and a megabyte before it
    std::atomic<bool> isReadOnly = false;
    std::atomic<bool> isLocked = false;

private:
    BufferTarget m_buffer;
};

// Opens the view on the buffer, with the cursor on its first byte, once that is read.
class HexViewFixture final {
public:
    explicit HexViewFixture(std::vector<std::byte> bytes) : m_target(std::make_shared<SwitchedTarget>(std::move(bytes)))
    {
        m_view.resize(1300, 600);
        m_view.show();
        if (!QTest::qWaitForWindowExposed(&m_view))
            QTest::qFail("the view was not shown", __FILE__, __LINE__);
        m_view.setFocus();
        m_view.document().open(m_target,
                               [target = m_target](const HexPoke& poke, WriteForce force) -> Result<PokeRecord> {
                                   if (target->isLocked)
                                       return failure({.code = ErrorCode::Locked, .subject = "buffer"});
                                   return memdelbrot::poke(*target, poke.address, poke.expected, poke.bytes, force);
                               });
        m_view.goTo(kBufferBegin, HexArea::Hex);
        const auto isRead = [this] {
            return m_view.document().shown(AddressRange::fromSize(kBufferBegin, 8)).has_value();
        };
        if (!QTest::qWaitFor(isRead))
            QTest::qFail("the buffer was not read", __FILE__, __LINE__);
    }

    [[nodiscard]] HexView& view() { return m_view; }
    [[nodiscard]] SwitchedTarget& target() { return *m_target; }
    [[nodiscard]] static Address at(std::uint64_t offset) { return Address(kBufferBegin.value() + offset); }

    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&m_view, static_cast<Qt::Key>(key), modifiers);
    }
    void type(const char* text) { QTest::keyClicks(&m_view, QString::fromLatin1(text)); }
    [[nodiscard]] bool isSettled() const
    {
        return m_view.document().pokes().isEmpty();
    }   // all that was typed is written
    [[nodiscard]] QByteArray held(std::uint64_t offset, std::uint64_t size) const
    {
        const ReadResult read = m_target->read(AddressRange::fromSize(at(offset), size));
        return {reinterpret_cast<const char*>(read.bytes.data()), static_cast<qsizetype>(read.bytes.size())};
    }

private:
    std::shared_ptr<SwitchedTarget> m_target;
    HexView m_view;
};

}  // namespace memdelbrot::test
