#include "memory/region.h"

#include <QtTest>

#include <limits>
#include <set>

using namespace memdelbrot;

class RegionTest : public QObject {
    Q_OBJECT

private slots:
    void permissionsReadAsInMaps();
    void everyKindHasAWordOfItsOwn();
    void theLastByteOf64BitsIsInItsRange();
    void rangesMeetWhereTheyShareBytes();
};

void RegionTest::permissionsReadAsInMaps()
{
    QCOMPARE(permissionsText({.read = true, .write = true}), "rw-p");
    QCOMPARE(permissionsText({.read = true, .execute = true, .shared = true}), "r-xs");
    QCOMPARE(permissionsText({}), "---p");
}

void RegionTest::everyKindHasAWordOfItsOwn()
{
    std::set<std::string> words;
    for (int kind = 0; kind <= static_cast<int>(RegionKind::Other); ++kind)
        words.insert(regionKindText(static_cast<RegionKind>(kind)));
    QCOMPARE(words.size(), std::size_t{8});
}

void RegionTest::theLastByteOf64BitsIsInItsRange()
{
    const Address last(std::numeric_limits<std::uint64_t>::max());
    const AddressRange range = AddressRange::fromSize(Address(last.value() - 15), 64);
    QCOMPARE(range.size(), std::uint64_t{16});
    QVERIFY(range.last() == last);
    QVERIFY(range.contains(last));
    QVERIFY(!range.contains(Address(0)));
    QVERIFY(!last.plus(1));
}

void RegionTest::rangesMeetWhereTheyShareBytes()
{
    const AddressRange low = AddressRange::fromSize(Address(10), 10);
    const AddressRange high = AddressRange::fromSize(Address(15), 10);
    QCOMPARE(low.intersected(high).begin().value(), std::uint64_t{15});
    QCOMPARE(low.intersected(high).size(), std::uint64_t{5});
    QVERIFY(low.intersected(AddressRange::fromSize(Address(20), 5)).isEmpty());
}

QTEST_GUILESS_MAIN(RegionTest)
#include "tst_region.moc"
