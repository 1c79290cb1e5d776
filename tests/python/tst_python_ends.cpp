#include "session_fixture.h"

#include "memory/process_target.h"
#include "support/second_program.h"

#include <algorithm>
#include <thread>

#include <csignal>

using namespace memdelbrot;

class PythonEndsTest : public QObject {
    Q_OBJECT

private slots:
    void aDeadInterpreterIsReported_data();
    void aDeadInterpreterIsReported();
    void withoutPtraceADeadInterpreterIsReportedAsEnded_data();
    void withoutPtraceADeadInterpreterIsReportedAsEnded();
    void whatWasPrintedBeforeTheEndIsKept();
    void aFrozenInterpreterCanStillBeRead();
    void aNewSessionWorksAfterADeadOne();
    void aMissingInterpreterIsNotFound();
    void aProgramThatIsNoPythonIsUnsupported();
    void anOldPythonIsUnsupportedAndNamesItsVersion();
    void aSessionWhoseChannelIsClosedByItsCodeEnds();
    void nonsenseOnTheChannelEndsTheSession();
    void aForkedChildLeavesTheSessionAlone();
    void endingASessionWakesWhoWaitsForACell();
};

namespace {

// For a failure's text.
QByteArray stackText(const CrashReport& report)
{
    QByteArray text;
    for (const StackFrame& frame : report.backtrace)
        text += frame.symbol.function + ' ';
    return text;
}

}  // namespace

void PythonEndsTest::aDeadInterpreterIsReported_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("function");   // a frame of its stack
    QTest::addRow("abort") << QStringLiteral("import os\nos.abort()") << int(EndKind::Signal) << SIGABRT
                           << QStringLiteral("abort");
    QTest::addRow("_exit") << QStringLiteral("import os\nos._exit(4)") << int(EndKind::Exit) << 4
                           << QStringLiteral("_exit");
    QTest::addRow("null pointer") << QStringLiteral("import ctypes\nctypes.string_at(0)") << int(EndKind::Signal)
                                  << SIGSEGV << QStringLiteral("ffi_call");
    QTest::addRow("C's exit") << QStringLiteral("import ctypes\nctypes.CDLL(None).exit(3)") << int(EndKind::Exit) << 3
                              << QStringLiteral("exit");
    QTest::addRow("killed") << QStringLiteral("import os\nos.kill(os.getpid(), 9)") << int(EndKind::Killed) << SIGKILL
                            << QStringLiteral("kill");
    QTest::addRow("reset handler") << QStringLiteral(
        "import ctypes, signal\nsignal.signal(signal.SIGSEGV, signal.SIG_DFL)\nctypes.string_at(0)")
                                   << int(EndKind::Signal) << SIGSEGV << QStringLiteral("ffi_call");
    QTest::addRow("endless recursion") << QStringLiteral(
        "import sys\nsys.setrecursionlimit(10**8)\nclass Endless:\n    def __repr__(self): return "
        "repr(self)\nx = repr(Endless())")
                                       << int(EndKind::Signal) << SIGSEGV << QStringLiteral("_PyEval_EvalFrameDefault");
}

void PythonEndsTest::aDeadInterpreterIsReported()
{
    QFETCH(QString, code);
    QFETCH(int, kind);
    QFETCH(int, number);
    QFETCH(QString, function);
    SessionFixture python;
    python.run("hello = b\"Hello, world!\"");
    const AddressRange contents = *python.session->variable("hello")->contents;
    const auto execution = python.session->runCell(code.toStdString());
    QVERIFY(!execution);
    QCOMPARE(execution.error().code, ErrorCode::Crashed);
    QCOMPARE(python.ends().size(), 1u);   // told before the cell was
    const CrashReport report = *python.session->report();
    QCOMPARE(int(report.kind), kind);
    QCOMPARE(report.kind == EndKind::Exit ? report.exitStatus : report.signal, number);
    QCOMPARE(report.what, "python");
    const auto isFunction = [&](const StackFrame& frame) { return frame.symbol.function == function.toStdString(); };
    QVERIFY2(std::ranges::any_of(report.backtrace, isFunction), stackText(report).constData());
    QVERIFY(report.isReadable);
    QCOMPARE(memdelbrot::testing::memoryByDd(report.pid.value(), contents.begin().value(), 13),
             QByteArray("Hello, world!"));
    QCOMPARE(python.session->runCell("1").error().code, ErrorCode::Crashed);
}

void PythonEndsTest::withoutPtraceADeadInterpreterIsReportedAsEnded_data()
{
    aDeadInterpreterIsReported_data();
}

