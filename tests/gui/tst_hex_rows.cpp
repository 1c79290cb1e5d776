#include "gui/models/hex_columns.h"
#include "gui/models/hex_cursor.h"
#include "gui/models/hex_row_map.h"
#include "gui/models/hex_scroll_map.h"
#include "gui/models/hex_typed.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

constexpr std::uint64_t kLast = ~std::uint64_t{0};
using Select = HexCursor::Select;

Region region(std::uint64_t begin, std::uint64_t size)
{
    return {.range = AddressRange::fromSize(Address(begin), size)};
}

HexRowMap twoPages()
{
    return HexRowMap(HexGeometry(16), {region(0x1000, 0x1000), region(0x8000, 0x1000)}, {});
}

}  // namespace

class HexRowsTest : public QObject {
    Q_OBJECT

private slots:
    void everyAddressIsInItsRow_data();
    void everyAddressIsInItsRow();
    void rowsAtTheEndsOfTheSpaceAreCut();
    void gapsAreOneRowEach();
    void lastByteOfTheSpaceHasARow();
    void revealedPageOfAGapGetsRows();
    void regionsThatShareARowAreNotApart();
    void windowOfRowsJoinsNeighboursAndSkipsGaps();
    void emptySpaceIsOneGap();
    void scrollBarIsOneToOneWhileItFits();
    void scrollBarIsInProportionBeyond();
    void scrollingStopsAtTheEnds();
    void widestRowThatFitsIsChosen_data();
    void widestRowThatFitsIsChosen();
    void textGivesWayToTypedColumns();
    void textStaysWhereNothingElseIsBesideTheBytes();
    void singleBytesTakeFourCharacters();
    void longFloatsKeepTheirExponent();
    void longFloatsKeepTheirExponent_data();
    void complexPartsKeepTheirExponents();
    void cellsAreHitWhereTheyStand();
    void rightStepsOverAGapInTwoSteps();
    void downKeepsItsColumnAcrossAGap();
    void leftStopsAtAddressZero();
    void rightStopsAtTheLastByte();
    void selectionMayEndAtTheLastByte();
    void typedCursorStepsByElements();
    void controlKeysGoByRegions();
};

void HexRowsTest::everyAddressIsInItsRow_data()
{
    QTest::addColumn<quint32>("width");
    QTest::addColumn<quint64>("origin");
    for (const quint32 width : {4u, 13u, 16u, 32u, 1024u}) {
        for (const quint64 origin : {quint64{0}, quint64{0x7f0000000005}, quint64{kLast}})
            QTest::addRow("%u from %llx", width, origin) << width << origin;
    }
}

void HexRowsTest::everyAddressIsInItsRow()
{
    QFETCH(quint32, width);
    QFETCH(quint64, origin);
    const HexGeometry geometry(width, Address(origin));
    QCOMPARE(geometry.rowRange(geometry.rowOf(Address(origin))).begin(), Address(origin));
    for (const std::uint64_t value :
         {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{12}, std::uint64_t{0x7f0000000017}, kLast - 1, kLast}) {
        const Address address(value);
        const std::uint64_t row = geometry.rowOf(address);
        QVERIFY(geometry.rowRange(row).contains(address));
        QCOMPARE(geometry.addressAt(row, geometry.columnOf(address)), address);
    }
    QVERIFY(geometry.rowRange(geometry.lastRow()).contains(Address(kLast)));
}

void HexRowsTest::rowsAtTheEndsOfTheSpaceAreCut()
{
    const HexGeometry geometry(16, Address(5));
    QCOMPARE(geometry.rowRange(0), AddressRange::fromSize(Address(0), 5));
    QCOMPARE(geometry.columnOf(Address(0)), 11u);
    QCOMPARE(geometry.addressAt(0, 3), Address(0));
    QCOMPARE(geometry.rowRange(geometry.lastRow()).size(), std::uint64_t{11});
}

void HexRowsTest::gapsAreOneRowEach()
{
    const HexRowMap rows = twoPages();
    QCOMPARE(rows.rowCount(), std::uint64_t{1 + 256 + 1 + 256 + 1});
    QVERIFY(rows.at(0).isGap);
    QCOMPARE(rows.at(0).last, Address(0xfff));
    QCOMPARE(rows.at(1).first, Address(0x1000));
    QVERIFY(rows.at(257).isGap);
    QCOMPARE(rows.at(257).first, Address(0x2000));
    QCOMPARE(rows.at(257).last, Address(0x7fff));
    QCOMPARE(rows.rowOf(Address(0x3456)), std::uint64_t{257});
    QCOMPARE(rows.rowOf(Address(0x8010)), std::uint64_t{259});
}

