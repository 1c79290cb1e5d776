#include "found_offsets.h"

#include <QtTest>

#include <thread>

using namespace memdelbrot;
using namespace memdelbrot::testing;

namespace {

std::vector<Match> matchesOf(std::string_view text, std::string_view expression,
                             LetterCase letterCase = LetterCase::Sensitive, std::size_t firstStart = 0)
{
    const auto query = SearchQuery::forRegex(expression, letterCase);
    if (!query)
        qFatal("%s", query.error().detail.c_str());
    return matchesIn(*query, {std::as_bytes(std::span(text)), Address(0), firstStart, text.size()});
}

using Matches = std::vector<Match>;

}  // namespace

class RegexFinderTest : public QObject {
    Q_OBJECT

private slots:
    void matchesAreThoseOfPerlAndApart();
    void anyByteMatchesADot();
    void bytesAreWrittenAsEscapes();
    void caseIsIgnoredWhereWanted();
    void whatStandsBeforeAPlaceCounts();
    void everyMatchIsFoundWhereverItStands();
    void alignedMatchesInsideOthersAreFound();
    void aBeginningMayBeMoved();
    void manyThreadsMayAskAtOnce();
    void brokenExpressionsAreRefusedInWords_data();
    void brokenExpressionsAreRefusedInWords();
};

void RegexFinderTest::matchesAreThoseOfPerlAndApart()
{
    QCOMPARE(matchesOf("xabbbabx", "ab+"), (Matches{{Address(1), 4}, {Address(5), 2}}));
    QCOMPARE(matchesOf("aaaaa", "aa"), (Matches{{Address(0), 2}, {Address(2), 2}}));
    QCOMPARE(matchesOf("cat category", "cat|category"), (Matches{{Address(0), 3}, {Address(4), 3}}));
    QCOMPARE(matchesOf("12:34:56", "[0-9]{2}"), (Matches{{Address(0), 2}, {Address(3), 2}, {Address(6), 2}}));
}

void RegexFinderTest::anyByteMatchesADot()
{
    QCOMPARE(matchesOf(std::string_view("a\0b a\nb", 7), "a.b"), (Matches{{Address(0), 3}, {Address(4), 3}}));
}

void RegexFinderTest::bytesAreWrittenAsEscapes()
{
    QCOMPARE(matchesOf("\x7f"
                       "ELF\x02\x01",
                       "\\x7fELF[\\x01\\x02]"),
             (Matches{{Address(0), 5}}));
    QCOMPARE(matchesOf("..\xff\xfe..", "[\\x80-\\xff]+"), (Matches{{Address(2), 2}}));
}

void RegexFinderTest::caseIsIgnoredWhereWanted()
{
    QVERIFY(matchesOf("HELLO", "hello").empty());
    QCOMPARE(matchesOf("HELLO", "hello", LetterCase::Insensitive), (Matches{{Address(0), 5}}));
}

void RegexFinderTest::whatStandsBeforeAPlaceCounts()
{
    QCOMPARE(matchesOf("xcat cat", "\\bcat"), (Matches{{Address(5), 3}}));
    QVERIFY(matchesOf("xcat", "\\bcat", LetterCase::Sensitive, 1).empty());
    QCOMPARE(matchesOf("\ncat", "^cat", LetterCase::Sensitive, 1), (Matches{{Address(1), 3}}));
}

// What Vectorscan 5.4.9 fails in.
void RegexFinderTest::everyMatchIsFoundWhereverItStands()
{
    std::string text(270'000, '\0');
    for (std::size_t at = 0; at + 6 <= text.size(); at += 997) {
        text.replace(at, 6, "abbbbc");
        for (const char* expression : {"a.*c", "a[^a]*c", "a\\w*c"})
            QCOMPARE(matchesOf(text, expression), (Matches{{Address(at), 6}}));
        text.replace(at, 6, 6, '\0');
    }
}

void RegexFinderTest::alignedMatchesInsideOthersAreFound()
{
    const auto query = SearchQuery::forRegex("a+").value();
    QCOMPARE(found(query, "00 61 61 61 61 61 00", 4), Offsets{4});
}

void RegexFinderTest::aBeginningMayBeMoved()
{
    QCOMPARE(matchesOf("foobar foobar", "foo\\Kbar"), (Matches{{Address(3), 3}, {Address(10), 3}}));
}

void RegexFinderTest::manyThreadsMayAskAtOnce()
{
    const auto query = SearchQuery::forRegex("ab+c").value();
    const std::string text = "abc abbc abbbc";
    std::vector<std::jthread> threads;
    std::atomic<int> wrong = 0;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            for (int round = 0; round < 500; ++round) {
                const SearchedBytes where{std::as_bytes(std::span(text)), Address(0), 0, text.size()};
                wrong += matchesIn(query, where).size() == 3 ? 0 : 1;
            }
        });
    threads.clear();
    QCOMPARE(wrong, 0);
}

void RegexFinderTest::brokenExpressionsAreRefusedInWords_data()
{
    QTest::addColumn<std::string>("expression");
    QTest::addColumn<std::string>("words");
    QTest::addRow("bracket") << std::string("[a") << std::string("column 3: missing terminating ]");
    QTest::addRow("parenthesis") << std::string("(a") << std::string("missing closing parenthesis");
    QTest::addRow("nothing to repeat") << std::string("a|*") << std::string("column 3: quantifier");
    QTest::addRow("nothing at all") << std::string() << std::string("nothing to look for");
    QTest::addRow("too long") << std::string(70'000, 'a') << std::string("65536");
    QTest::addRow("code points") << std::string("(*UTF)a") << std::string("UTF");
}

void RegexFinderTest::brokenExpressionsAreRefusedInWords()
{
    QFETCH(const std::string, expression);
    QFETCH(const std::string, words);
    const auto query = SearchQuery::forRegex(expression);
    QVERIFY(!query);
    QCOMPARE(query.error().code, ErrorCode::Syntax);
    QVERIFY2(query.error().detail.find(words) != std::string::npos, query.error().detail.c_str());
}

QTEST_GUILESS_MAIN(RegexFinderTest)
#include "tst_regex_finder.moc"