void PythonEndsTest::withoutPtraceADeadInterpreterIsReportedAsEnded()
{
    QFETCH(QString, code);
    QFETCH(int, kind);
    QFETCH(int, number);
    SessionFixture python({.interpreter = TEST_PYTHON, .usePtrace = false});
    QCOMPARE(python.run("1 + 1"), "2\n");
    QCOMPARE(python.session->runCell(code.toStdString()).error().code, ErrorCode::Crashed);
    QTRY_COMPARE(python.ends().size(), 1u);
    const CrashReport report = *python.session->report();
    QCOMPARE(int(report.kind), kind);
    QCOMPARE(report.kind == EndKind::Exit ? report.exitStatus : report.signal, number);
    QVERIFY(!report.isReadable);
    SessionFixture next({.interpreter = TEST_PYTHON, .usePtrace = false});
    QCOMPARE(next.run("1 + 1"), "2\n");
}

void PythonEndsTest::whatWasPrintedBeforeTheEndIsKept()
{
    SessionFixture python;
    QVERIFY(!python.session->runCell("import os\nprint('last words')\nos._exit(4)"));
    QCOMPARE(python.text(PythonOutputKind::StandardOutput), "last words\n");
}

void PythonEndsTest::aFrozenInterpreterCanStillBeRead()
{
    SessionFixture python;
    python.run("hello = b\"Hello, world!\"");
    const AddressRange contents = *python.session->variable("hello")->contents;
    QVERIFY(!python.session->runCell("import os\nos.abort()"));
    QVERIFY(python.session->report()->isReadable);
    const auto memory = ProcessTarget::open(python.session->pid());
    const auto read = (*memory)->read(contents);
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(read.bytes.data()), static_cast<qsizetype>(read.bytes.size())),
             QByteArray("Hello, world!"));
}

void PythonEndsTest::aNewSessionWorksAfterADeadOne()
{
    SessionFixture dead;
    QVERIFY(!dead.session->runCell("import os\nos.abort()"));
    SessionFixture alive;
    QCOMPARE(alive.run("1 + 1"), "2\n");
}

void PythonEndsTest::aMissingInterpreterIsNotFound()
{
    const SessionFixture python({.interpreter = "/nonexistent/python3"});
    QCOMPARE(python.error.code, ErrorCode::NotFound);
}

void PythonEndsTest::aProgramThatIsNoPythonIsUnsupported()
{
    const SessionFixture python({.interpreter = "/bin/true"});
    QCOMPARE(python.error.code, ErrorCode::Unsupported);
    QVERIFY(!python.error.detail.empty());
    QVERIFY(python.ends().empty());
}

void PythonEndsTest::anOldPythonIsUnsupportedAndNamesItsVersion()
{
    QTemporaryDir folder;
    QFile old(folder.filePath(QStringLiteral("python3.6")));   // speaks as the loader does in one
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write(
        "#!/bin/sh\nprintf '\\063\\000\\000\\000{\"event\": \"hello\", \"old\": true, \"version\": \"3.6.9\"}' >&3\n");
    old.close();
    old.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    const SessionFixture python({.interpreter = old.fileName().toStdString()});
    QCOMPARE(python.error.code, ErrorCode::Unsupported);
    QCOMPARE(python.error.detail, "it is Python 3.6.9, and a session needs CPython 3.8 to 3.13");
}

void PythonEndsTest::aSessionWhoseChannelIsClosedByItsCodeEnds()
{
    SessionFixture python;
    QVERIFY(!python.session->runCell("import os\nos.closerange(3, 5)"));
    QTRY_COMPARE(python.ends().size(), 1u);
}

void PythonEndsTest::nonsenseOnTheChannelEndsTheSession()
{
    SessionFixture python;
    const auto execution = python.session->runCell("import os\nos.write(3, b'\\x04\\x00\\x00\\x00!!!!')\n");
    QCOMPARE(execution.error().code, ErrorCode::BadMessage);
}

void PythonEndsTest::aForkedChildLeavesTheSessionAlone()
{
    SessionFixture python;
    const std::string output = python.run(R"(
import os
child = os.fork()
if child == 0:
    try:
        poke(b'Hello', 0, b'J')
    except RuntimeError as error:
        print(error, flush=True)
    os._exit(0)
os.waitpid(child, 0)[1]
)");
    QCOMPARE(output, "a forked copy of the session cannot ask the tool\n0\n");
    QCOMPARE(python.run("1 + 1"), "2\n");
}

void PythonEndsTest::endingASessionWakesWhoWaitsForACell()
{
    SessionFixture python;
    ErrorCode code = ErrorCode::System;
    std::jthread caller([&] { code = python.session->runCell("print('ready')\nwhile True: pass").error().code; });
    QTRY_COMPARE(python.text(PythonOutputKind::StandardOutput), "ready\n");
    const ProcessId pid = python.session->pid();
    python.session->end();
    caller.join();
    QCOMPARE(code, ErrorCode::Ended);
    QCOMPARE(::kill(pid.value(), 0), -1);
    QCOMPARE(python.session->runCell("1").error().code, ErrorCode::Ended);
}

QTEST_GUILESS_MAIN(PythonEndsTest)
#include "tst_python_ends.moc"
