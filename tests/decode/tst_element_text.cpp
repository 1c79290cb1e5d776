#include "base/hex_text.h"
#include "decode/dtype.h"

#include <QtTest>

#include <cmath>

using namespace memdelbrot;

namespace {

Dtype dtypeNamed(std::string_view name)
{
    return Dtype::parse(name).value();
}

std::string formatted(std::string_view dtype, std::string_view hex)
{
    return formatElement(dtypeNamed(dtype), bytesFromHex(hex).value());
}

}  // namespace

class ElementTextTest : public QObject {
    Q_OBJECT

private slots:
    void bytesAreShownAsNumbers_data();
    void bytesAreShownAsNumbers();
    void whatDoesNotFitIsRefusedWithWhatDoes_data();
    void whatDoesNotFitIsRefusedWithWhatDoes();
    void nonsenseIsASyntaxError_data();
    void nonsenseIsASyntaxError();
    void otherSpellingsAreTaken_data();
    void otherSpellingsAreTaken();
    void textWithoutQuotesIsTakenAsItIs();
    void extendedNumbersWithoutAValueAreNaN();
    void bigOrderIsLittleOrderBackwards();
    void scalarsHaveTheirOwnTypes();
    void everyHalfReadsBack();
    void randomBytesReadBackAsEveryDtype();
};

void ElementTextTest::bytesAreShownAsNumbers_data()
{
    QTest::addColumn<std::string>("dtype");
    QTest::addColumn<std::string>("hex");
    QTest::addColumn<std::string>("text");
    const auto row = [](const char* dtype, const char* hex, const char* text) {
        QTest::addRow("%s %s", dtype, text) << std::string(dtype) << std::string(hex) << std::string(text);
    };
    row("uint8", "ff", "255");
    row("int8", "ff", "-1");
    row(">i2", "80 00", "-32768");
    row("int32", "39 30 00 00", "12345");
    row("uint64", "ffffffffffffffff", "18446744073709551615");
    row("bool", "01", "True");
    row("bool", "00", "False");
    row("pointer", "1200007f00000000", "0x7f000012");
    row("float16", "01 00", "6e-08");
    row("float16", "ff 7b", "65500.0");
    row("float32", "cd cc cc 3d", "0.1");
    row("float64", "9a9999999999b93f", "0.1");
    row("float64", "0000000000000080", "-0.0");
    row("float64", "000000000000f07f", "inf");
    row("float64", "000000000000f8ff", "nan");
    row("float64", "0000000000000100", "1.390671161567e-309");
    row("float64", "00 80 e0 37 79 c3 41 43", "1e+16");
    row("longdouble", "00 00 00 00 00 00 00 80 ff 3f 00 00 00 00 00 00", "1.0");
    row(">f16", "00 00 00 00 00 00 3f ff 80 00 00 00 00 00 00 00", "1.0");
    row("complex64", "00 00 80 3f 00 00 00 c0", "(1-2j)");
    row("complex64", "00 00 00 00 00 00 00 40", "2j");
    row("S5", "48 65 6c 6c 6f", "b'Hello'");
    row("S5", "00 27 ff 00 00", "b\"\\x00'\\xff\"");
    row("U2", "e9 00 00 00 00 00 00 00", "'\u00e9'");
    row(">U2", "00 01 f6 00 00 00 00 41", "'\U0001f600A'");
    row("U1", "00 d8 00 00", "'\\ud800'");
    row("U1", "ff ff ff ff", "'\\Uffffffff'");
}

void ElementTextTest::bytesAreShownAsNumbers()
{
    QFETCH(const std::string, dtype);
    QFETCH(const std::string, hex);
    QFETCH(const std::string, text);
    QCOMPARE(formatted(dtype, hex), text);
    if (text != "nan")
        QCOMPARE(parseElement(dtypeNamed(dtype), text).value(), bytesFromHex(hex).value());
}

