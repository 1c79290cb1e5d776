#include "support/refused_ptrace.h"
#include "worker/crash_expectations.h"

#include <csignal>
#include <thread>

using namespace memdelbrot;
using namespace memdelbrot::testing;
using namespace std::chrono_literals;

// The same ends where ptrace is refused, with what lostByFallback() says is lost.
class WorkerFallbackTest : public QObject {
    Q_OBJECT

private slots:
    void aParkedWorkerIsAReportWithItsPlace_data();
    void aParkedWorkerIsAReportWithItsPlace();
    void aCFunctionThatEndsTheWorkerIsThePlaceItself();
    void whatCannotParkIsReportedAsEnded_data();
    void whatCannotParkIsReportedAsEnded();
    void anEndlessCallIsStoppedWhereItStands_data();
    void anEndlessCallIsStoppedWhereItStands();
    void aThreadThatFaultsLaterIsFoundByTheNextLook();
    void callsWorkAsUnderPtrace();
    void aForkedChildEndsAsItWouldWithoutUs();
    void handlersAreSetAgainForTheNextCall();
    void wherePtraceIsRefusedTheWorkerParks();
};

void WorkerFallbackTest::aParkedWorkerIsAReportWithItsPlace_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("exitStatus");
    QTest::addRow("writeToNull") << SIGSEGV << 0;
    QTest::addRow("callAbort") << SIGABRT << 0;
    QTest::addRow("callExit3") << 0 << 3;
    QTest::addRow("recurseForever") << SIGSEGV << 0;
    QTest::addRow("corruptHeap") << SIGABRT << 0;
    QTest::addRow("jumpToNull") << SIGSEGV << 0;
    QTest::addRow("jumpToJunk") << SIGSEGV << 0;
    QTest::addRow("faultInOwnThread") << SIGSEGV << 0;
    QTest::addRow("divideByZero") << SIGFPE << 0;
    QTest::addRow("illegalInstruction") << SIGILL << 0;
    QTest::addRow("busError") << SIGBUS << 0;
}

void WorkerFallbackTest::aParkedWorkerIsAReportWithItsPlace()
{
    QFETCH(int, signal);
    QFETCH(int, exitStatus);
    const QByteArray name = QTest::currentDataTag();
    const WorkerRun run("crashers", false);
    QVERIFY(!run.worker->isTraced());
    const auto result = run.call(name.toStdString());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Crashed);
    const auto report = run.worker->report();
    QVERIFY(report);
    QCOMPARE(report->kind, signal != 0 ? EndKind::Signal : EndKind::Exit);
    QCOMPARE(report->signal, signal);
    QCOMPARE(report->exitStatus, exitStatus);
    checkCrasher(*report, name, false);
}

void WorkerFallbackTest::aCFunctionThatEndsTheWorkerIsThePlaceItself()
{
    const WorkerRun aborted("libc.so.6", false);
    QVERIFY(!aborted.call("abort"));
    QCOMPARE(placedInLibc(*aborted.worker->report()), QStringLiteral("SIGABRT in abort"));
    const WorkerRun exited("libc.so.6", false);
    QVERIFY(!exited.call("exit", PassedType::Void, {int32(3)}));
    QCOMPARE(placedInLibc(*exited.worker->report()), QStringLiteral("exit(3) in exit"));
}

void WorkerFallbackTest::whatCannotParkIsReportedAsEnded_data()
{
    QTest::addColumn<EndKind>("kind");
    QTest::addColumn<int>("number");
    QTest::addRow("callQuickExit4") << EndKind::Exit << 4;
    QTest::addRow("raiseKill") << EndKind::Killed << SIGKILL;
    QTest::addRow("resetHandlerAndFault") << EndKind::Signal << SIGSEGV;
    QTest::addRow("blockSignalsAndFault") << EndKind::Signal << SIGSEGV;
}

void WorkerFallbackTest::whatCannotParkIsReportedAsEnded()
{
    QFETCH(EndKind, kind);
    QFETCH(int, number);
    const WorkerRun run("crashers", false);
    const auto result = run.call(QTest::currentDataTag());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Crashed);
    const auto report = run.worker->report();
    QCOMPARE(report->kind, kind);
    QCOMPARE(kind == EndKind::Exit ? report->exitStatus : report->signal, number);
    QVERIFY(!report->isReadable);
    QVERIFY(report->backtrace.empty());
    QVERIFY(aNewWorkerAnswers(false));
}

