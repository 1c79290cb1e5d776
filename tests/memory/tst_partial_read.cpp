#include "memory/partial_read.h"

#include <QtTest>

#include <cerrno>
#include <limits>
#include <set>

using namespace memdelbrot;

namespace {

constexpr std::uint64_t pageSize = 4096;

// Pages that are readable or not; counts what it is asked.
struct FakePages {
    std::set<std::uint64_t> bad;   // page numbers
    std::uint64_t most = std::numeric_limits<std::uint64_t>::max();   // bytes that one call gives
    int calls = 0;
    int questions = 0;

    PartialReader reader()
    {
        const auto readSome = [this](Address begin, std::span<std::byte> bytes) -> std::int64_t {
            ++calls;
            std::uint64_t got = 0;
            while (got < bytes.size() && got < most && !bad.contains((begin.value() + got) / pageSize))
                bytes[got++] = std::byte{0x55};
            return got > 0 ? static_cast<std::int64_t>(got) : -EFAULT;
        };
        const auto nextCandidate = [this](Address from) -> std::optional<Address> {
            ++questions;
            std::uint64_t page = from.value() / pageSize;
            while (bad.contains(page))
                ++page;
            return Address(page * pageSize);
        };
        return {readSome, nextCandidate, pageSize};
    }
};

ReadResult readAll(const AddressRange& range, const PartialReader& reader)
{
    ReadResult result{.range = range, .bytes = std::vector<std::byte>(range.size()), .unreadable = {}};
    result.unreadable = readAcrossHoles(range, result.bytes, reader);
    return result;
}

}  // namespace

class PartialReadTest : public QObject {
    Q_OBJECT

private slots:
    void aHoleIsMarkedAndReadingGoesOnBehindIt();
    void aReadMayBeginInsideAHole();
    void aScreenOfHexNeedsAtMostFourCalls();
    void aLongHoleIsLeaptOver();
    void shortReadsAreContinued();
    void theLastPageOf64BitsIsRead();
    void holesSideBySideKeepTheirOwnErrors();
    void otherErrorsStandForTheRest();
    void theEndOfEverythingIsNoDeviceOrAddress();
    void anEmptyRangeIsComplete();
};

void PartialReadTest::aHoleIsMarkedAndReadingGoesOnBehindIt()
{
    FakePages pages{.bad = {2}};
    const auto result = readAll(AddressRange::fromSize(Address(pageSize + 100), 3 * pageSize), pages.reader());

    QCOMPARE(result.unreadable.size(), std::size_t{1});
    QVERIFY(result.unreadable[0].range == AddressRange::fromSize(Address(2 * pageSize), pageSize));
    QCOMPARE(result.unreadable[0].errnoValue, EFAULT);
    QCOMPARE(result.bytes[0], std::byte{0x55});
    QCOMPARE(result.bytes.back(), std::byte{0x55});
    QVERIFY(result.isReadable(Address(2 * pageSize - 1)));
    QVERIFY(!result.isReadable(Address(2 * pageSize)));
    QVERIFY(!result.isReadable(Address(3 * pageSize - 1)));
    QVERIFY(result.isReadable(Address(3 * pageSize)));
    QCOMPARE(result.errnoIn(AddressRange::fromSize(Address(2 * pageSize - 4), 8)), EFAULT);
    QCOMPARE(result.errnoIn(AddressRange::fromSize(Address(3 * pageSize), 8)), 0);
}

void PartialReadTest::aReadMayBeginInsideAHole()
{
    FakePages pages{.bad = {0}};
    const auto result = readAll(AddressRange::fromSize(Address(4000), 200), pages.reader());
    QVERIFY(result.unreadable.at(0).range == AddressRange::fromSize(Address(4000), 96));
    QCOMPARE(result.bytes[96], std::byte{0x55});
}