void ElementTextTest::whatDoesNotFitIsRefusedWithWhatDoes_data()
{
    QTest::addColumn<std::string>("dtype");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("words");
    const auto row = [](const char* dtype, const char* text, const char* words) {
        QTest::addRow("%s %s", dtype, text) << std::string(dtype) << std::string(text) << std::string(words);
    };
    row("uint8", "256", "uint8 holds 0 to 255");
    row("uint8", "-1", "uint8 holds 0 to 255");
    row("int8", "128", "int8 holds -128 to 127");
    row("int8", "-129", "int8 holds -128 to 127");
    row("int8", "0xff", "int8 holds -128 to 127");
    row("uint64", "18446744073709551616", "uint64 holds 0 to 18446744073709551615");
    row("int64", "-9223372036854775809", "int64 holds -9223372036854775808 to 9223372036854775807");
    row("pointer", "0x10000000000000000", "it does not fit pointer");
    row("float16", "65520", "it does not fit float16");
    row("float32", "1e39", "it does not fit float32");
    row("float64", "1e309", "it does not fit float64");
    row("S3", "abcd", "S3 holds 3 bytes");
    row("U1", "'ab'", "U1 holds 1 characters");
}

void ElementTextTest::whatDoesNotFitIsRefusedWithWhatDoes()
{
    QFETCH(const std::string, dtype);
    QFETCH(const std::string, text);
    QFETCH(const std::string, words);
    const auto bytes = parseElement(dtypeNamed(dtype), text);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(bytes.error().detail, words);
}

void ElementTextTest::nonsenseIsASyntaxError_data()
{
    QTest::addColumn<std::string>("dtype");
    for (const char* dtype :
         {"uint8", "int64", "pointer", "float16", "float32", "float64", "longdouble", "complex128", "bool"})
        QTest::addRow("%s", dtype) << std::string(dtype);
}

void ElementTextTest::nonsenseIsASyntaxError()
{
    QFETCH(const std::string, dtype);
    for (const char* text :
         {"", " ", "x", "1x", "--1", "+-1", "0x", "1 2", "nan(7)", "1e", ".", "(1", "1+2", "int", "\xff"}) {
        const auto bytes = parseElement(dtypeNamed(dtype), text);
        QVERIFY2(!bytes, text);
        QCOMPARE(bytes.error().code, ErrorCode::Syntax);
    }
}

void ElementTextTest::otherSpellingsAreTaken_data()
{
    QTest::addColumn<std::string>("dtype");
    QTest::addColumn<std::string>("spelling");
    QTest::addColumn<std::string>("text");
    const auto row = [](const char* dtype, const char* spelling, const char* text) {
        QTest::addRow("%s %s", dtype, spelling) << std::string(dtype) << std::string(spelling) << std::string(text);
    };
    row("uint8", " 0xFF ", "255");
    row("int16", "-0x8000", "-32768");
    row("int8", "+5", "5");
    row("float64", "1", "1.0");
    row("float64", "-INF", "-inf");
    row("float64", "+.5", "0.5");
    row("complex128", "1 - j", "(1-1j)");
    row("complex128", "3", "(3+0j)");
    row("complex128", "1e-05+2e+20j", "(1e-05+2e+20j)");
    row("complex128", "inf-nanj", "(inf+nanj)");
    row("bool", "1", "True");
    row("S4", "EVIL", "b'EVIL'");
    row("S4", "b'\\x45\\n'", "b'E\\n'");
    row("U4", "\"it's\"", "\"it's\"");
}

void ElementTextTest::otherSpellingsAreTaken()
{
    QFETCH(const std::string, dtype);
    QFETCH(const std::string, spelling);
    QFETCH(const std::string, text);
    const auto bytes = parseElement(dtypeNamed(dtype), spelling);
    QVERIFY(bytes);
    QCOMPARE(formatElement(dtypeNamed(dtype), *bytes), text);
}

