#include "process/crash_report.h"
#include "process/signal_disposition.h"

#include <QtTest>

#include <csignal>

using namespace memdelbrot;

class CrashReportTest : public QObject {
    Q_OBJECT

private slots:
    void aFaultSaysWhereAndOnWhat();
    void theRuntimesOwnFramesAreNotThePlace();
    void aRuntimeFunctionThatWasCalledAsSuchIsThePlace();
    void aThreadsBeginIsNotThePlace();
    void whatCtypesCalledIsThePlace();
    void aPlaceWithoutASymbolIsItsOffsetInTheModule();
    void anExitSaysItsStatus();
    void aTimeOutSaysWhereItStood();
    void withoutAStackTheKindIsAll();
    void realTimeSignalsHaveNames();
};

namespace {

StackFrame frame(const std::string& function, const std::string& module, const std::string& file = {}, int line = 0)
{
    return {Address(0x1000), {function, 4, module, file, line}};
}

}  // namespace

void CrashReportTest::aFaultSaysWhereAndOnWhat()
{
    const CrashReport report{.kind = EndKind::Signal,
                             .signal = SIGSEGV,
                             .faultAddress = Address(0),
                             .backtrace = {frame("crash", "libx.so", "/a/subject.cpp", 12)}};
    QCOMPARE(summary(report), "SIGSEGV at 0x0 in crash (subject.cpp:12)");
}

void CrashReportTest::theRuntimesOwnFramesAreNotThePlace()
{
    const CrashReport report{.kind = EndKind::Signal,
                             .signal = SIGABRT,
                             .backtrace = {frame("raise", "libc.so.6", "raise.c", 26), frame("abort", "libc.so.6"),
                                           frame("check", "libx.so", "x.c", 3)}};
    QCOMPARE(summary(report), "SIGABRT in check (x.c:3)");
}

void CrashReportTest::aRuntimeFunctionThatWasCalledAsSuchIsThePlace()
{
    CrashReport report{
        .kind = EndKind::Signal,
        .signal = SIGABRT,
        .backtrace = {frame("", "libc.so.6"), frame("gsignal", "libc.so.6"), frame("abort", "libc.so.6")}};
    QCOMPARE(summary(report), "SIGABRT in abort (libc.so.6)");
    report.backtrace.back() = frame("abort", "libc.so.6", "/build/stdlib/abort.c", 79);
    QCOMPARE(summary(report), "SIGABRT in abort (abort.c:79, libc.so.6)");
}

void CrashReportTest::aThreadsBeginIsNotThePlace()
{
    const CrashReport report{.kind = EndKind::Signal,
                             .signal = SIGABRT,
                             .backtrace = {frame("gsignal", "libc.so.6"), frame("abort", "libc.so.6"),
                                           frame("start_thread", "libc.so.6"), frame("clone3", "libc.so.6")}};
    QCOMPARE(summary(report), "SIGABRT in abort (libc.so.6)");
}

void CrashReportTest::whatCtypesCalledIsThePlace()
{
    const CrashReport report{.kind = EndKind::Signal,
                             .signal = SIGABRT,
                             .backtrace = {frame("gsignal", "libc.so.6"), frame("abort", "libc.so.6"),
                                           frame("ffi_call_unix64", "libffi.so.8"),
                                           frame("_PyEval_EvalFrameDefault", "python3.11")}};
    QCOMPARE(summary(report), "SIGABRT in abort (libc.so.6)");
}

void CrashReportTest::aPlaceWithoutASymbolIsItsOffsetInTheModule()
{
    const CrashReport report{.kind = EndKind::Signal,
                             .signal = SIGSEGV,
                             .faultAddress = Address(0),
                             .backtrace = {{Address(0x7f0000001234), {"", 0x1234, "libc.so.6", "", 0}}}};
    QCOMPARE(summary(report), "SIGSEGV at 0x0 in libc.so.6+0x1234");
}

void CrashReportTest::anExitSaysItsStatus()
{
    const CrashReport report{.kind = EndKind::Exit, .exitStatus = 3, .backtrace = {frame("f", "libx.so")}};
    QCOMPARE(summary(report), "exit(3) in f (libx.so)");
}

void CrashReportTest::aTimeOutSaysWhereItStood()
{
    const CrashReport report{.kind = EndKind::TimedOut, .backtrace = {frame("spin", "libx.so", "a.c", 3)}};
    QCOMPARE(summary(report), "did not return in time in spin (a.c:3)");
}

void CrashReportTest::withoutAStackTheKindIsAll()
{
    QCOMPARE(summary(CrashReport{.kind = EndKind::Killed, .signal = SIGKILL}), "killed by SIGKILL");
    const CrashReport nowhere{.kind = EndKind::Signal, .signal = SIGSEGV, .backtrace = {{Address(0x1234), {}}}};
    QCOMPARE(summary(nowhere), "SIGSEGV in 0x1234");
}

void CrashReportTest::realTimeSignalsHaveNames()
{
    QCOMPARE(signalName(SIGBUS), "SIGBUS");
    QCOMPARE(signalName(SIGRTMIN), "SIGRTMIN");
    QCOMPARE(signalName(SIGRTMIN + 3), "SIGRTMIN+3");
    QCOMPARE(signalName(0), "signal 0");
}

QTEST_GUILESS_MAIN(CrashReportTest)
#include "tst_crash_report.moc"
