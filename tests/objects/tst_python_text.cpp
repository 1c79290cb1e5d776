#include "objects/python_text.h"

#include <QProcess>
#include <QtTest>

using namespace memdelbrot;

class PythonTextTest : public QObject {
    Q_OBJECT

private slots:
    void floatsReadAsPythonWritesThem_data();
    void floatsReadAsPythonWritesThem();
    void complexNumbersReadAsPythonWritesThem();
    void intsOfManyDigitsAreDecimal();
    void bytesAreQuotedAsPythonDoes();
    void textIsQuotedAsPythonDoes();
};

namespace {

QString python(const QString& expression)
{
    QProcess process;
    process.start(QStringLiteral(TEST_PYTHON),
                  {QStringLiteral("-c"), QStringLiteral("print(ascii(%1))").arg(expression)});
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

std::string bytesText(const char* text)
{
    const std::string bytes = text;
    return pythonBytes(std::as_bytes(std::span(bytes)));
}

std::string textText(std::u32string_view text)
{
    return pythonText(std::vector<std::uint32_t>(text.begin(), text.end()));
}

}  // namespace

void PythonTextTest::floatsReadAsPythonWritesThem_data()
{
    QTest::addColumn<double>("value");
    for (const double value : {0.0, -0.0, 1.0, -2.5, 0.1, 1e15, 1e16, 123456789012345680.0, 1e22, 1e-4, 1e-5,
                               0.00012345, 1.7976931348623157e308, 5e-324, 1 / 3.0})
        QTest::addRow("%.17g", value) << value;
}

void PythonTextTest::floatsReadAsPythonWritesThem()
{
    QFETCH(double, value);
    QCOMPARE(QString::fromStdString(pythonFloat(value)),
             python(QString::number(value, 'g', 17)
                    + QStringLiteral("+0.0 if %1 else %2")
                          .arg(value != 0)
                          .arg(std::signbit(value) ? QStringLiteral("-0.0") : QStringLiteral("0.0"))));
}

void PythonTextTest::complexNumbersReadAsPythonWritesThem()
{
    QCOMPARE(pythonComplex(0, 1), "1j");
    QCOMPARE(pythonComplex(-1.5, -0.25), "(-1.5-0.25j)");
    QCOMPARE(pythonComplex(1, 0), "(1+0j)");
}

void PythonTextTest::intsOfManyDigitsAreDecimal()
{
    QCOMPARE(pythonInt({}, false), "0");
    QCOMPARE(pythonInt(std::vector<std::uint32_t>{12345}, false), "12345");
    QCOMPARE(pythonInt(std::vector<std::uint32_t>{0, 0, 0, 1u << 10}, true),
             "-" + std::string("1267650600228229401496703205376"));   // -2**100
    QCOMPARE(pythonInt(std::vector<std::uint32_t>{1'000'000'000}, false), "1000000000");
}

void PythonTextTest::bytesAreQuotedAsPythonDoes()
{
    QCOMPARE(bytesText("Hello, world!"), "b'Hello, world!'");
    QCOMPARE(bytesText("it's"), "b\"it's\"");
    QCOMPARE(bytesText("'\""), "b'\\'\"'");
    QCOMPARE(bytesText("\n\t\\\x7f\xff"), "b'\\n\\t\\\\\\x7f\\xff'");
}

void PythonTextTest::textIsQuotedAsPythonDoes()
{
    QCOMPARE(textText(U"Hey there."), "'Hey there.'");
    QCOMPARE(textText(U"h\u00e9\u4e2d\U0001F600"), "'hé中😀'");
    QCOMPARE(textText(U"\x01\xa0"), "'\\x01\\xa0'");
    QCOMPARE(pythonText(std::vector<std::uint32_t>{0xD800, 0x110000}), "'\\ud800\\U00110000'");
}

QTEST_GUILESS_MAIN(PythonTextTest)
#include "tst_python_text.moc"
