#include "python/utf8_pieces.h"

#include <QtTest>

using namespace memdelbrot;

class Utf8PiecesTest : public QObject {
    Q_OBJECT

private slots:
    void plainTextPassesAtOnce();
    void aCharacterCutAnywhereComesWhole();
    void bytesThatAreNoTextAreNotHeldBack();
    void theRestIsGivenOutAtTheEnd();
};

void Utf8PiecesTest::plainTextPassesAtOnce()
{
    Utf8Pieces pieces;
    QCOMPARE(pieces.add("Hello"), "Hello");
    QCOMPARE(pieces.rest(), "");
}

void Utf8PiecesTest::aCharacterCutAnywhereComesWhole()
{
    const std::string text = "aé€😀z";
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        Utf8Pieces pieces;
        const std::string first = pieces.add(text.substr(0, cut));
        QVERIFY(first.empty() || QString::fromStdString(first).indexOf(QChar::ReplacementCharacter) < 0);
        QCOMPARE(first + pieces.add(text.substr(cut)), text);
    }
}

void Utf8PiecesTest::bytesThatAreNoTextAreNotHeldBack()
{
    Utf8Pieces pieces;
    QCOMPARE(pieces.add("\xff\x80"), "\xff\x80");
    QCOMPARE(pieces.add("\x80\x80\x80\x80"), "\x80\x80\x80\x80");
    QCOMPARE(pieces.rest(), "");
}

void Utf8PiecesTest::theRestIsGivenOutAtTheEnd()
{
    Utf8Pieces pieces;
    QCOMPARE(pieces.add("a\xe2\x82"), "a");
    QCOMPARE(pieces.rest(), "\xe2\x82");
    QCOMPARE(pieces.rest(), "");
}

QTEST_GUILESS_MAIN(Utf8PiecesTest)
#include "tst_utf8_pieces.moc"
