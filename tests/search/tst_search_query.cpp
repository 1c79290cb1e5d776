#include "base/hex_text.h"
#include "search/pattern_matcher.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

std::vector<std::uint64_t> found(const SearchQuery& query, std::string_view hex, std::uint64_t alignment = 1,
                                 std::uint64_t base = 0)
{
    const auto bytes = bytesFromHex(hex).value();
    std::vector<Address> matches;
    PatternMatcher(query, alignment).find(bytes, Address(base), bytes.size(), 1000, matches);
    std::vector<std::uint64_t> offsets;
    for (const Address match : matches)
        offsets.push_back(match.value());
    return offsets;
}

using Offsets = std::vector<std::uint64_t>;

SearchQuery valued(std::string_view dtype, std::string_view text)
{
    return SearchQuery::forValue(Dtype::parse(dtype).value(), text).value();
}

}  // namespace

class SearchQueryTest : public QObject {
    Q_OBJECT

private slots:
    void wildcardsStandForAnyDigit();
    void matchesMayOverlap();
    void matchesAtBothEndsAreFound();
    void alignmentIsOfTheAddress();
    void textIsFoundInEachEncoding();
    void valuesAreFoundInTheirOrder();
    void zeroFindsBothZeros();
    void nanFindsEveryNaNAndNoInfinity_data();
    void nanFindsEveryNaNAndNoInfinity();
    void paddingOfLongDoublesDoesNotCount();
    void alignedNumbersAreFoundAmongMany_data();
    void alignedNumbersAreFoundAmongMany();
    void brokenQueriesAreRefused();
    void aQueryThatIsTooLongIsRefused();
};

void SearchQueryTest::wildcardsStandForAnyDigit()
{
    const auto query = SearchQuery::forBytes("48 ?? 6c").value();
    QCOMPARE(found(query, "48 65 6c 48 ff 6c 48 65 6d"), (Offsets{0, 3}));
    QCOMPARE(found(SearchQuery::forBytes("4?").value(), "3f 40 4f 50"), (Offsets{1, 2}));
    QCOMPARE(found(SearchQuery::forBytes("?? 41").value(), "41 41 00 41"), (Offsets{0, 2}));
    QCOMPARE(found(SearchQuery::forBytes("41??").value(), "41 41 00 41"), (Offsets{0, 1}));
}

void SearchQueryTest::matchesMayOverlap()
{
    QCOMPARE(found(SearchQuery::forBytes("aaaa").value(), "aa aa aa aa"), (Offsets{0, 1, 2}));
}

void SearchQueryTest::matchesAtBothEndsAreFound()
{
    QCOMPARE(found(SearchQuery::forBytes("0102").value(), "01 02 03 01 02"), (Offsets{0, 3}));
    QVERIFY(found(SearchQuery::forBytes("0102").value(), "01").empty());
    QVERIFY(found(SearchQuery::forBytes("0102").value(), "").empty());
}

void SearchQueryTest::alignmentIsOfTheAddress()
{
    const auto query = SearchQuery::forBytes("00").value();
    QCOMPARE(found(query, "00 00 00 00 00 00 00 00", 4, 1001), (Offsets{1004, 1008}));
}

void SearchQueryTest::textIsFoundInEachEncoding()
{
    QCOMPARE(found(SearchQuery::forText("h\u00e9", TextEncoding::Utf8).value(), "00 68 c3 a9"), Offsets{1});
    QCOMPARE(found(SearchQuery::forText("h\u00e9", TextEncoding::Utf16Le).value(), "00 68 00 e9 00"), Offsets{1});
    QCOMPARE(found(SearchQuery::forText("h\u00e9", TextEncoding::Utf16Be).value(), "00 68 00 e9 00"), Offsets{0});
}

void SearchQueryTest::valuesAreFoundInTheirOrder()
{
    QCOMPARE(found(valued("int32", "12345"), "ff 39 30 00 00"), Offsets{1});
    QCOMPARE(found(valued(">i4", "12345"), "00 00 30 39"), Offsets{0});
    QCOMPARE(found(valued(">U1", "A"), "00 00 00 41"), Offsets{0});
    QCOMPARE(found(valued(">c8", "2j"), "00 00 00 00 40 00 00 00"), Offsets{0});
}

