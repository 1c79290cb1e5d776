#include "search/scan_condition.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace memdelbrot;
using Kind = ScanCondition::Kind;

namespace {

Dtype dtypeOf(const char* name)
{
    return Dtype::parse(name).value();
}

bool holds(const ScanCondition& condition, const char* dtypeName, const char* was, const char* is)
{
    const Dtype dtype = dtypeOf(dtypeName);
    const auto before = parseElement(dtype, was).value();
    const auto now = parseElement(dtype, is).value();
    std::uint64_t bit = 0;
    ScanComparison::of(condition, dtype)->mark(before.data(), now.data(), 1, 1, &bit);
    return bit == 1;
}

bool holds(Kind kind, const char* dtype, const char* was, const char* is)
{
    return holds(ScanCondition(kind), dtype, was, is);
}

bool holdsBy(Kind kind, const char* dtype, const char* amount, const char* was, const char* is)
{
    return holds(ScanCondition::changedBy(kind, dtypeOf(dtype), amount).value(), dtype, was, is);
}

}  // namespace

class ScanConditionTest : public QObject {
    Q_OBJECT

private slots:
    void theOrderIsThatOfTheNumbers_data();
    void theOrderIsThatOfTheNumbers();
    void aNanNeitherIncreasesNorDecreases();
    void anAmountIsAddedAsTheDtypeAdds();
    void wholeNumbersThatWrapAroundDidNotIncrease();
    void bitsThatDifferAreAChange();
    void valuesArePassedInTheirOwnByteOrder();
    void manyNumbersAreMarkedEachInItsBit();
    void whatHasNoOrderIsRefused();
};

void ScanConditionTest::theOrderIsThatOfTheNumbers_data()
{
    QTest::addColumn<QByteArray>("less");
    QTest::addColumn<QByteArray>("more");
    const auto row = [](const char* dtype, const char* less, const char* more) {
        QTest::newRow(dtype) << QByteArray(less) << QByteArray(more);
    };
    row("bool", "False", "True");
    row("int8", "-1", "1");
    row("uint8", "1", "255");
    row("int16", "-300", "7");
    row(">i2", "-2", "1");
    row("uint16", "255", "256");
    row("int32", "-70000", "-69999");
    row(">u4", "255", "256");
    row("uint32", "2147483647", "2147483648");
    row("int64", "-9223372036854775808", "0");
    row("uint64", "9223372036854775807", "9223372036854775808");
    row("float16", "-2", "-1.5");
    row("float32", "-0.5", "0.25");
    row(">f4", "1.5", "1.75");
    row("float64", "-inf", "-1e300");
    row(">f8", "1", "1.0000000000000002");
}

void ScanConditionTest::theOrderIsThatOfTheNumbers()
{
    QFETCH(QByteArray, less);
    QFETCH(QByteArray, more);
    const char* const dtype = QTest::currentDataTag();
    QVERIFY(holds(Kind::Increased, dtype, less.constData(), more.constData()));
    QVERIFY(!holds(Kind::Increased, dtype, more.constData(), less.constData()));
    QVERIFY(!holds(Kind::Increased, dtype, less.constData(), less.constData()));
    QVERIFY(holds(Kind::Decreased, dtype, more.constData(), less.constData()));
    QVERIFY(!holds(Kind::Decreased, dtype, less.constData(), more.constData()));
    QVERIFY(!holds(Kind::Decreased, dtype, more.constData(), more.constData()));
}

void ScanConditionTest::aNanNeitherIncreasesNorDecreases()
{
    for (const char* dtype : {"float16", "float32", "float64", ">f8"}) {
        for (const Kind kind : {Kind::Increased, Kind::Decreased}) {
            QVERIFY(!holds(kind, dtype, "nan", "1"));
            QVERIFY(!holds(kind, dtype, "1", "nan"));
        }
        QVERIFY(holds(Kind::Changed, dtype, "1", "nan"));
        QVERIFY(!holds(Kind::Increased, dtype, "-0.0", "0.0"));
    }
}

