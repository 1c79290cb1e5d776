#include "base/hex_text.h"

#include <QtTest>

using namespace memdelbrot;

class HexTextTest : public QObject {
    Q_OBJECT

private slots:
    void numbersAreLowerCaseWithoutLeadingZeros();
    void bytesComeBackFromTheirText();
    void spacesBetweenPairsAreOptional();
    void brokenTextSaysAtWhichColumn();
};

void HexTextTest::numbersAreLowerCaseWithoutLeadingZeros()
{
    QCOMPARE(hexNumber(0), "0x0");
    QCOMPARE(hexNumber(0x7F0012), "0x7f0012");
    QCOMPARE(hexNumber(~std::uint64_t{0}), "0xffffffffffffffff");
}

void HexTextTest::bytesComeBackFromTheirText()
{
    const std::vector bytes{std::byte{0x00}, std::byte{0x48}, std::byte{0xff}};
    QCOMPARE(hexBytes(bytes), "00 48 ff");
    QCOMPARE(bytesFromHex(hexBytes(bytes)).value(), bytes);
}

void HexTextTest::spacesBetweenPairsAreOptional()
{
    QCOMPARE(bytesFromHex("4865 6C\n6c").value(), bytesFromHex("48 65 6c 6c").value());
    QVERIFY(bytesFromHex("").value().empty());
}

void HexTextTest::brokenTextSaysAtWhichColumn()
{
    for (const char* text : {"4", "48 6", "48 6g", "zz"}) {
        const auto bytes = bytesFromHex(text);
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, ErrorCode::Syntax);
    }
    QCOMPARE(bytesFromHex("48 6g").error().detail, "column 4");
}

QTEST_GUILESS_MAIN(HexTextTest)
#include "tst_hex_text.moc"
