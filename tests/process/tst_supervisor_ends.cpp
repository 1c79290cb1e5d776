#include "process/program_run.h"
#include "support/marked_lines.h"
#include "support/second_program.h"

#include <QtTest>

#include <csignal>

using namespace memdelbrot;
using memdelbrot::testing::ProgramRun;

class SupervisorEndsTest : public QObject {
    Q_OBJECT

private slots:
    void aFatalSignalFreezesTheProcess_data();
    void aFatalSignalFreezesTheProcess();
    void anExitFreezesTheProcess_data();
    void anExitFreezesTheProcess();
    void aKilledProcessIsStillReadable();
    void anEndlessLoopIsStoppedWhereItStands_data();
    void anEndlessLoopIsStoppedWhereItStands();
    void aFaultRaisedAgainByItsHandlerKeepsItsAddress();
    void allThreadsStandStillAfterTheEnd();
    void aFrozenProcessThatIsKilledStaysReadable();
    void whatWasWrittenBeforeTheEndIsNotLost();
    void theFirstEndIsKept();
    void untracedASignalIsReportedAndNothingIsReadable();
    void untracedAnExitIsReported();
    void untracedAStopKeepsTheProcessReadable();
};

namespace {

const QString program = QStringLiteral(SUBJECTS_FOLDER "/crash_program");
const QString source = QStringLiteral(SOURCE_FOLDER "/tests/subjects/crashers.cpp");

// The innermost frame that lies in the subject's source.
const StackFrame* subjectFrame(const CrashReport& report)
{
    for (const StackFrame& frame : report.backtrace) {
        if (QString::fromStdString(frame.symbol.file).endsWith(QLatin1String("tests/subjects/crashers.cpp")))
            return &frame;
    }
    return nullptr;
}

bool secretIsReadable(const CrashReport& report)
{
    const int pid = report.pid.value();
    const std::uint64_t address = memdelbrot::testing::loadAddressByGrep(pid, QStringLiteral("crash_program"))
        + memdelbrot::testing::symbolValueByNm(program, "crasherSecret");
    return memdelbrot::testing::memoryByDd(pid, address, 15) == "still readable!";
}

}  // namespace

void SupervisorEndsTest::aFatalSignalFreezesTheProcess_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("hasAddress");
    QTest::addColumn<quint64>("address");
    QTest::addRow("writeToNull") << SIGSEGV << true << quint64{0};
    QTest::addRow("callAbort") << SIGABRT << false << quint64{0};
    QTest::addRow("resetHandlerAndFault") << SIGSEGV << true << quint64{0};
    QTest::addRow("blockSignalsAndFault") << SIGSEGV << true << quint64{0};
    QTest::addRow("corruptHeap") << SIGABRT << false << quint64{0};
    QTest::addRow("jumpToNull") << SIGSEGV << true << quint64{0};
    QTest::addRow("jumpToJunk") << SIGSEGV << true << quint64{0x1234567};
}

void SupervisorEndsTest::aFatalSignalFreezesTheProcess()
{
    QFETCH(int, signal);
    QFETCH(bool, hasAddress);
    QFETCH(quint64, address);
    const std::string name = QTest::currentDataTag();
    const ProgramRun run(name);
    const auto report = run.end();
    QVERIFY(report);
    QCOMPARE(report->kind, EndKind::Signal);
    QCOMPARE(report->signal, signal);
    QCOMPARE(report->faultAddress.has_value(), hasAddress);
    if (hasAddress)
        QCOMPARE(report->faultAddress->value(), address);
    QCOMPARE(report->registers.values.front().first, "rip");
    const StackFrame* frame = subjectFrame(*report);
    QVERIFY2(frame, summary(*report).c_str());
    QCOMPARE(frame->symbol.function, name);
    QCOMPARE(frame->symbol.line,
             memdelbrot::testing::lineOfMark(source, "void " + QByteArray::fromStdString(name), "dies here"));
    QVERIFY(report->isReadable);
    QVERIFY(secretIsReadable(*report));
}

void SupervisorEndsTest::anExitFreezesTheProcess_data()
{
    QTest::addColumn<int>("status");
    QTest::addRow("callExit3") << 3;
    QTest::addRow("callQuickExit4") << 4;
}

void SupervisorEndsTest::anExitFreezesTheProcess()
{
    QFETCH(int, status);
    const std::string name = QTest::currentDataTag();
    const ProgramRun run(name);
    const auto report = run.end();
    QVERIFY(report);
    QCOMPARE(report->kind, EndKind::Exit);
    QCOMPARE(report->exitStatus, status);
    QVERIFY(subjectFrame(*report));
    QCOMPARE(subjectFrame(*report)->symbol.function, name);
    QVERIFY(secretIsReadable(*report));
}

void SupervisorEndsTest::aKilledProcessIsStillReadable()
{
    const ProgramRun run("raiseKill");
    const auto report = run.end();
    QVERIFY(report);
    QCOMPARE(report->kind, EndKind::Killed);
    QCOMPARE(report->signal, SIGKILL);
    QVERIFY(subjectFrame(*report));
    QCOMPARE(subjectFrame(*report)->symbol.function, "raiseKill");
    QVERIFY(secretIsReadable(*report));
}

void SupervisorEndsTest::anEndlessLoopIsStoppedWhereItStands_data()
{
    QTest::addColumn<QByteArray>("mask");
    QTest::addRow("spinForever") << QByteArray("0000000000000000");
    QTest::addRow("spinWithSignalsMasked") << QByteArray("fffffffe7ffbfeff");
}