void ScanConditionTest::anAmountIsAddedAsTheDtypeAdds()
{
    for (const char* dtype : {"int8", "uint16", ">i4", "uint64", "float16", "float32", ">f8"}) {
        QVERIFY(holdsBy(Kind::IncreasedBy, dtype, "3", "4", "7"));
        QVERIFY(!holdsBy(Kind::IncreasedBy, dtype, "3", "4", "8"));
        QVERIFY(!holdsBy(Kind::IncreasedBy, dtype, "3", "7", "4"));
        QVERIFY(holdsBy(Kind::DecreasedBy, dtype, "3", "7", "4"));
        QVERIFY(!holdsBy(Kind::DecreasedBy, dtype, "3", "4", "7"));
    }
    QVERIFY(holdsBy(Kind::IncreasedBy, "float64", "0.1", "0.2", "0.30000000000000004"));
    QVERIFY(!holdsBy(Kind::IncreasedBy, "float64", "0.1", "0.2", "0.3"));
    QVERIFY(holdsBy(Kind::IncreasedBy, "int8", "-3", "7", "4"));
}

void ScanConditionTest::wholeNumbersThatWrapAroundDidNotIncrease()
{
    QVERIFY(!holdsBy(Kind::IncreasedBy, "uint8", "1", "255", "0"));
    QVERIFY(!holdsBy(Kind::IncreasedBy, "int8", "1", "127", "-128"));
    QVERIFY(!holdsBy(Kind::DecreasedBy, "uint32", "1", "0", "4294967295"));
}

void ScanConditionTest::bitsThatDifferAreAChange()
{
    QVERIFY(holds(Kind::Changed, "float64", "0.0", "-0.0"));
    QVERIFY(holds(Kind::Unchanged, "float64", "nan", "nan"));
    QVERIFY(holds(Kind::Unchanged, "int16", "7", "7"));
    QVERIFY(!holds(Kind::Unchanged, "int16", "7", "8"));
    QVERIFY(!holds(Kind::Changed, "uint8", "7", "7"));
}

void ScanConditionTest::valuesArePassedInTheirOwnByteOrder()
{
    for (const char* dtype : {"uint8", "int16", ">i2", "int32", ">u4", "float16", "float32", ">f8", "float64"}) {
        const ScanCondition equal = ScanCondition::equalTo(dtypeOf(dtype), "100").value();
        QVERIFY(holds(equal, dtype, "0", "100"));
        QVERIFY(!holds(equal, dtype, "100", "101"));
        const ScanCondition range = ScanCondition::inRange(dtypeOf(dtype), "5", "7").value();
        QVERIFY(holds(range, dtype, "0", "7"));
        QVERIFY(!holds(range, dtype, "0", "8"));
    }
}

void ScanConditionTest::manyNumbersAreMarkedEachInItsBit()
{
    std::vector<std::uint32_t> was(200);
    std::vector<std::uint32_t> is(200);
    for (const std::size_t at : {0U, 63U, 64U, 130U, 199U})
        is[at] = 1;
    std::vector<std::uint64_t> bits(4);
    const auto bytesOf = [](const std::vector<std::uint32_t>& numbers) {
        return reinterpret_cast<const std::byte*>(numbers.data());
    };
    ScanComparison::of(ScanCondition(Kind::Increased), dtypeOf("uint32"))
        ->mark(bytesOf(was), bytesOf(is), was.size(), sizeof was[0], bits.data());
    QCOMPARE(bits[0], (std::uint64_t{1} << 63) | 1);
    QCOMPARE(bits[1], std::uint64_t{1});
    QCOMPARE(bits[2], std::uint64_t{1} << 2);
    QCOMPARE(bits[3], std::uint64_t{1} << 7);
}

void ScanConditionTest::whatHasNoOrderIsRefused()
{
    for (const char* dtype : {"complex64", "complex128", "longdouble", "S4"}) {
        QCOMPARE(ScanComparison::of(ScanCondition(), dtypeOf(dtype)).error().code, ErrorCode::Unsupported);
        QVERIFY(!ScanCondition::changedBy(Kind::IncreasedBy, dtypeOf(dtype), "1"));
    }
    const auto tooLarge = ScanCondition::equalTo(dtypeOf("int8"), "300");
    QVERIFY(!tooLarge);
    QCOMPARE(tooLarge.error().code, ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(ScanConditionTest)
#include "tst_scan_condition.moc"
