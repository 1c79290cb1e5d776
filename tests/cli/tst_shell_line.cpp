#include "cli/shell_line.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

std::optional<std::string> value(const std::string& name, const std::string& command)
{
    if (name == "p")
        return "0x1000";
    if (name == "a" && command != "call")
        return "alloc:a";
    return std::nullopt;
}

// "-" where it may fail, "NAME=", "py(code)", then the words in brackets.
QString drawn(const ShellLine& line)
{
    std::string text = line.mayFail ? "-" : "";
    if (!line.name.empty())
        text += line.name + "=";
    if (line.python)
        text += "py(" + *line.python + ")";
    for (const std::string& word : line.words)
        text += "[" + word + "]";
    return QString::fromStdString(text);
}

}  // namespace

class ShellLineTest : public QObject {
    Q_OBJECT

private slots:
    void isTakenApart_data();
    void isTakenApart();
    void anOpenQuoteSaysWhereItBegan();
    void aLineOverAMebibyteIsRefused();
};

void ShellLineTest::isTakenApart_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("parts");
    QTest::addRow("nothing") << "" << "";
    QTest::addRow("spaces") << "  \t " << "";
    QTest::addRow("comment") << "  # peek" << "";
    QTest::addRow("words") << " peek  --pid 7\t0x10 # there" << "[peek][--pid][7][0x10]";
    QTest::addRow("hash inside a word") << "peek a#b" << "[peek][a#b]";
    QTest::addRow("may fail") << "- peek 0" << "-[peek][0]";
    QTest::addRow("option, not a mark") << "-e x" << "[-e][x]";
    QTest::addRow("named") << "p = call libc.so.6 malloc 800" << "p=[call][libc.so.6][malloc][800]";
    QTest::addRow("named without spaces") << "p=call x y" << "p=[call][x][y]";
    QTest::addRow("may fail and named") << "- p = call x y" << "-p=[call][x][y]";
    QTest::addRow("equal signs are no name") << "p == q" << "[p][==][q]";
    QTest::addRow("options with values") << "peek --dtype=int8 0" << "[peek][--dtype=int8][0]";
    QTest::addRow("value") << "peek $p+8" << "[peek][0x1000+8]";
    QTest::addRow("unknown value") << "peek $q" << "[peek][$q]";
    QTest::addRow("array in a call") << "call x f $a $p" << "[call][x][f][$a][0x1000]";
    QTest::addRow("array elsewhere") << "peek $a" << "[peek][alloc:a]";
    QTest::addRow("single quotes") << "call x puts '\"a $p\" b'" << "[call][x][puts][\"a $p\" b]";
    QTest::addRow("double quotes") << R"(inspect "a $p \"b\" \$p \n")" << R"([inspect][a 0x1000 "b" $p \n])";
    QTest::addRow("quotes inside a word") << "a'b c'd\"e\"" << "[ab cde]";
    QTest::addRow("empty word") << "call x f ''" << "[call][x][f][]";
    QTest::addRow("backslash") << R"(a\ b \$p)" << "[a b][$p]";
    QTest::addRow("python") << "py x = '$p' # kept  " << "py(x = '$p' # kept)";
    QTest::addRow("python alone") << "py" << "py()";
    QTest::addRow("python's lines") << "py <<END" << "py(<<END)";
    QTest::addRow("not python") << "python a.py" << "[python][a.py]";
}

void ShellLineTest::isTakenApart()
{
    QFETCH(QString, text);
    QFETCH(QString, parts);
    const auto line = parseShellLine(text.toStdString(), value);
    QVERIFY(line);
    QCOMPARE(drawn(*line), parts);
}

void ShellLineTest::anOpenQuoteSaysWhereItBegan()
{
    for (const char* text : {"peek 'abc", "peek \"abc", "peek \"abc\\\""}) {
        const auto line = parseShellLine(text, value);
        QCOMPARE(line.error().code, ErrorCode::Syntax);
        QCOMPARE(line.error().detail, std::string("column 6: the quote is not closed"));
    }
}

void ShellLineTest::aLineOverAMebibyteIsRefused()
{
    QCOMPARE(parseShellLine(std::string(2u << 20, 'a'), value).error().code, ErrorCode::TooLarge);
}

QTEST_GUILESS_MAIN(ShellLineTest)
#include "tst_shell_line.moc"
