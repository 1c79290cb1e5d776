// call, symbols, layout, inspect and python of the real program.
#include "command_run.h"
#include "support/second_program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace memdelbrot::testing;

namespace {

const QString crashers = SUBJECTS_FOLDER "/libcrashers.so";

}  // namespace

class CliProcessesTest : public QObject {
    Q_OBJECT

private slots:
    void callsReturnWhatPythonComputes();
    void aFunctionWithoutAResultReturned();
    void arraysGoInAndComeOut();
    void aCrashIsReportedWithItsLineAndExitsWith6();
    void aCFunctionThatEndsTheWorkerIsNamed();
    void anExitIsACrashToo();
    void aHangExitsWith7();
    void aWrongDeclarationIsRefused();
    void symbolsAreThoseOfNm();
    void aLayoutIsThatOfTheCompiler();
    void aSlipInADeclarationIsOfferedMended();
    void aMendedHeaderIsOneLineOfC();
    void aLayoutComesFromAnElfFilesDwarf();
    void aScriptsVariablesAreInspected();
    void aFailingScriptExitsWith1();
    void aScriptEndsItselfAsInPython_data();
    void aScriptEndsItselfAsInPython();
    void aScriptThatCrashesIsReportedAsACallIs();
    void aScriptMeetsTheEndOfItsInput();

private:
    // A file of that text in a folder of the test's own.
    [[nodiscard]] QString written(const char* name, const QByteArray& text) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no place for %s", name);
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

void CliProcessesTest::callsReturnWhatPythonComputes()
{
    QProcess python;
    python.start(TEST_PYTHON, {"-c", "import math; print(repr(math.cos(-1.25)))"});
    python.waitForFinished();
    const auto run = runCli({"call", "--json", "libm.so.6", "double cos(double)", "-1.25"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.json()["result"].toDouble(), python.readAllStandardOutput().trimmed().toDouble());
    QCOMPARE(runCli({"call", "--json", "libc.so.6", "abs", "-5"}).json()["result"].toInt(), 5);
    QCOMPARE(runCli({"call", "--json", "libc.so.6", "size_t strlen(const char*)", "\"Hey there.\""})
                 .json()["result"]
                 .toInt(),
             10);
    QCOMPARE(runCli({"call", "--json", "libc.so.6", "int puts(const char*)", "\"out\""}).json()["stdout"].toString(),
             QString("out\n"));
}

void CliProcessesTest::aFunctionWithoutAResultReturned()
{
    const auto run = runCli({"call", "libc.so.6", "void srand(unsigned seed)", "7"});
    QVERIFY2(run.output.startsWith("returned  (errno 0, "), run.output.constData());
}

void CliProcessesTest::arraysGoInAndComeOut()
{
    const auto run =
        runCli({"call", "--json", "libc.so.6", "void swab(const unsigned char* from, unsigned char* to, long n)",
                "[1,2,3,4]", "@new:uint8:4", "4"});
    QVERIFY2(run.exitCode == 0, run.complaints.constData());
    const QJsonArray out = run.json()["out"].toArray();
    QVERIFY(!out.isEmpty());
    QCOMPARE(out.last()["values"].toArray(), (QJsonArray{2, 1, 4, 3}));
}

void CliProcessesTest::aCrashIsReportedWithItsLineAndExitsWith6()
{
    const auto run = runCli({"call", "--json", crashers, "void writeToNull(void)"});
    QCOMPARE(run.exitCode, 6);
    QCOMPARE(run.json()["signal"].toString(), QString("SIGSEGV"));
    QCOMPARE(run.json()["fault_address"].toString(), QString("0x0"));
    const auto frame = run.json()["backtrace"].toArray().first().toObject();
    QCOMPARE(frame["function"].toString(), QString("writeToNull"));
    QVERIFY(frame["file"].toString().endsWith("crashers.cpp"));
    QVERIFY(frame["line"].toInt() > 0);
    QCOMPARE(run.complaints.count('\n'), 1);
}

void CliProcessesTest::aCFunctionThatEndsTheWorkerIsNamed()
{
    const auto run = runCli({"call", "libc.so.6", "void abort(void)"});
    QCOMPARE(run.exitCode, 6);
    QVERIFY2(run.complaints.contains("SIGABRT in abort ("), run.complaints.constData());
    QVERIFY2(!run.output.contains("memdelbrot-worker"), run.output.constData());
}

void CliProcessesTest::anExitIsACrashToo()
{
    const auto run = runCli({"call", "--json", crashers, "void callExit3(void)"});
    QCOMPARE(run.exitCode, 6);
    QCOMPARE(run.json()["exit_status"].toInt(), 3);
}

void CliProcessesTest::aHangExitsWith7()
{
    const auto run = runCli({"call", "--json", crashers, "void spinForever(void)", "--timeout", "0.2"});
    QCOMPARE(run.exitCode, 7);
    QVERIFY(run.json()["timed_out"].toBool());
}

void CliProcessesTest::aWrongDeclarationIsRefused()
{
    const auto run = runCli({"call", "libc.so.6", "siz_t strlen(const char*)", "\"x\""});
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.complaints.contains("siz_t"), run.complaints.constData());
    QCOMPARE(run.complaints.count('\n'), 1);
}

void CliProcessesTest::symbolsAreThoseOfNm()
{
    QProcess nm;
    nm.start("sh",
             {"-c",
              "nm -D --defined-only --without-symbol-versions /lib/x86_64-linux-gnu/libm.so.6 | awk '$2 != \"A\" "
              "{print $3}' | sort -u"});
    nm.waitForFinished();
    QByteArrayList expected = nm.readAllStandardOutput().trimmed().split('\n');
    QByteArrayList shown;
    const QJsonArray symbols = runCli({"symbols", "--json", "libm.so.6"}).json().array();
    for (const QJsonValue& symbol : symbols)
        shown += symbol["name"].toString().toLatin1();
    std::sort(shown.begin(), shown.end());
    shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
    std::sort(expected.begin(), expected.end());
    QCOMPARE(shown, expected);
}

void CliProcessesTest::aLayoutIsThatOfTheCompiler()
{
    const auto json = runCli({"layout", "--json", "--declare",
                              "struct T { char a; double b; short c : 3; short d : 5; };", "struct T"})
                          .json();
    QFile source(m_folder.filePath("layout.cpp"));
    QVERIFY(source.open(QIODevice::WriteOnly));
    source.write("#include <cstddef>\n#include <cstdio>\nstruct T { char a; double b; short c : 3; short d : 5; };\n"
                 "int main() { std::printf(\"%zu %zu %zu\", sizeof(T), alignof(T), offsetof(T, b)); }\n");
    source.close();
    QProcess compiled;
    compiled.setWorkingDirectory(m_folder.path());
    compiled.start("sh", {"-c", "g++ layout.cpp -o layout && ./layout"});
    QVERIFY(compiled.waitForFinished(60'000));
    const auto field = json["fields"].toArray();
    const QString ours =
        QString("%1 %2 %3").arg(json["size"].toInt()).arg(json["align"].toInt()).arg(field[1]["offset"].toInt());
    QCOMPARE(ours.toLatin1(), compiled.readAllStandardOutput());
    QCOMPARE(field[3]["bit_size"].toInt(), 5);
    QVERIFY(field[0]["bit_size"].isNull());
}

void CliProcessesTest::aSlipInADeclarationIsOfferedMended()
{
    const auto run =
        runCli({"shell", "-e", "py hello = b'Hello, world!'", "-e",
                "inspect --python py:hello --declare 'struct PyObject { long ob_refcnt; PyObject* ob_type; }'"});
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(
        run.complaints.contains("meant was perhaps: struct PyObject { long ob_refcnt; struct PyObject* ob_type; }"),
        run.complaints.constData());
}

void CliProcessesTest::aMendedHeaderIsOneLineOfC()
{
    QFile header(m_folder.filePath("object.h"));
    QVERIFY(header.open(QIODevice::WriteOnly));
    header.write("struct PyObject {\n    long ob_refcnt;\n    PyObject *ob_type; // more\n};\n");
    header.close();
    const auto run = runCli(
        {"inspect", "--pid", QString::number(QCoreApplication::applicationPid()), "0", "--header", header.fileName()});
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.complaints.contains(
                 "meant was perhaps: struct PyObject { long ob_refcnt; struct PyObject *ob_type; /* more */ };"),
             run.complaints.constData());
}

void CliProcessesTest::aLayoutComesFromAnElfFilesDwarf()
{
    const QString records = SUBJECTS_FOLDER "/librecords.so";
    const auto json = runCli({"layout", "--json", "--dwarf", records, "struct Outer"}).json();
    QCOMPARE(json["size"].toInt(), 80);
    const QJsonArray inner = json["fields"].toArray().at(1).toObject()["fields"].toArray();
    QCOMPARE(inner.at(1).toObject()["offset"].toInt(), 4);
    const auto text = runCli({"layout", "--dwarf", records, "union Either"});
    QCOMPARE(
        text.output,
        QByteArray(
            "union Either: 4 bytes, aligned to 4\n  0  number : float, 4 bytes\n  0  bytes : uint8_t[4], 4 bytes\n"));
    const auto missing = runCli({"layout", "--dwarf", records, "struct Nowhere"});
    QCOMPARE(missing.exitCode, 1);
    QVERIFY2(missing.complaints.contains("no complete type that is called struct Nowhere"),
             missing.complaints.constData());
    QCOMPARE(missing.complaints.count('\n'), 1);
    QCOMPARE(runCli({"layout", "--dwarf", records, "--declare", "struct T { int x; };", "struct T"}).exitCode, 2);
}

void CliProcessesTest::aScriptsVariablesAreInspected()
{
    QFile script(m_folder.filePath("script.py"));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("import sys\nx = 12345\nhello = bytes(bytearray(b'Hello, world!'))\nbiglist = [hello] * "
                 "1000\nprint(sys.getrefcount(hello) - 1)\n");
    script.close();
    const auto run = runCli({"python", "--json", script.fileName(), "--inspect", "x,hello"});
    QVERIFY2(run.exitCode == 0, run.complaints.constData());
    const QJsonArray variables = run.json()["variables"].toArray();
    QCOMPARE(variables[0]["type"].toString(), QString("int"));
    QCOMPARE(variables[0]["value"].toString(), QString("12345"));
    QCOMPARE(variables[1]["value"].toString(), QString("b'Hello, world!'"));
    QCOMPARE(QString::number(variables[1]["refcount"].toInt()), run.json()["output"].toString().trimmed());
}

void CliProcessesTest::aFailingScriptExitsWith1()
{
    QFile script(m_folder.filePath("failing.py"));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("1 / 0\n");
    script.close();
    const auto run = runCli({"python", script.fileName()});
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.complaints.contains("ZeroDivisionError"));
}

void CliProcessesTest::aScriptEndsItselfAsInPython_data()
{
    QTest::addColumn<QByteArray>("end");
    for (const char* const end : {"sys.exit(0)", "sys.exit()", "sys.exit(3)", "sys.exit('text')", "sys.exit(256)",
                                  "sys.exit(-1)", "sys.exit(True)", "sys.exit((1, 2))", "raise SystemExit", "x = 1"})
        QTest::addRow("%s", end) << QByteArray(end);
}

void CliProcessesTest::aScriptEndsItselfAsInPython()
{
    QFETCH(QByteArray, end);
    const QString script = written("ends.py", "import sys\nx = 5\n" + end + "\n");
    QProcess python;
    python.start(TEST_PYTHON, {script});
    QVERIFY(python.waitForFinished());
    const QByteArray printed = python.readAllStandardError();
    const auto run = runCli({"python", script, "--inspect", "x"});
    QCOMPARE(run.exitCode, python.exitCode() == 0 ? 0 : 1);
    QVERIFY2(run.complaints.startsWith(printed), run.complaints.constData());
    const QByteArray named = QString("exit status %1").arg(python.exitCode()).toLatin1();
    QCOMPARE(run.complaints.contains(named), python.exitCode() != 0);
    QCOMPARE(runCli({"python", "--json", script}).json()["succeeded"].toBool(), python.exitCode() == 0);
}

void CliProcessesTest::aScriptThatCrashesIsReportedAsACallIs()
{
    const QString script = written("crashes.py", "import ctypes\nprint('before')\nctypes.string_at(0)\n");
    for (int round = 0; round < 6; ++round) {
        const auto run = runCli({"python", "--json", script});
        QCOMPARE(run.exitCode, 6);
        QCOMPARE(run.json()["signal"].toString(), QString("SIGSEGV"));
        QCOMPARE(run.json()["fault_address"].toString(), QString("0x0"));
        QVERIFY(!run.json()["backtrace"].toArray().isEmpty());
        QCOMPARE(run.json()["output"].toString(), QString("before\n"));
        QVERIFY2(run.complaints.startsWith("memdelbrot-cli: the code ended its Python: SIGSEGV at 0x0"),
                 run.complaints.constData());
        QCOMPARE(run.complaints.count('\n'), 1);
    }
    QVERIFY(runCli({"python", script}).output.startsWith("before\n  0x"));
}

void CliProcessesTest::aScriptMeetsTheEndOfItsInput()
{
    const QString script =
        written("asks.py", "print(input())\ntry:\n    input()\nexcept EOFError as error:\n    print('EOF:', error)\n");
    const auto run = runCli({"python", script}, "one line\n");
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.output, QByteArray("one line\nEOF: EOF when reading a line\n"));
}

QTEST_GUILESS_MAIN(CliProcessesTest)
#include "tst_cli_processes.moc"
