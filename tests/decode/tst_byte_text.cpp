#include "base/hex_text.h"
#include "decode/byte_text.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

std::string decoded(std::string_view hex, TextEncoding encoding)
{
    return decodeText(bytesFromHex(hex).value(), encoding);
}

}  // namespace

class ByteTextTest : public QObject {
    Q_OBJECT

private slots:
    void encodingsAreKnownByTheirNames();
    void textIsEncoded();
    void charactersThatAnEncodingLacksAreRefused();
    void bytesAreDecoded();
    void brokenBytesBecomeReplacementCharacters_data();
    void brokenBytesBecomeReplacementCharacters();
    void everyCharacterSurvivesTheUnicodeEncodings();
};

void ByteTextTest::encodingsAreKnownByTheirNames()
{
    QCOMPARE(parseTextEncoding("utf-16le").value(), TextEncoding::Utf16Le);
    QCOMPARE(parseTextEncoding("UTF-16-BE").value(), TextEncoding::Utf16Be);
    QCOMPARE(parseTextEncoding("utf8").value(), TextEncoding::Utf8);
    QCOMPARE(parseTextEncoding("latin-1").value(), TextEncoding::Latin1);
    QCOMPARE(parseTextEncoding("ASCII").value(), TextEncoding::Ascii);
    QCOMPARE(parseTextEncoding("ebcdic").error().code, ErrorCode::Syntax);
}

void ByteTextTest::textIsEncoded()
{
    QCOMPARE(hexBytes(encodeText("h\u00e9", TextEncoding::Utf8).value()), "68 c3 a9");
    QCOMPARE(hexBytes(encodeText("h\u00e9", TextEncoding::Latin1).value()), "68 e9");
    QCOMPARE(hexBytes(encodeText("h\u00e9", TextEncoding::Utf16Le).value()), "68 00 e9 00");
    QCOMPARE(hexBytes(encodeText("\U0001f600", TextEncoding::Utf16Be).value()), "d8 3d de 00");
    QVERIFY(encodeText("", TextEncoding::Utf8).value().empty());
}

void ByteTextTest::charactersThatAnEncodingLacksAreRefused()
{
    QCOMPARE(encodeText("ab\u00e9", TextEncoding::Ascii).error().detail, "byte 3");
    QCOMPARE(encodeText("\u20ac", TextEncoding::Latin1).error().code, ErrorCode::Syntax);
    QCOMPARE(encodeText("a\xff", TextEncoding::Utf8).error().code, ErrorCode::Syntax);
}

void ByteTextTest::bytesAreDecoded()
{
    QCOMPARE(decoded("48 e9", TextEncoding::Latin1), "H\u00e9");
    QCOMPARE(decoded("48 c3 a9", TextEncoding::Utf8), "H\u00e9");
    QCOMPARE(decoded("3d d8 00 de", TextEncoding::Utf16Le), "\U0001f600");
    QCOMPARE(decoded("48 ff", TextEncoding::Ascii), "H\ufffd");
}

void ByteTextTest::brokenBytesBecomeReplacementCharacters_data()
{
    QTest::addColumn<std::string>("hex");
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<std::string>("text");
    const auto row = [](const char* name, const char* hex, TextEncoding encoding, const char* text) {
        QTest::addRow("%s", name) << std::string(hex) << encoding << std::string(text);
    };
    row("overlong", "c0 af", TextEncoding::Utf8, "\ufffd\ufffd");
    row("surrogate", "ed a0 80", TextEncoding::Utf8, "\ufffd\ufffd\ufffd");
    row("past the last plane", "f4 90 80 80", TextEncoding::Utf8, "\ufffd\ufffd\ufffd\ufffd");
    row("cut short", "41 e2 82", TextEncoding::Utf8, "A\ufffd");
    row("cut by a letter", "e2 82 41", TextEncoding::Utf8, "\ufffdA");
    row("high surrogate alone", "00 d8 41 00", TextEncoding::Utf16Le, "\ufffdA");
    row("low surrogate alone", "00 dc", TextEncoding::Utf16Le, "\ufffd");
    row("odd byte", "41 00 42", TextEncoding::Utf16Le, "A\ufffd");
}

void ByteTextTest::brokenBytesBecomeReplacementCharacters()
{
    QFETCH(const std::string, hex);
    QFETCH(const TextEncoding, encoding);
    QFETCH(const std::string, text);
    QCOMPARE(decoded(hex, encoding), text);
}

void ByteTextTest::everyCharacterSurvivesTheUnicodeEncodings()
{
    std::u32string points;
    for (char32_t point = 1; point < 0x110000; point += point < 0x3000 ? 1 : 97) {
        if (point < 0xD800 || point > 0xDFFF)
            points += point;
    }
    const std::string text = QString::fromUcs4(points.data(), static_cast<qsizetype>(points.size())).toStdString();
    for (const TextEncoding encoding : {TextEncoding::Utf8, TextEncoding::Utf16Le, TextEncoding::Utf16Be})
        QVERIFY(decodeText(encodeText(text, encoding).value(), encoding) == text);
}

QTEST_GUILESS_MAIN(ByteTextTest)
#include "tst_byte_text.moc"
