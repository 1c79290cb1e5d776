#include "found_offsets.h"

#include <QtTest>

using namespace memdelbrot;
using namespace memdelbrot::testing;

namespace {

SearchQuery texted(std::string_view text, TextEncoding encoding, LetterCase letterCase = LetterCase::Sensitive)
{
    return SearchQuery::forText(text, std::span(&encoding, 1), letterCase).value();
}

SearchQuery valued(std::string_view dtype, std::string_view text)
{
    return SearchQuery::forValue(dtypeOf(dtype), text).value();
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
    void masksCountTheirBitsOnly();
    void aRarePairIsFoundWhereverItStands();
    void lettersAreFoundInEitherCaseWhereWanted();
    void severalEncodingsAreLookedForAtOnce();
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
    QCOMPARE(found(texted("h\u00e9", TextEncoding::Utf8), "00 68 c3 a9"), Offsets{1});
    QCOMPARE(found(texted("h\u00e9", TextEncoding::Utf16Le), "00 68 00 e9 00"), Offsets{1});
    QCOMPARE(found(texted("h\u00e9", TextEncoding::Utf16Be), "00 68 00 e9 00"), Offsets{0});
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
    QCOMPARE(found(valued(dtype, "nan"), hex, dtypeOf(dtype).itemSize()), offsets);
}

void SearchQueryTest::paddingOfLongDoublesDoesNotCount()
{
    QCOMPARE(found(valued("longdouble", "1"), "0000000000000080 ff3f 112233445566"), Offsets{0});
}

void SearchQueryTest::masksCountTheirBitsOnly()
{
    QCOMPARE(found(SearchQuery::forBytes("41&df").value(), "41 61 01 40 c1"), (Offsets{0, 1}));
    QCOMPARE(found(SearchQuery::forBytes("80&80 00").value(), "7f 00 80 00 ff 00"), (Offsets{2, 4}));
}

void SearchQueryTest::aRarePairIsFoundWhereverItStands()
{
    std::vector<std::byte> bytes(3000);
    const auto pattern = parseBytePattern("00 00 12 00 ?? 00 00 34 00").value();
    for (std::size_t at = 0; at + pattern.size() <= 300; ++at) {
        std::ranges::fill(bytes, std::byte{0});
        std::ranges::copy(pattern.bytes, bytes.begin() + static_cast<std::ptrdiff_t>(at));
        bytes[at + 2 + 400] = std::byte{0x12};   // one of the two alone
        const auto query = SearchQuery::forBytes("00 00 12 00 ?? 00 00 34 00").value();
        const auto matches = matchesIn(query, {bytes, Address(0), 0, bytes.size()});
        QCOMPARE(matches, (std::vector<Match>{{Address(at), 9}}));
    }
}

void SearchQueryTest::lettersAreFoundInEitherCaseWhereWanted()
{
    const auto query = texted("eV1l@", TextEncoding::Utf8, LetterCase::Insensitive);
    QCOMPARE(found(query, "4556316c40 6576314c40 4556316c60 45 56 11 4c 40"), (Offsets{0, 5}));
    QVERIFY(found(texted("eV1l@", TextEncoding::Utf8), "4556316c40").empty());
    QCOMPARE(found(texted("Ab", TextEncoding::Utf16Le, LetterCase::Insensitive), "61004200 6101 4200"), Offsets{0});
    QCOMPARE(found(texted("Ab", TextEncoding::Utf16Be, LetterCase::Insensitive), "00610042 0161 0042"), Offsets{0});
}

void SearchQueryTest::severalEncodingsAreLookedForAtOnce()
{
    const std::vector encodings{TextEncoding::Utf8, TextEncoding::Latin1, TextEncoding::Utf16Le};
    const auto query = SearchQuery::forText("h\u00e9", encodings).value();
    QCOMPARE(found(query, "68e9 6800e900 68c3a9"), (Offsets{0, 2, 6}));
    const std::vector both{TextEncoding::Utf8, TextEncoding::Ascii};   // the same bytes
    QCOMPARE(found(SearchQuery::forText("hi", both).value(), "00 6869"), Offsets{1});
    QCOMPARE(found(SearchQuery::forText("h\u20ac", encodings).value(), "68e282ac 6800ac20"), (Offsets{0, 4}));
}

void SearchQueryTest::brokenQueriesAreRefused()
{
    for (const char* text : {"", "4", "48 6", "zz", "??", "?? ??", "4 8", "41&", "41&?f", "41&0", "41&00"})
        QCOMPARE(SearchQuery::forBytes(text).error().code, ErrorCode::Syntax);
    QCOMPARE(textPattern("", TextEncoding::Utf8).error().code, ErrorCode::Syntax);
    QCOMPARE(textPattern("\u20ac", TextEncoding::Latin1).error().code, ErrorCode::Syntax);
    QCOMPARE(SearchQuery::forText("a", {}).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(SearchQuery::forValue(dtypeOf("uint8"), "256").error().code, ErrorCode::InvalidArgument);
}

void SearchQueryTest::aQueryThatIsTooLongIsRefused()
{
    QCOMPARE(textPattern(std::string(70'000, 'x'), TextEncoding::Utf8).error().code, ErrorCode::TooLarge);
    QVERIFY(textPattern(std::string(65'536, 'x'), TextEncoding::Utf8));
}

QTEST_GUILESS_MAIN(SearchQueryTest)
#include "tst_search_query.moc"