void SupervisorEndsTest::anEndlessLoopIsStoppedWhereItStands()
{
    QFETCH(QByteArray, mask);
    const ProgramRun run(QTest::currentDataTag());
    const auto blocked = [&] {
        QFile file(QStringLiteral("/proc/%1/status").arg(run.supervisor->pid().value()));
        static_cast<void>(file.open(QIODevice::ReadOnly));
        return file.readAll().contains(QByteArray("SigBlk:\t" + mask));
    };
    QTRY_VERIFY(blocked());
    QTRY_VERIFY(memdelbrot::testing::loadAddressByGrep(run.supervisor->pid().value(), QStringLiteral("libc.so.6"))
                != 0);
    const CrashReport report = run.supervisor->stop();
    QCOMPARE(report.kind, EndKind::TimedOut);
    QVERIFY(report.isReadable);
    QVERIFY(secretIsReadable(report));
    QVERIFY(!report.registers.values.empty());
    if (mask.startsWith('f')) {   // unmasked, it may not have reached the loop yet
        QVERIFY(subjectFrame(report));
        QCOMPARE(subjectFrame(report)->symbol.function, QTest::currentDataTag());
    }
}

void SupervisorEndsTest::aFaultRaisedAgainByItsHandlerKeepsItsAddress()
{
    const ProgramRun run("--raise-again");
    const auto report = run.end();
    QVERIFY(report);
    QCOMPARE(report->signal, SIGSEGV);
    QCOMPARE(report->faultAddress, Address(0));
    QVERIFY(subjectFrame(*report));
    QCOMPARE(subjectFrame(*report)->symbol.function, "writeToNull");
    QCOMPARE(subjectFrame(*report)->symbol.line,
             memdelbrot::testing::lineOfMark(source, "void writeToNull", "dies here"));
}

void SupervisorEndsTest::allThreadsStandStillAfterTheEnd()
{
    const ProgramRun run("countInThreadAndFault");
    const auto report = run.end();
    QVERIFY(report);
    const int pid = report->pid.value();
    const std::uint64_t address = memdelbrot::testing::loadAddressByGrep(pid, QStringLiteral("crash_program"))
        + memdelbrot::testing::symbolValueByNm(program, "crasherTurns");
    QDir tasks(QStringLiteral("/proc/%1/task").arg(pid));
    const auto isStopped = [&](const QString& thread) {
        QFile status(tasks.filePath(thread + QStringLiteral("/status")));
        return status.open(QIODevice::ReadOnly) && status.readAll().contains("State:\tt (tracing stop)");
    };
    const QStringList threads = tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(threads.size(), 2);
    for (const QString& thread : threads)
        QTRY_VERIFY(isStopped(thread));
    const QByteArray turns = memdelbrot::testing::memoryByDd(pid, address, 8);
    QCOMPARE(turns.size(), 8);
    QCOMPARE(memdelbrot::testing::memoryByDd(pid, address, 8), turns);
}

void SupervisorEndsTest::aFrozenProcessThatIsKilledStaysReadable()
{
    const ProgramRun run("writeToNull");
    const auto report = run.end();
    QVERIFY(report);
    QCOMPARE(::kill(report->pid.value(), SIGKILL), 0);
    QVERIFY(secretIsReadable(*report));
    QCOMPARE(run.supervisor->report()->kind, EndKind::Signal);
}

void SupervisorEndsTest::whatWasWrittenBeforeTheEndIsNotLost()
{
    const ProgramRun run("writeAndCrash");
    QVERIFY(run.end());
    QCOMPARE(run.output(OutputStream::StandardError), "and errors\n");
}

void SupervisorEndsTest::theFirstEndIsKept()
{
    const ProgramRun run("writeToNull");
    QVERIFY(run.end());
    QCOMPARE(run.supervisor->stop().kind, EndKind::Signal);
    QCOMPARE(run.supervisor->sendSignal(SIGINT).error().code, ErrorCode::Ended);
    QTRY_COMPARE(run.ends(), 1);
}

void SupervisorEndsTest::untracedASignalIsReportedAndNothingIsReadable()
{
    for (const auto& [mode, signal] : {std::pair("writeToNull", SIGSEGV), std::pair("raiseKill", SIGKILL)}) {
        const ProgramRun run(mode, {.usePtrace = false});
        QVERIFY(!run.supervisor->isTraced());
        const auto report = run.end();
        QVERIFY(report);
        QCOMPARE(report->kind, signal == SIGKILL ? EndKind::Killed : EndKind::Signal);
        QCOMPARE(report->signal, signal);
        QVERIFY(!report->isReadable);
    }
}

void SupervisorEndsTest::untracedAnExitIsReported()
{
    const ProgramRun run("callQuickExit4", {.usePtrace = false});
    const auto report = run.end();
    QVERIFY(report);
    QCOMPARE(report->kind, EndKind::Exit);
    QCOMPARE(report->exitStatus, 4);
}

void SupervisorEndsTest::untracedAStopKeepsTheProcessReadable()
{
    const ProgramRun run("spinForever", {.usePtrace = false});
    QTRY_VERIFY(memdelbrot::testing::loadAddressByGrep(run.supervisor->pid().value(), QStringLiteral("libc.so.6"))
                != 0);
    const CrashReport report = run.supervisor->stop();
    QCOMPARE(report.kind, EndKind::TimedOut);
    QVERIFY(report.isReadable);
    QVERIFY(secretIsReadable(report));
}

QTEST_GUILESS_MAIN(SupervisorEndsTest)
#include "tst_supervisor_ends.moc"