void PartialReadTest::aScreenOfHexNeedsAtMostFourCalls()
{
    for (const std::set<std::uint64_t>& bad : {std::set<std::uint64_t>{}, {1}, {2}, {1, 2}}) {
        FakePages pages{.bad = bad};
        const auto result = readAll(AddressRange::fromSize(Address(2 * pageSize - 640), 80 * 16), pages.reader());
        QCOMPARE(result.bytes.size(), std::size_t{1280});
        QVERIFY(pages.calls <= 4);
    }
}

void PartialReadTest::aLongHoleIsLeaptOver()
{
    FakePages pages;
    for (std::uint64_t page = 1; page < 10'000; ++page)
        pages.bad.insert(page);
    const auto result = readAll(AddressRange::fromSize(Address(0), 10'001 * pageSize), pages.reader());

    QCOMPARE(result.unreadable.size(), std::size_t{1});
    QCOMPARE(result.unreadable[0].range.size(), 9'999 * pageSize);
    QCOMPARE(result.bytes.back(), std::byte{0x55});
    QVERIFY(pages.calls < 20);
    QCOMPARE(pages.questions, 1);
}

void PartialReadTest::shortReadsAreContinued()
{
    FakePages pages{.most = 7};
    const auto result = readAll(AddressRange::fromSize(Address(0), 100), pages.reader());
    QVERIFY(result.isComplete());
    QCOMPARE(result.bytes, std::vector(100, std::byte{0x55}));
}

void PartialReadTest::theLastPageOf64BitsIsRead()
{
    FakePages pages{.bad = {(std::numeric_limits<std::uint64_t>::max() - pageSize) / pageSize}};
    const Address begin(std::uint64_t{0} - 2 * pageSize);
    const auto result = readAll(AddressRange::fromSize(begin, 2 * pageSize), pages.reader());
    QCOMPARE(result.unreadable.size(), std::size_t{1});
    QCOMPARE(result.bytes.back(), std::byte{0x55});

    FakePages none{.bad = {std::numeric_limits<std::uint64_t>::max() / pageSize}};
    const auto last = readAll(AddressRange::fromSize(Address(~std::uint64_t{0}), 1), none.reader());
    QCOMPARE(last.unreadable.at(0).range.size(), 1u);
}

void PartialReadTest::holesSideBySideKeepTheirOwnErrors()
{
    const auto readSome = [](Address begin, std::span<std::byte>) -> std::int64_t {
        return begin.value() < pageSize ? -EFAULT : -EIO;
    };
    const auto result = readAll(AddressRange::fromSize(Address(0), 2 * pageSize), {readSome, {}, pageSize});
    QCOMPARE(result.unreadable.size(), std::size_t{2});
    QCOMPARE(result.errnoIn(AddressRange::fromSize(Address(0), pageSize)), EFAULT);
    QCOMPARE(result.errnoIn(AddressRange::fromSize(Address(pageSize), pageSize)), EIO);
}

void PartialReadTest::otherErrorsStandForTheRest()
{
    const auto result = readAll(AddressRange::fromSize(Address(100), 3 * pageSize),
                                {[](Address, std::span<std::byte>) { return std::int64_t{-EPERM}; }, {}});
    QCOMPARE(result.unreadable, (std::vector<UnreadableRange>{{result.range, EPERM}}));
}

void PartialReadTest::theEndOfEverythingIsNoDeviceOrAddress()
{
    const auto result = readAll(AddressRange::fromSize(Address(0), 10),
                                {[](Address begin, std::span<std::byte>) { return begin.value() == 0 ? 4 : 0; }, {}});
    QVERIFY(result.unreadable.at(0).range == AddressRange::fromSize(Address(4), 6));
    QCOMPARE(result.unreadable[0].errnoValue, ENXIO);
}

void PartialReadTest::anEmptyRangeIsComplete()
{
    FakePages pages;
    QVERIFY(readAll({}, pages.reader()).isComplete());
    QCOMPARE(pages.calls, 0);
}

QTEST_GUILESS_MAIN(PartialReadTest)
#include "tst_partial_read.moc"