void SearchQueryTest::zeroFindsBothZeros()
{
    QCOMPARE(found(valued("float32", "0"), "00 00 00 80", 4), Offsets{0});
    QCOMPARE(found(valued(">f4", "-0.0"), "00 00 00 00 80 00 00 00", 4), (Offsets{0, 4}));
    QVERIFY(found(valued("int32", "0"), "00 00 00 80").empty());
}

void SearchQueryTest::nanFindsEveryNaNAndNoInfinity_data()
{
    QTest::addColumn<std::string>("dtype");
    QTest::addColumn<std::string>("hex");
    QTest::addColumn<Offsets>("offsets");
    QTest::addRow("float16") << std::string("float16") << std::string("007c 017c 00fe 003c") << Offsets{2, 4};
    QTest::addRow("float32") << std::string("float32") << std::string("0000807f 0100807f 0000c0ff 0000803f")
                             << Offsets{4, 8};
    QTest::addRow("big float32") << std::string(">f4") << std::string("7f800000 7f800001 ffc00000") << Offsets{4, 8};
    QTest::addRow("float64") << std::string("float64") << std::string("000000000000f07f 010000000000f0ff")
                             << Offsets{8};
    QTest::addRow("longdouble") << std::string("longdouble")
                                << std::string("0000000000000080 ff7f000000000000 00000000000000c0 ffff000000000000")
                                << Offsets{16};
}

void SearchQueryTest::nanFindsEveryNaNAndNoInfinity()
{
    QFETCH(const std::string, dtype);
    QFETCH(const std::string, hex);
    QFETCH(const Offsets, offsets);
    QCOMPARE(found(valued(dtype, "nan"), hex, Dtype::parse(dtype).value().itemSize()), offsets);
}

void SearchQueryTest::paddingOfLongDoublesDoesNotCount()
{
    QCOMPARE(found(valued("longdouble", "1"), "0000000000000080 ff3f 112233445566"), Offsets{0});
}

void SearchQueryTest::alignedNumbersAreFoundAmongMany_data()
{
    QTest::addColumn<int>("size");
    QTest::addRow("4") << 4;
    QTest::addRow("8") << 8;
}

void SearchQueryTest::alignedNumbersAreFoundAmongMany()
{
    QFETCH(const int, size);
    const auto unit = static_cast<std::size_t>(size);
    std::vector<std::byte> bytes(10'003);
    const auto query = valued(size == 4 ? "uint32" : "uint64", "0x01020304");
    std::vector<std::size_t> places{0, 5 * unit, 1024, 4096, 10'000 / unit * unit - unit};
    for (const std::size_t place : places)
        std::ranges::copy(query.bytes(), bytes.begin() + static_cast<std::ptrdiff_t>(place));
    std::ranges::copy(query.bytes(), bytes.begin() + 2051);   // not aligned
    std::vector<Address> matches;
    PatternMatcher(query, unit).find(bytes, Address(0x1000), bytes.size(), 1000, matches);

    QCOMPARE(matches.size(), places.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        QCOMPARE(matches[i].value(), 0x1000 + places[i]);
    matches.clear();
    PatternMatcher(query, unit).find(bytes, Address(0x1000), 1024, 1000, matches);
    QCOMPARE(matches.size(), std::size_t{2});
    matches.clear();
    PatternMatcher(query, unit).find(bytes, Address(0x1000), bytes.size(), 3, matches);
    QCOMPARE(matches.size(), std::size_t{3});
}

void SearchQueryTest::brokenQueriesAreRefused()
{
    for (const char* text : {"", "4", "48 6", "zz", "??", "?? ??", "4 8"})
        QCOMPARE(SearchQuery::forBytes(text).error().code, ErrorCode::Syntax);
    QCOMPARE(SearchQuery::forText("", TextEncoding::Utf8).error().code, ErrorCode::Syntax);
    QCOMPARE(SearchQuery::forText("\u20ac", TextEncoding::Latin1).error().code, ErrorCode::Syntax);
    QCOMPARE(SearchQuery::forValue(Dtype::parse("uint8").value(), "256").error().code, ErrorCode::InvalidArgument);
}

void SearchQueryTest::aQueryThatIsTooLongIsRefused()
{
    QCOMPARE(SearchQuery::forText(std::string(70'000, 'x'), TextEncoding::Utf8).error().code, ErrorCode::TooLarge);
    QVERIFY(SearchQuery::forText(std::string(65'536, 'x'), TextEncoding::Utf8));
}

QTEST_GUILESS_MAIN(SearchQueryTest)
#include "tst_search_query.moc"
