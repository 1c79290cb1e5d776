#include "worker/crash_expectations.h"

#include <csignal>
#include <thread>

using namespace memdelbrot;
using namespace memdelbrot::testing;
using namespace std::chrono_literals;

// Each way of ending the worker from called code, under ptrace.
class WorkerCrashesTest : public QObject {
    Q_OBJECT

private slots:
    void eachEndIsAReportWithItsPlace_data();
    void eachEndIsAReportWithItsPlace();
    void aCFunctionThatEndsTheWorkerIsThePlaceItself_data();
    void aCFunctionThatEndsTheWorkerIsThePlaceItself();
    void theWorkersOwnFramesAreNotInAReport();
    void aFunctionWithoutASymbolHasTheNameItWasCalledBy();
    void anEndlessCallIsStoppedWhereItStands_data();
    void anEndlessCallIsStoppedWhereItStands();
    void theStopTokenEndsACall();
    void aThreadThatFaultsLaterIsReportedToo();
    void whatWasPrintedBeforeTheCrashIsInTheReport();
    void aLibraryThatExitsWhenLoadedIsAReport();
    void theStopTokenEndsALibraryThatNeverFinishesLoading();
    void afterTheEndEveryRequestFails();
    void theFrozenProcessGoesWithItsWorker();
};

namespace {

struct Expected {
    EndKind kind = EndKind::Signal;
    int signal = 0;
    int exitStatus = 0;
    std::optional<Address> faultAddress;
    bool anyAddress = false;
};

}  // namespace

Q_DECLARE_METATYPE(Expected)

void WorkerCrashesTest::eachEndIsAReportWithItsPlace_data()
{
    QTest::addColumn<Expected>("expected");
    QTest::addRow("writeToNull") << Expected{.signal = SIGSEGV, .faultAddress = Address(0)};
    QTest::addRow("callAbort") << Expected{.signal = SIGABRT};
    QTest::addRow("callExit3") << Expected{.kind = EndKind::Exit, .exitStatus = 3};
    QTest::addRow("callQuickExit4") << Expected{.kind = EndKind::Exit, .exitStatus = 4};
    QTest::addRow("raiseKill") << Expected{.kind = EndKind::Killed, .signal = SIGKILL};
    QTest::addRow("resetHandlerAndFault") << Expected{.signal = SIGSEGV, .faultAddress = Address(0)};
    QTest::addRow("blockSignalsAndFault") << Expected{.signal = SIGSEGV, .faultAddress = Address(0)};
    QTest::addRow("recurseForever") << Expected{.signal = SIGSEGV, .anyAddress = true};
    QTest::addRow("corruptHeap") << Expected{.signal = SIGABRT};
    QTest::addRow("jumpToNull") << Expected{.signal = SIGSEGV, .faultAddress = Address(0)};
    QTest::addRow("jumpToJunk") << Expected{.signal = SIGSEGV, .faultAddress = Address(0x1234567)};
    QTest::addRow("faultInOwnThread") << Expected{.signal = SIGSEGV, .faultAddress = Address(0)};
    QTest::addRow("divideByZero") << Expected{.signal = SIGFPE, .anyAddress = true};
    QTest::addRow("illegalInstruction") << Expected{.signal = SIGILL, .anyAddress = true};
    QTest::addRow("busError") << Expected{.signal = SIGBUS, .anyAddress = true};
}

void WorkerCrashesTest::eachEndIsAReportWithItsPlace()
{
    QFETCH(Expected, expected);
    const QByteArray name = QTest::currentDataTag();
    const WorkerRun run("crashers");
    QVERIFY(run.worker->isTraced());
    const auto result = run.call(name.toStdString());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Crashed);
    const auto report = run.worker->report();
    QVERIFY(report);
    QCOMPARE(result.error().detail, summary(*report));
    QCOMPARE(report->kind, expected.kind);
    QCOMPARE(report->signal, expected.signal);
    QCOMPARE(report->exitStatus, expected.exitStatus);
    QCOMPARE(report->faultAddress.has_value(), expected.anyAddress || expected.faultAddress);
    if (expected.faultAddress)
        QCOMPARE(report->faultAddress, expected.faultAddress);
    QVERIFY(!report->registers.values.empty());
    checkCrasher(*report, name, true);
}

void WorkerCrashesTest::aCFunctionThatEndsTheWorkerIsThePlaceItself_data()
{
    QTest::addColumn<int>("argument");
    QTest::addColumn<QString>("words");
    QTest::addRow("abort") << 0 << QStringLiteral("SIGABRT in abort");
    QTest::addRow("exit") << 3 << QStringLiteral("exit(3) in exit");
    QTest::addRow("_exit") << 4 << QStringLiteral("exit(4) in _exit");
    QTest::addRow("raise") << SIGKILL << QStringLiteral("killed by SIGKILL in raise");
}

void WorkerCrashesTest::aCFunctionThatEndsTheWorkerIsThePlaceItself()
{
    QFETCH(int, argument);
    QFETCH(QString, words);
    const WorkerRun run("libc.so.6");
    QVERIFY(!run.call(QTest::currentDataTag(), PassedType::Void, {int32(argument)}));
    QCOMPARE(placedInLibc(*run.worker->report()), words);
    QCOMPARE(run.worker->report()->backtrace.back().symbol.module, "libc.so.6");
}

void WorkerCrashesTest::theWorkersOwnFramesAreNotInAReport()
{
    const WorkerRun run("crashers");
    QVERIFY(!run.call("writeToNull"));
    const auto report = run.worker->report();
    QCOMPARE(report->backtrace.size(), std::size_t(1));
    QCOMPARE(report->backtrace[0].symbol.function, "writeToNull");
}