void HexRowsTest::lastByteOfTheSpaceHasARow()
{
    const HexRowMap rows(HexGeometry(16), {region(kLast - 0xfff, 0x1000)}, {});
    QCOMPARE(rows.rowCount(), std::uint64_t{257});
    QCOMPARE(rows.rowOf(Address(kLast)), std::uint64_t{256});
    QCOMPARE(rows.at(256).last, Address(kLast));
    QCOMPARE(rows.at(256).range().size(), std::uint64_t{16});
}

void HexRowsTest::revealedPageOfAGapGetsRows()
{
    const HexRowMap rows(HexGeometry(16), {region(0x8000, 0x1000)}, {AddressRange::fromSize(Address(0), 0x1000)});
    QVERIFY(!rows.at(0).isGap);
    QCOMPARE(rows.at(0).first, Address(0));
    QVERIFY(rows.at(256).isGap);
    QCOMPARE(rows.at(256).first, Address(0x1000));
}

void HexRowsTest::regionsThatShareARowAreNotApart()
{
    const HexRowMap rows(HexGeometry(16), {region(3, 4), region(9, 40)}, {});
    QVERIFY(!rows.at(0).isGap);
    QCOMPARE(rows.rowOf(Address(48)), std::uint64_t{3});
    QVERIFY(rows.at(4).isGap);
}

void HexRowsTest::windowOfRowsJoinsNeighboursAndSkipsGaps()
{
    const std::vector<AddressRange> ranges = twoPages().ranges(255, 6);
    QCOMPARE(ranges.size(), std::size_t{2});
    QCOMPARE(ranges[0], AddressRange::fromSize(Address(0x1fe0), 32));
    QCOMPARE(ranges[1], AddressRange::fromSize(Address(0x8000), 48));
}

void HexRowsTest::emptySpaceIsOneGap()
{
    const HexRowMap rows;
    QCOMPARE(rows.rowCount(), std::uint64_t{1});
    QVERIFY(rows.at(0).isGap);
    QCOMPARE(rows.at(0).last, Address(kLast));
    QCOMPARE(rows.rowOf(Address(kLast)), std::uint64_t{0});
}

void HexRowsTest::scrollBarIsOneToOneWhileItFits()
{
    const HexScrollMap scroll(1000, 40);
    QCOMPARE(scroll.maximum(), 960);
    QCOMPARE(scroll.valueOf(17), 17);
    QCOMPARE(scroll.topOf(17), std::uint64_t{17});
    QCOMPARE(HexScrollMap(10, 40).maximum(), 0);
}

void HexRowsTest::scrollBarIsInProportionBeyond()
{
    const std::uint64_t rows = std::uint64_t{1} << 60;
    const HexScrollMap scroll(rows, 40);
    QCOMPARE(scroll.topOf(scroll.maximum()), rows - 40);
    QCOMPARE(scroll.valueOf(rows - 40), scroll.maximum());
    QCOMPARE(scroll.valueOf(scroll.topOf(12345)), 12345);
    QVERIFY(scroll.topOf(scroll.maximum() / 2) > rows / 2 - rows / 1000);
    QVERIFY(scroll.topOf(scroll.maximum() / 2) < rows / 2 + rows / 1000);
}

void HexRowsTest::scrollingStopsAtTheEnds()
{
    const HexScrollMap scroll(kLast, 40);
    QCOMPARE(scroll.moved(0, -3), std::uint64_t{0});
    QCOMPARE(scroll.moved(scroll.lastTop() - 1, 3), scroll.lastTop());
    QCOMPARE(scroll.moved(5, std::numeric_limits<std::int64_t>::min()), std::uint64_t{0});
}

void HexRowsTest::widestRowThatFitsIsChosen_data()
{
    QTest::addColumn<int>("characters");
    QTest::addColumn<int>("itemSize");
    QTest::addColumn<quint32>("bytes");
    QTest::addRow("wide") << 200 << 0 << 32u;
    QTest::addRow("usual") << 85 << 0 << 16u;
    QTest::addRow("narrow") << 60 << 0 << 8u;
    QTest::addRow("no room at all") << 3 << 0 << 8u;
    QTest::addRow("typed, usual") << 150 << 4 << 16u;
    QTest::addRow("typed, narrow") << 50 << 4 << 8u;
    QTest::addRow("element as wide as a row") << 40 << 16 << 16u;
    QTest::addRow("element wider than a row") << 40 << 64 << 64u;
    QTest::addRow("elements of 13") << 150 << 13 << 13u;
    QTest::addRow("elements of 24") << 150 << 24 << 24u;
    QTest::addRow("elements of 3") << 300 << 3 << 15u;
    QTest::addRow("elements of 3, narrow") << 10 << 3 << 9u;
}