void ElementTextTest::textWithoutQuotesIsTakenAsItIs()
{
    QCOMPARE(hexBytes(parseElement(dtypeNamed("S4"), "a\\n").value()), "61 5c 6e 00");
    QCOMPARE(hexBytes(parseElement(dtypeNamed("U2"), "\u00e9").value()), "e9 00 00 00 00 00 00 00");
    QVERIFY(!parseElement(dtypeNamed("U2"), "\xff"));
    QVERIFY(!parseElement(dtypeNamed("S4"), "b'a"));
    QVERIFY(!parseElement(dtypeNamed("S4"), "b'\\x4'"));
}

void ElementTextTest::extendedNumbersWithoutAValueAreNaN()
{
    QCOMPARE(formatted("longdouble", "00 00 00 00 00 00 00 40 ff 3f 00 00 00 00 00 00"), "nan");
    QCOMPARE(formatted("longdouble", "00 00 00 00 00 00 00 00 ff 7f 00 00 00 00 00 00"), "nan");
}

void ElementTextTest::bigOrderIsLittleOrderBackwards()
{
    for (const Dtype& dtype : scalarDtypes()) {
        if (dtype.kind() == DtypeKind::Complex)
            continue;   // each part is turned for itself
        std::vector<std::byte> bytes(dtype.itemSize());
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<std::byte>(0x41 + i);
        const std::string text = formatElement(dtype, bytes);
        std::ranges::reverse(bytes);
        QCOMPARE(formatElement(dtype.withOrder(ByteOrder::Big), bytes), text);
    }
}

void ElementTextTest::scalarsHaveTheirOwnTypes()
{
    const std::vector bytes(16, std::byte{0});
    const auto scalar = [&](std::string_view name) {
        return decodeElement(dtypeNamed(name), std::span(bytes).first(dtypeNamed(name).itemSize()));
    };
    QVERIFY(std::holds_alternative<bool>(scalar("bool")));
    QVERIFY(std::holds_alternative<std::int64_t>(scalar("int8")));
    QVERIFY(std::holds_alternative<std::uint64_t>(scalar("uint16")));
    QVERIFY(std::holds_alternative<std::uint64_t>(scalar("pointer")));
    QVERIFY(std::holds_alternative<double>(scalar("float16")));
    QVERIFY(std::holds_alternative<long double>(scalar("longdouble")));
    QVERIFY(std::holds_alternative<std::complex<double>>(scalar("complex64")));
    QCOMPARE(std::get<std::string>(scalar("S4")), "");
    const auto text = decodeElement(dtypeNamed("S3"), bytesFromHex("41 ff 00").value());
    QCOMPARE(std::get<std::string>(text), "A\\xff");
}

void ElementTextTest::everyHalfReadsBack()
{
    const Dtype half = dtypeNamed("float16");
    for (unsigned bits = 0; bits < 0x10000; ++bits) {
        const std::vector bytes{static_cast<std::byte>(bits & 255), static_cast<std::byte>(bits >> 8)};
        const std::string text = formatElement(half, bytes);
        const auto back = parseElement(half, text);
        QVERIFY(back);
        if (text != "nan")
            QCOMPARE(*back, bytes);
    }
}

void ElementTextTest::randomBytesReadBackAsEveryDtype()
{
    std::uint64_t state = 1;
    const auto next = [&] {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::byte>(state >> 56);
    };
    for (Dtype dtype : scalarDtypes()) {
        for (int round = 0; round < 2000; ++round) {
            dtype = dtype.withOrder(round % 2 ? ByteOrder::Big : ByteOrder::Little);
            std::vector<std::byte> bytes(dtype.itemSize());
            std::ranges::generate(bytes, next);
            const std::string text = formatElement(dtype, bytes);
            const auto back = parseElement(dtype, text);
            QVERIFY2(back, text.c_str());
            QCOMPARE(formatElement(dtype, *back), text);
            const bool exact =
                dtype.kind() != DtypeKind::Boolean && dtype.itemSize() != 16 && text.find("nan") == std::string::npos;
            if (exact)
                QCOMPARE(*back, bytes);
        }
    }
}

QTEST_GUILESS_MAIN(ElementTextTest)
#include "tst_element_text.moc"
