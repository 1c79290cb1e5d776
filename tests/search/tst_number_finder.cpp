// The numbers that SIMD finds against those that are found by decoding each.
#include "found_offsets.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace memdelbrot;
using namespace memdelbrot::testing;

namespace {

long double realOf(const Scalar& scalar)
{
    return std::visit(
        [](const auto& value) -> long double {
            if constexpr (std::is_arithmetic_v<std::decay_t<decltype(value)>>)
                return static_cast<long double>(value);
            else
                return std::numeric_limits<long double>::quiet_NaN();
        },
        scalar);
}

// One by one, at every address that is a multiple of the alignment.
Offsets decoded(const Dtype& dtype, const std::vector<std::byte>& bytes, std::uint64_t base, std::uint64_t alignment,
                const std::function<bool(long double)>& passes)
{
    Offsets offsets;
    for (std::size_t at = 0; at + dtype.itemSize() <= bytes.size(); ++at) {
        const Scalar value = decodeElement(dtype, std::span(bytes).subspan(at, dtype.itemSize()));
        if ((base + at) % alignment == 0 && passes(realOf(value)))
            offsets.push_back(base + at);
    }
    return offsets;
}

Offsets searched(const SearchQuery& query, const std::vector<std::byte>& bytes, std::uint64_t base,
                 std::uint64_t alignment)
{
    return beginsOf(matchesIn(query, {bytes, Address(base), 0, bytes.size()}, alignment));
}

// Random bytes among many of a number's usual and unusual ones.
std::vector<std::byte> bytesFor(const Dtype& dtype, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<std::byte> bytes(5003);
    for (std::byte& byte : bytes)
        byte = static_cast<std::byte>(random());
    for (const char* text : {"0", "1", "7", "100", "-2", "-90"}) {
        const auto number = parseElement(dtype, text);
        for (int i = 0; number && i < 30; ++i) {
            const std::size_t at = random() % (bytes.size() - number->size());
            std::ranges::copy(*number, bytes.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }
    return bytes;
}

struct Bounds {
    const char* low;
    const char* high;
};

}  // namespace

class NumberFinderTest : public QObject {
    Q_OBJECT

private slots:
    void rangesAreThoseOfTheDecodedNumbers_data();
    void rangesAreThoseOfTheDecodedNumbers();
    void classesAreThoseOfTheDecodedNumbers_data();
    void classesAreThoseOfTheDecodedNumbers();
    void zeroesAndDenormalsAreBoundsLikeOthers();
    void nearlyKeepsToTheFormatsNumbers();
    void nearlyStopsAtTheTypesEnds();
    void pointersIntoARangeAreFound();
    void theLimitAndTheStartsAreKeptTo();
    void longDoublesHaveRangesToo();
    void whatHasNoOrderIsRefused();
};

void NumberFinderTest::rangesAreThoseOfTheDecodedNumbers_data()
{
    QTest::addColumn<QString>("dtype");
    for (const Dtype& dtype : scalarDtypes()) {
        const bool isOrdered = dtype.kind() != DtypeKind::Complex && dtype.kind() != DtypeKind::ByteString
            && dtype.kind() != DtypeKind::UnicodeString && dtype.kind() != DtypeKind::Boolean;
        if (!isOrdered)
            continue;
        for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
            const auto name = QString::fromStdString(dtype.withOrder(order).name());
            QTest::addRow("%s", qPrintable(name)) << name;
        }
    }
}

void NumberFinderTest::rangesAreThoseOfTheDecodedNumbers()
{
    QFETCH(const QString, dtype);
    const Dtype type = dtypeOf(dtype.toStdString());
    const std::vector<std::byte> bytes = bytesFor(type, 5);
    const bool isSigned = type.kind() == DtypeKind::SignedInteger || type.kind() == DtypeKind::Float;
    std::vector<Bounds> all{{"1", "100"}, {"0", "0"}, {"7", "7"}, {"0", "120"}};
    if (isSigned)
        all.insert(all.end(), {{"-3", "7"}, {"-100", "-1"}, {"-128", "127"}});
    for (const Bounds& bounds : all) {
        const auto query = SearchQuery::forRange(type, bounds.low, bounds.high).value();
        for (const std::uint64_t alignment : {1u, 2u, 3u, 4u, 8u, 12u, 16u}) {
            for (const std::uint64_t base : {0x1000u, 0x1003u}) {
                const auto expected = decoded(type, bytes, base, alignment, [&](long double number) {
                    return std::atoi(bounds.low) <= number && number <= std::atoi(bounds.high);
                });
                QVERIFY(alignment > 1 || !expected.empty());
                QCOMPARE(searched(query, bytes, base, alignment), expected);
            }
        }
    }
}

void NumberFinderTest::classesAreThoseOfTheDecodedNumbers_data()
{
    QTest::addColumn<QString>("dtype");
    for (const char* name : {"float16", "float32", "float64", "longdouble", ">f2", ">f4", ">f8"})
        QTest::addRow("%s", name) << QString::fromLatin1(name);
}

void NumberFinderTest::classesAreThoseOfTheDecodedNumbers()
{
    QFETCH(const QString, dtype);
    const Dtype type = dtypeOf(dtype.toStdString());
    std::vector<std::byte> bytes = bytesFor(type, 9);
    for (const char* text : {"nan", "inf", "-inf"}) {
        const auto number = parseElement(type, text).value();
        for (std::size_t at : {0u, 511u, 512u, 1777u, 4000u})
            std::ranges::copy(number, bytes.begin() + static_cast<std::ptrdiff_t>(at + 30u * text[0] % 97));
    }
    const auto isNaN = [](long double number) { return std::isnan(number); };
    const auto isInfinite = [](long double number) { return std::isinf(number); };
    const auto nans = decoded(type, bytes, 0, 1, isNaN);
    QVERIFY(nans.size() >= 5);
    QCOMPARE(searched(SearchQuery::forClass(type, NumberClass::NotANumber).value(), bytes, 0, 1), nans);
    QCOMPARE(searched(SearchQuery::forValue(type, "nan").value(), bytes, 0, 1), nans);
    const auto infinities = decoded(type, bytes, 0, 1, isInfinite);
    QVERIFY(!infinities.empty());
    QCOMPARE(searched(SearchQuery::forClass(type, NumberClass::Infinite).value(), bytes, 0, 1), infinities);
}

void NumberFinderTest::zeroesAndDenormalsAreBoundsLikeOthers()
{
    // 0, -0, the least positive float, the least negative one, 1
    const char* const hex = "00000000 00000080 01000000 01000080 0000803f";
    QCOMPARE(found(SearchQuery::forRange(dtypeOf("float32"), "0", "1").value(), hex, 4), (Offsets{0, 4, 8, 16}));
    QCOMPARE(found(SearchQuery::forRange(dtypeOf("float32"), "-1", "-0.0").value(), hex, 4), (Offsets{0, 4, 12}));
    QCOMPARE(found(SearchQuery::forRange(dtypeOf("float32"), "-inf", "inf").value(), hex, 4),
             (Offsets{0, 4, 8, 12, 16}));
}

void NumberFinderTest::nearlyKeepsToTheFormatsNumbers()
{
    // 0.1 as a float32 is 0.100000001490116…; the next smaller one 0.0999999940395…
    const char* const hex = "cdcccc3d cccccc3d cecccc3d";
    QCOMPARE(found(SearchQuery::forNearly(dtypeOf("float32"), "0.1", "0").value(), hex, 4), Offsets{0});
    QCOMPARE(found(SearchQuery::forNearly(dtypeOf("float32"), "0.1", "7e-9").value(), hex, 4), Offsets{0});
    QCOMPARE(found(SearchQuery::forNearly(dtypeOf("float32"), "0.1", "7.5e-9").value(), hex, 4), (Offsets{0, 4, 8}));
    // -0.5 to 0.5 about zero, and nothing below: both signs of zero
    QCOMPARE(found(SearchQuery::forNearly(dtypeOf("float16"), "0", "1e-9").value(), "0000 0080 0100 0180", 2),
             (Offsets{0, 2}));
}

void NumberFinderTest::nearlyStopsAtTheTypesEnds()
{
    QCOMPARE(found(SearchQuery::forNearly(dtypeOf("int8"), "-127", "3.9").value(), "80 81 84 85 7f"),
             (Offsets{0, 1, 2}));
    QCOMPARE(found(SearchQuery::forNearly(dtypeOf("uint64"), "18446744073709551615", "1").value(),
                   "ffffffffffffffff feffffffffffffff 0000000000000000", 8),
             (Offsets{0, 8}));
    QCOMPARE(
        found(SearchQuery::forNearly(dtypeOf("int64"), "0", "1e30").value(), "ffffffffffffff7f 0000000000000080", 8),
        (Offsets{0, 8}));
    QCOMPARE(found(SearchQuery::forNearly(dtypeOf("float32"), "3e38", "1e38").value(), "0000807f ffff7f7f", 4),
             Offsets{4});   // the greatest float, not infinity
}

void NumberFinderTest::pointersIntoARangeAreFound()
{
    const auto query = SearchQuery::forPointersInto(AddressRange::fromSize(Address(0x7f0000001000), 0x10)).value();
    QCOMPARE(found(query, "ff0f0000007f0000 0010000000 7f0000 0f100000007f0000 10100000007f0000", 8), (Offsets{8, 16}));
    const auto last = AddressRange::fromSize(Address(0xffffffffffffff00), 0x100);
    QCOMPARE(found(SearchQuery::forPointersInto(last).value(), "ffffffffffffffff fffeffffffffffff", 8), Offsets{0});
    QCOMPARE(SearchQuery::forPointersInto({}).error().code, ErrorCode::InvalidArgument);
}

void NumberFinderTest::theLimitAndTheStartsAreKeptTo()
{
    const std::vector<std::byte> zeros(2000);
    const auto query = SearchQuery::forValue(dtypeOf("int32"), "0").value();
    const auto few = matchesIn(query, {zeros, Address(0), 6, 1000}, 4, 100);
    QCOMPARE(few.size(), std::size_t{100});
    QCOMPARE(few.front().begin.value(), 8u);
    QCOMPARE(matchesIn(query, {zeros, Address(0), 6, 1000}, 4).back().begin.value(), 996u);
    // The last that is whole.
    QCOMPARE(matchesIn(query, {std::span(zeros).first(999), Address(0), 6, 999}).back().begin.value(), 995u);
}

void NumberFinderTest::longDoublesHaveRangesToo()
{
    const char* const hex = "0000000000000080ff3f000000000000 00000000000000c0ff3f112233445566";   // 1, 1.5
    QCOMPARE(found(SearchQuery::forRange(dtypeOf("longdouble"), "1.2", "2").value(), hex, 16), Offsets{16});
    QCOMPARE(found(SearchQuery::forNearly(dtypeOf("longdouble"), "1.25", "0.25").value(), hex, 16), (Offsets{0, 16}));
    QCOMPARE(SearchQuery::forRange(dtypeOf("longdouble"), "nan", "2").error().code, ErrorCode::InvalidArgument);
}

void NumberFinderTest::whatHasNoOrderIsRefused()
{
    QCOMPARE(SearchQuery::forRange(dtypeOf("complex128"), "1", "2").error().code, ErrorCode::Unsupported);
    QCOMPARE(SearchQuery::forRange(dtypeOf("S4"), "a", "b").error().code, ErrorCode::Unsupported);
    QCOMPARE(SearchQuery::forRange(dtypeOf("float64"), "2", "1").error().code, ErrorCode::InvalidArgument);
    QCOMPARE(SearchQuery::forRange(dtypeOf("float64"), "nan", "1").error().code, ErrorCode::InvalidArgument);
    QCOMPARE(SearchQuery::forRange(dtypeOf("int16"), "2", "1").error().code, ErrorCode::InvalidArgument);
    QCOMPARE(SearchQuery::forRange(dtypeOf("int8"), "0", "128").error().code, ErrorCode::InvalidArgument);
    QCOMPARE(SearchQuery::forNearly(dtypeOf("int16"), "2", "-1").error().code, ErrorCode::InvalidArgument);
    QCOMPARE(SearchQuery::forNearly(dtypeOf("float32"), "2", "nan").error().code, ErrorCode::InvalidArgument);
    QCOMPARE(SearchQuery::forClass(dtypeOf("int16"), NumberClass::Infinite).error().code, ErrorCode::Unsupported);
}

QTEST_GUILESS_MAIN(NumberFinderTest)
#include "tst_number_finder.moc"