void HexRowsTest::widestRowThatFitsIsChosen()
{
    QFETCH(int, characters);
    QFETCH(int, itemSize);
    QFETCH(quint32, bytes);
    HexRowContent content;
    content.itemSize = static_cast<std::size_t>(itemSize);
    content.itemWidth = itemSize ? 10 : 0;
    QCOMPARE(HexColumns::fitting(content, characters).bytesPerRow(), bytes);
}

void HexRowsTest::textGivesWayToTypedColumns()
{
    HexRowContent content;
    content.itemSize = 4;
    content.itemWidth = 11;
    const int room = HexColumns(content, 8).width();
    QVERIFY(HexColumns::fitting(content, room).has(HexArea::Text));
    const HexColumns narrow = HexColumns::fitting(content, room - 1);
    QVERIFY(!narrow.has(HexArea::Text));
    QCOMPARE(narrow.bytesPerRow(), 8u);
    QVERIFY(narrow.width() < room);
    content.needsText = true;
    QVERIFY(HexColumns::fitting(content, room - 1).has(HexArea::Text));
}

void HexRowsTest::textStaysWhereNothingElseIsBesideTheBytes()
{
    QVERIFY(HexColumns::fitting(HexRowContent(), 3).has(HexArea::Text));
}

void HexRowsTest::singleBytesTakeFourCharacters()
{
    const auto dtype = Dtype::fromKind(DtypeKind::ByteString, 1);
    QCOMPARE(typedWidth(dtype), 4);
    const auto text = [&dtype](unsigned value) {
        const HexByte byte{.value = static_cast<std::byte>(value), .state = HexState::Readable};
        return typedText(dtype, std::span(&byte, 1), typedWidth(dtype));
    };
    QCOMPARE(text('H'), "b'H'");
    QCOMPARE(text('\n'), "\\n");
    QCOMPARE(text(0x8f), "\\x8f");
    QCOMPARE(text(0), "b''");
}

void HexRowsTest::longFloatsKeepTheirExponent_data()
{
    QTest::addColumn<QString>("dtype");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* dtype, const char* typed, const char* shown) {
        QTest::addRow("%s %s", dtype, typed)
            << QString::fromUtf8(dtype) << QString::fromUtf8(typed) << QString::fromUtf8(shown);
    };
    row("float64", "1.863609666348180e-122", "1.8636096663…e-122");
    row("float64", "-1.8636096663481805e-122", "-1.863609666…e-122");
    row("float64", "1.8636096663481805e-122", "1.8636096663…e-122");
    row("float64", "3.141592653589793", "3.141592653589793");
    row("float64", "-0.30000000000000004", "-0.30000000000000…");
    row("float64", "-1234567890123456.8", "-1234567890123456…");
    row("float32", "-1.2345679e-30", "-1.2345679e-30");
    row("float32", "-1.2345678e+15", "-1.234567…e+15");
}

void HexRowsTest::longFloatsKeepTheirExponent()
{
    QFETCH(QString, dtype);
    QFETCH(QString, typed);
    const auto wanted = Dtype::parse(dtype.toStdString());
    const std::vector<std::byte> values = parseElement(*wanted, typed.toStdString()).value();
    std::vector<HexByte> bytes;
    for (const std::byte byte : values)
        bytes.push_back({.value = byte, .state = HexState::Readable});
    QTEST(QString::fromStdString(typedText(*wanted, bytes, typedWidth(*wanted))), "shown");
}

void HexRowsTest::complexPartsKeepTheirExponents()
{
    const auto dtype = Dtype::fromKind(DtypeKind::Complex, 16);
    const std::vector<std::byte> values =
        parseElement(dtype, "-1.8636096663481805e-122-2.8636096663481805e+200j").value();
    std::vector<HexByte> bytes;
    for (const std::byte byte : values)
        bytes.push_back({.value = byte, .state = HexState::Readable});
    QCOMPARE(QString::fromStdString(typedText(dtype, bytes, typedWidth(dtype))),
             QStringLiteral("(-1.863609666…e-122-2.8636096663…e+200j)"));
}