void WorkerCrashesTest::aFunctionWithoutASymbolHasTheNameItWasCalledBy()
{
    for (const bool usePtrace : {true, false}) {
        const WorkerRun run("chosen_when_loaded", usePtrace);
        QVERIFY(!run.call("chosenAndFault"));
        const auto report = run.worker->report();
        QVERIFY(report && !report->backtrace.empty());
        const AddressSymbol& symbol = report->backtrace.front().symbol;
        QCOMPARE(symbol.function, "chosenAndFault");
        QVERIFY(symbol.offset > 0 && symbol.offset < 64);
        QCOMPARE(symbol.module, "libchosen_when_loaded.so");
        QCOMPARE(summary(*report), "SIGSEGV at 0x0 in chosenAndFault (libchosen_when_loaded.so)");
    }
}

void WorkerCrashesTest::anEndlessCallIsStoppedWhereItStands_data()
{
    QTest::addColumn<bool>("unused");
    QTest::addRow("spinForever") << true;
    QTest::addRow("spinWithSignalsMasked") << true;
    QTest::addRow("stopSelf") << true;
}

void WorkerCrashesTest::anEndlessCallIsStoppedWhereItStands()
{
    const QByteArray name = QTest::currentDataTag();
    const WorkerRun run("crashers");
    const auto result = run.call(name.toStdString(), PassedType::Void, {}, {.timeout = 1s});
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::TimedOut);
    const auto report = run.worker->report();
    QVERIFY(report);
    QCOMPARE(report->kind, EndKind::TimedOut);
    QVERIFY(crasherFrame(*report));
    QCOMPARE(crasherFrame(*report)->symbol.function, name.toStdString());
    const int marked = lineOfMark(crashersSource, QByteArray(' ' + name + '('), "dies here");
    QVERIFY(std::abs(crasherFrame(*report)->symbol.line - marked) <= 1);   // on the loop's head, or in its body
    QVERIFY(secretIsReadable(*report));
    QVERIFY(aNewWorkerAnswers(true));
}

void WorkerCrashesTest::theStopTokenEndsACall()
{
    const WorkerRun run("crashers");
    const Address function = *run.worker->symbol(*run.library, "spinForever");
    std::stop_source source;
    std::jthread stopper([&source] {
        std::this_thread::sleep_for(50ms);
        source.request_stop();
    });
    const auto result = run.worker->call({.function = function, .timeout = 60s}, source.get_token());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::TimedOut);
    QVERIFY(secretIsReadable(*run.worker->report()));
}

void WorkerCrashesTest::aThreadThatFaultsLaterIsReportedToo()
{
    const WorkerRun run("crashers");
    QVERIFY(run.call("faultInOwnThreadLater"));
    QTRY_VERIFY(run.worker->report());
    const auto report = run.worker->report();
    QCOMPARE(report->signal, SIGSEGV);
    QCOMPARE(crasherFrame(*report)->symbol.line,
             lineOfMark(crashersSource, "lateFaultingThread", "faultInOwnThreadLater dies here"));
    QVERIFY(secretIsReadable(*report));
}

void WorkerCrashesTest::whatWasPrintedBeforeTheCrashIsInTheReport()
{
    const WorkerRun run("crashers");
    QVERIFY(!run.call("writeAndCrash"));
    QCOMPARE(run.worker->report()->standardOutput, "last words\n");
    QCOMPARE(run.worker->report()->standardError, "and errors\n");
}

void WorkerCrashesTest::aLibraryThatExitsWhenLoadedIsAReport()
{
    const auto worker = Worker::start({});
    QVERIFY(worker);
    const auto library = (*worker)->load(SUBJECTS_FOLDER "/libexits_when_loaded.so");
    QVERIFY(!library);
    QCOMPARE(library.error().code, ErrorCode::Crashed);
    QCOMPARE((*worker)->report()->kind, EndKind::Exit);
    QCOMPARE((*worker)->report()->exitStatus, 5);
}

void WorkerCrashesTest::theStopTokenEndsALibraryThatNeverFinishesLoading()
{
    const auto worker = Worker::start({});
    QVERIFY(worker);
    std::stop_source source;
    std::jthread stopper([&source] {
        std::this_thread::sleep_for(50ms);
        source.request_stop();
    });
    const auto library = (*worker)->load(SUBJECTS_FOLDER "/libhangs_when_loaded.so", source.get_token());
    QVERIFY(!library);
    QCOMPARE(library.error().code, ErrorCode::Cancelled);
    QCOMPARE((*worker)->report()->kind, EndKind::TimedOut);
    QCOMPARE(Worker::start({}, source.get_token()).error().code, ErrorCode::Cancelled);
}

void WorkerCrashesTest::afterTheEndEveryRequestFails()
{
    const WorkerRun run("crashers");
    QVERIFY(!run.call("writeToNull"));
    QCOMPARE(run.worker->load("libm.so.6").error().code, ErrorCode::Crashed);
    QCOMPARE(run.worker->allocate(AllocationKind::Malloc, 8).error().code, ErrorCode::Crashed);
    QCOMPARE(run.call("callAbort").error().code, ErrorCode::Crashed);
}

void WorkerCrashesTest::theFrozenProcessGoesWithItsWorker()
{
    auto run = std::make_unique<WorkerRun>("crashers");
    QVERIFY(!run->call("writeToNull"));
    const int pid = run->worker->pid().value();
    QCOMPARE(::kill(pid, 0), 0);
    run.reset();
    QCOMPARE(::kill(pid, 0), -1);
}

QTEST_GUILESS_MAIN(WorkerCrashesTest)
#include "tst_worker_crashes.moc"
