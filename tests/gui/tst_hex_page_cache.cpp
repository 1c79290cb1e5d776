#include "gui/models/hex_edit.h"
#include "gui/models/hex_page_cache.h"

#include <QtTest>

#include <cerrno>

using namespace memdelbrot;
using namespace std::chrono_literals;

namespace {

using Clock = HexPageCache::Clock;
const Clock::time_point kStart = Clock::time_point() + 1h;

std::vector<std::byte> bytes(const char* text)
{
    const auto* first = reinterpret_cast<const std::byte*>(text);
    return {first, first + std::strlen(text)};
}

ReadResult read(std::uint64_t begin, const char* text)
{
    return {.range = AddressRange::fromSize(Address(begin), std::strlen(text)), .bytes = bytes(text)};
}

ReadResult unreadable(std::uint64_t begin, std::uint64_t size, int errnoValue)
{
    const AddressRange range = AddressRange::fromSize(Address(begin), size);
    return {.range = range, .bytes = std::vector<std::byte>(size), .unreadable = {{range, errnoValue}}};
}

}  // namespace

class HexPageCacheTest : public QObject {
    Q_OBJECT

private slots:
    void bytesNotReadYetAreUnknown();
    void unreadableBytesKeepTheirErrno();
    void changedByteIsHotAndFades();
    void scrollingAloneChangesNothing();
    void endedTargetKeepsItsBytesAsStale();
    void patchedByteIsShownAtOnce();
    void readableNeedsEveryByte();
    void lastByteOfTheSpaceIsHeld();
    void secondHexDigitFinishesAByte();
    void backspaceTakesAWholeCharacter();
};

void HexPageCacheTest::bytesNotReadYetAreUnknown()
{
    HexPageCache cache;
    cache.update({read(0x1000, "ab")}, false, kStart);
    QCOMPARE(cache.byteAt(Address(0x1001), kStart).state, HexState::Readable);
    QCOMPARE(cache.byteAt(Address(0x1002), kStart).state, HexState::Unknown);
}

void HexPageCacheTest::unreadableBytesKeepTheirErrno()
{
    HexPageCache cache;
    cache.update({unreadable(0, 16, EFAULT)}, false, kStart);
    QCOMPARE(cache.byteAt(Address(0), kStart).state, HexState::Unreadable);
    QCOMPARE(cache.errnoAt(Address(0)), EFAULT);
    QCOMPARE(cache.errnoAt(Address(16)), 0);
}

void HexPageCacheTest::changedByteIsHotAndFades()
{
    HexPageCache cache;
    cache.update({read(0x1000, "abcd")}, false, kStart);
    QVERIFY(!cache.isHot(kStart));
    cache.update({read(0x1000, "abXd")}, false, kStart + 1s);
    QCOMPARE(cache.byteAt(Address(0x1002), kStart + 1s).heat, 255);
    QCOMPARE(cache.byteAt(Address(0x1001), kStart + 1s).heat, 0);
    cache.update({read(0x1000, "abXd")}, false, kStart + 1s + HexPageCache::kFade / 2);
    const int half = cache.byteAt(Address(0x1002), kStart + 1s + HexPageCache::kFade / 2).heat;
    QVERIFY(half > 100 && half < 155);
    QVERIFY(!cache.isHot(kStart + 1s + HexPageCache::kFade));
}

void HexPageCacheTest::scrollingAloneChangesNothing()
{
    HexPageCache cache;
    cache.update({read(0x1000, "abcd")}, false, kStart);
    cache.update({read(0x1002, "cdef")}, false, kStart + 1s);
    QVERIFY(!cache.isHot(kStart + 1s));
    QVERIFY(cache.covers({AddressRange::fromSize(Address(0x1002), 4)}));
    QVERIFY(!cache.covers({AddressRange::fromSize(Address(0x1000), 4)}));
}

void HexPageCacheTest::endedTargetKeepsItsBytesAsStale()
{
    HexPageCache cache;
    cache.update({read(0x1000, "abcd")}, false, kStart);
    cache.update({unreadable(0x1000, 8, ESRCH)}, true, kStart + 1s);
    QVERIFY(cache.isStale());
    const HexByte kept = cache.byteAt(Address(0x1003), kStart + 1s);
    QCOMPARE(kept.value, std::byte{'d'});
    QVERIFY(kept.isStale);
    QCOMPARE(cache.byteAt(Address(0x1004), kStart + 1s).state, HexState::Unreadable);
    QCOMPARE(cache.errnoAt(Address(0x1004)), ESRCH);
}

void HexPageCacheTest::patchedByteIsShownAtOnce()
{
    HexPageCache cache;
    cache.update({read(0x1000, "abcd")}, false, kStart);
    cache.patch(Address(0x1003), bytes("XY"), kStart);
    QCOMPARE(cache.readable(AddressRange::fromSize(Address(0x1000), 4)).value(), bytes("abcX"));
    QVERIFY(cache.isHot(kStart));
}

void HexPageCacheTest::readableNeedsEveryByte()
{
    HexPageCache cache;
    cache.update({read(0x1000, "abcd"), unreadable(0x1004, 4, EFAULT)}, false, kStart);
    QCOMPARE(cache.readable(AddressRange::fromSize(Address(0x1000), 4)).value(), bytes("abcd"));
    QVERIFY(!cache.readable(AddressRange::fromSize(Address(0x1000), 5)));
    QVERIFY(!cache.readable(AddressRange::fromSize(Address(0x1007), 5)));
}

void HexPageCacheTest::lastByteOfTheSpaceIsHeld()
{
    HexPageCache cache;
    cache.update({read(~std::uint64_t{0} - 1, "yz")}, false, kStart);
    QCOMPARE(cache.byteAt(Address(~std::uint64_t{0}), kStart).value, std::byte{'z'});
    QCOMPARE(cache.byteAt(Address(0), kStart).state, HexState::Unknown);
}

void HexPageCacheTest::secondHexDigitFinishesAByte()
{
    HexEdit edit;
    QVERIFY(!edit.typeHexDigit(U'g'));
    QVERIFY(!edit.typeHexDigit(U'4'));
    QVERIFY(edit.isActive());
    QCOMPARE(edit.typeHexDigit(U'F').value(), std::byte{0x4f});
    QVERIFY(!edit.isActive());
}

void HexPageCacheTest::backspaceTakesAWholeCharacter()
{
    HexEdit edit;
    edit.append("1é");
    edit.removeLast();
    QCOMPARE(edit.text(), "1");
    edit.removeLast();
    edit.removeLast();
    QVERIFY(!edit.isActive());
}

QTEST_GUILESS_MAIN(HexPageCacheTest)
#include "tst_hex_page_cache.moc"