void WorkerFallbackTest::anEndlessCallIsStoppedWhereItStands_data()
{
    QTest::addColumn<bool>(
        "hasAllRegisters");   // a loop that masks all signals is seen from outside: where it stands, no more
    QTest::addRow("spinForever") << true;
    QTest::addRow("spinWithSignalsMasked") << false;
}

void WorkerFallbackTest::anEndlessCallIsStoppedWhereItStands()
{
    QFETCH(bool, hasAllRegisters);
    const QByteArray name = QTest::currentDataTag();
    const WorkerRun run("crashers", false);
    const auto result = run.call(name.toStdString(), PassedType::Void, {}, {.timeout = 1s});
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::TimedOut);
    const auto report = run.worker->report();
    QVERIFY(report);
    QCOMPARE(report->kind, EndKind::TimedOut);
    QCOMPARE(report->backtrace.size(), std::size_t(1));
    QCOMPARE(report->registers.values.size() > 2, hasAllRegisters);
    QVERIFY(crasherFrame(*report));
    QCOMPARE(crasherFrame(*report)->symbol.function, name.toStdString());
    const int marked = lineOfMark(crashersSource, QByteArray(' ' + name + '('), "dies here");
    QVERIFY(std::abs(crasherFrame(*report)->symbol.line - marked) <= 1);  // on the loop's head, or in its body
    QVERIFY(report->isReadable);
    QVERIFY(secretIsReadable(*report));
    QVERIFY(aNewWorkerAnswers(false));
}

void WorkerFallbackTest::aThreadThatFaultsLaterIsFoundByTheNextLook()
{
    const WorkerRun run("crashers", false);
    QVERIFY(run.call("faultInOwnThreadLater"));
    QTRY_VERIFY(run.worker->report());
    QCOMPARE(run.worker->report()->signal, SIGSEGV);
    QCOMPARE(run.worker->load("libm.so.6").error().code, ErrorCode::Crashed);
}

void WorkerFallbackTest::callsWorkAsUnderPtrace()
{
    const WorkerRun run("callees", false);
    QCOMPARE(valueOf<double>(*run.call("multiply", PassedType::Double, {float64(6), float64(7)})), 42.0);
    QCOMPARE(run.call("writeWithoutNewline")->standardOutput, "out");
    QCOMPARE(run.call("throwError").error().subject, "std::runtime_error");
    QVERIFY(run.call("closeAllDescriptors"));
    QVERIFY(run.call("widest", PassedType::UInt64));
}

void WorkerFallbackTest::aForkedChildEndsAsItWouldWithoutUs()
{
    const WorkerRun run("callees", false);
    QCOMPARE(valueOf<int>(*run.call("forkAndReturn", PassedType::Int32)), 0);
    QCOMPARE(valueOf<int>(*run.call("forkAndCrash", PassedType::Int32)), SIGABRT);
    QVERIFY(!run.worker->report());
}

void WorkerFallbackTest::handlersAreSetAgainForTheNextCall()
{
    const WorkerRun libc("libc.so.6", false);
    // signal(SIGSEGV, SIG_DFL), as a call of its own
    QVERIFY(libc.call("signal", PassedType::Pointer, {int32(SIGSEGV), pointer(Address(0))}));
    const auto crashers = libc.worker->load(SUBJECTS_FOLDER "/libcrashers.so");
    const Address function = *libc.worker->symbol(*crashers, "writeToNull");
    QVERIFY(!libc.worker->call({.function = function}));
    QVERIFY(libc.worker->report()->isReadable);
}

void WorkerFallbackTest::wherePtraceIsRefusedTheWorkerParks()
{
    bool isRefused = false;
    bool isTraced = true;
    std::optional<CrashReport> report;
    std::thread([&] {
        isRefused = refusePtrace();
        const WorkerRun run("crashers", true);
        isTraced = run.worker->isTraced();
        static_cast<void>(run.call("writeToNull"));
        report = run.worker->report();
    }).join();
    QVERIFY(isRefused);
    QVERIFY(!isTraced);
    QVERIFY(report);
    QCOMPARE(report->signal, SIGSEGV);
    QCOMPARE(crasherFrame(*report)->symbol.function, "writeToNull");
    QVERIFY(lostByFallback().find("SIGKILL") != std::string::npos);
}

QTEST_GUILESS_MAIN(WorkerFallbackTest)
#include "tst_worker_fallback.moc"