void HexRowsTest::cellsAreHitWhereTheyStand()
{
    HexRowContent content;
    content.itemSize = 4;
    content.itemWidth = 10;
    const HexColumns columns(content, 16);
    for (const HexArea area : {HexArea::Hex, HexArea::Text, HexArea::Typed}) {
        const std::uint32_t step = area == HexArea::Typed ? 4 : 1;
        for (std::uint32_t column = 0; column < 16; column += step) {
            const auto hit = columns.hit(columns.cellBegin(area, column));
            QVERIFY(hit);
            QCOMPARE(hit->area, area);
            QCOMPARE(hit->column, column);
        }
    }
    QVERIFY(!columns.hit(3));                          // over the address
    QCOMPARE(columns.hit(10'000)->column, 12u);        // right of all: the last element
}

void HexRowsTest::rightStepsOverAGapInTwoSteps()
{
    const HexRowMap rows = twoPages();
    HexCursor cursor;
    cursor.moveTo(Address(0x1fff), Select::Move, rows);
    cursor.moveUnits(1, Select::Move, rows);
    QCOMPARE(cursor.address(), Address(0x2000));       // the gap's row
    cursor.moveUnits(1, Select::Move, rows);
    QCOMPARE(cursor.address(), Address(0x8000));
    cursor.moveUnits(-2, Select::Move, rows);
    QCOMPARE(cursor.address(), Address(0x1fff));
}

void HexRowsTest::downKeepsItsColumnAcrossAGap()
{
    const HexRowMap rows = twoPages();
    HexCursor cursor;
    cursor.moveTo(Address(0x1ff7), Select::Move, rows);
    cursor.moveRows(1, Select::Move, rows);
    QCOMPARE(cursor.address(), Address(0x2000));
    cursor.moveRows(1, Select::Move, rows);
    QCOMPARE(cursor.address(), Address(0x8007));
    cursor.moveRows(-2, Select::Move, rows);
    QCOMPARE(cursor.address(), Address(0x1ff7));
}

void HexRowsTest::leftStopsAtAddressZero()
{
    const HexRowMap rows(HexGeometry(16), {}, {AddressRange::fromSize(Address(0), 0x1000)});
    HexCursor cursor;
    cursor.moveTo(Address(1), Select::Move, rows);
    cursor.moveUnits(-5, Select::Move, rows);
    QCOMPARE(cursor.address(), Address(0));
}

void HexRowsTest::rightStopsAtTheLastByte()
{
    const HexRowMap rows(HexGeometry(16), {region(kLast - 0xfff, 0x1000)}, {});
    HexCursor cursor;
    cursor.moveTo(Address(kLast - 1), Select::Move, rows);
    cursor.moveUnits(5, Select::Move, rows);
    QCOMPARE(cursor.address(), Address(kLast));
    cursor.moveRows(5, Select::Move, rows);
    QCOMPARE(cursor.address(), Address(kLast));
    QCOMPARE(cursor.selection(), AddressRange::fromSize(Address(kLast), 1));
}

void HexRowsTest::selectionMayEndAtTheLastByte()
{
    const HexRowMap rows(HexGeometry(16), {region(kLast - 0xfff, 0x1000)}, {});
    HexCursor cursor;
    cursor.moveTo(Address(kLast - 3), Select::Move, rows);
    cursor.moveTo(Address(kLast), Select::Extend, rows);
    QCOMPARE(cursor.selection(), AddressRange::fromSize(Address(kLast - 3), 4));
    cursor.moveTo(Address(0), Select::Extend, rows);
    QCOMPARE(cursor.selection().begin(), Address(0));
    QVERIFY(cursor.isExtended());
}

void HexRowsTest::typedCursorStepsByElements()
{
    const HexRowMap rows = twoPages();
    HexCursor cursor;
    cursor.setArea(HexArea::Typed, 4, rows);
    cursor.moveTo(Address(0x1006), Select::Move, rows);
    QCOMPARE(cursor.address(), Address(0x1004));
    QCOMPARE(cursor.selection(), AddressRange::fromSize(Address(0x1004), 4));
    cursor.moveUnits(1, Select::Extend, rows);
    QCOMPARE(cursor.selection(), AddressRange::fromSize(Address(0x1004), 8));
}

void HexRowsTest::controlKeysGoByRegions()
{
    const std::vector<Region> regions{region(0x1000, 0x1000), region(0x8000, 0x1000)};
    QCOMPARE(nextRegionBegin(regions, Address(0)), Address(0x1000));
    QCOMPARE(nextRegionBegin(regions, Address(0x1000)), Address(0x8000));
    QCOMPARE(nextRegionBegin(regions, Address(0x8001)), Address(kLast));
    QCOMPARE(previousRegionBegin(regions, Address(0x8001)), Address(0x8000));
    QCOMPARE(previousRegionBegin(regions, Address(0x8000)), Address(0x1000));
    QCOMPARE(previousRegionBegin(regions, Address(0x1000)), Address(0));
    QCOMPARE(firstByte(regions, Address(0x8123)), Address(0x1000));
    QCOMPARE(firstByte(regions, Address(0x1000)), Address(0));
    QCOMPARE(lastByte(regions, Address(0x1000)), Address(0x8fff));
    QCOMPARE(lastByte(regions, Address(0x8fff)), Address(kLast));
}

QTEST_GUILESS_MAIN(HexRowsTest)
#include "tst_hex_rows.moc"
