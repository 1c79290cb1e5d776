#include "support/built_programs.h"
#include "support/bytes_of.h"
#include "support/second_program.h"
#include "workbench/workbench.h"

#include <QtTest>

#include <atomic>
#include <csignal>

using namespace memdelbrot;
using namespace memdelbrot::testing;

namespace {

// A call that ends its worker by SIGABRT.
FrozenProcess crashed(Workbench& workbench)
{
    const auto signature = workbench.calls().declare("libc.so.6", "void abort(void)").value();
    const auto report = workbench.calls().call("libc.so.6", signature, {}).value();
    if (!report.crash || workbench.frozen().empty())
        qFatal("abort() did not crash");
    return workbench.frozen().front();
}

}  // namespace

class WorkbenchTest : public QObject {
    Q_OBJECT

private slots:
    void theWorkerStartsAtItsFirstUse();
    void aCrashedWorkerIsFrozenAndTheNextUseStartsAnother();
    void aFrozenWorkersMemoryIsStillThereForOthers();
    void theOldestFrozenProcessGivesWay();
    void aClosedFrozenProcessIsGone();
    void childrenThatAreNotTracedSayWhatIsLost();
    void pythonIsListedLocked();
    void codeInPythonPokesOnlyWhereItIsUnlocked();
    void aPythonThatDiesIsFrozen();
    void noSessionThatDiedIsHandedOutAgain_data();
    void noSessionThatDiedIsHandedOutAgain();
    void aRestartedPythonLeavesNothingFrozen();
    void theListenerMayCallTheWorkbench();
};

void WorkbenchTest::theWorkerStartsAtItsFirstUse()
{
    Workbench workbench(builtPrograms());
    QCOMPARE(workbench.targets().list().size(), std::size_t(1));
    const TargetId first = workbench.workerTarget().value();
    QCOMPARE(workbench.workerTarget().value(), first);
    const auto info = workbench.targets().info(first).value();
    QCOMPARE(info.kind, TargetKind::Worker);
    QCOMPARE(info.lock, WriteLock::Unlocked);
    QCOMPARE(info.pid, workbench.worker().value()->pid());
}

void WorkbenchTest::aCrashedWorkerIsFrozenAndTheNextUseStartsAnother()
{
    Workbench workbench(builtPrograms());
    const auto array = workbench.calls()
                           .newArray({.name = "a", .view = {.dtype = Dtype::parse("int32").value(), .shape = {10}}})
                           .value();
    const FrozenProcess frozen = crashed(workbench);
    QCOMPARE(frozen.target, array.target);
    QCOMPARE(frozen.report.signal, SIGABRT);
    const auto info = workbench.targets().info(frozen.target).value();
    QCOMPARE(info.lock, WriteLock::Locked);
    QVERIFY2(info.name.find("SIGABRT") != std::string::npos, info.name.c_str());
    QCOMPARE(workbench.allocations().named("a")->state, AllocationState::Kept);
    const auto place = evaluateAddress(workbench, workbench.targets().self(), "alloc:a");
    QCOMPARE(place->target, frozen.target);
    const std::string where = describeAddress(workbench, frozen.target, place->address).text();
    QCOMPARE(where, std::string("alloc:a (its worker has ended and is kept frozen)"));
    const TargetId next = workbench.workerTarget().value();
    QVERIFY(next != frozen.target);
    QCOMPARE(workbench.targets().info(next)->state, TargetState::Running);
}

void WorkbenchTest::aFrozenWorkersMemoryIsStillThereForOthers()
{
    Workbench workbench(builtPrograms());
    const auto array =
        workbench.calls().newArray({.name = "a", .view = {.dtype = Dtype::parse("S4").value(), .shape = {1}}}).value();
    QVERIFY(workbench.journal().pokeUnseen(array.target, array.range.begin(), bytesOf("EVIL")));
    const FrozenProcess frozen = crashed(workbench);
    QCOMPARE(workbench.targets().info(frozen.target)->state, TargetState::Frozen);
    QCOMPARE(memoryByDd(frozen.report.pid.value(), array.range.begin().value(), 4), QByteArray("EVIL"));
    const auto read =
        workbench.targets().target(frozen.target).value()->read(AddressRange::fromSize(array.range.begin(), 4));
    QCOMPARE(read.bytes, bytesOf("EVIL"));
}

void WorkbenchTest::theOldestFrozenProcessGivesWay()
{
    WorkbenchOptions wanted = builtPrograms();
    wanted.frozenLimit = 2;
    Workbench workbench(wanted);
    const TargetId first = crashed(workbench).target;
    const TargetId second = crashed(workbench).target;
    const TargetId third = crashed(workbench).target;
    QCOMPARE(workbench.frozen().size(), std::size_t(2));
    QCOMPARE(workbench.frozen()[0].target, third);
    QCOMPARE(workbench.frozen()[1].target, second);
    QCOMPARE(workbench.targets().info(first).error().code, ErrorCode::NotFound);
}

void WorkbenchTest::aClosedFrozenProcessIsGone()
{
    Workbench workbench(builtPrograms());
    QVERIFY(workbench.calls().newArray({.name = "a", .view = {.shape = {10}}}));
    const FrozenProcess frozen = crashed(workbench);
    workbench.closeFrozen(frozen.target);
    const auto place = evaluateAddress(workbench, workbench.targets().self(), "alloc:a");
    QCOMPARE(place.error().code, ErrorCode::Ended);
    QCOMPARE(place.error().detail, std::string("it is gone with its worker"));
    QVERIFY(workbench.frozen().empty());
    QVERIFY(!workbench.targets().info(frozen.target));
    QTRY_VERIFY(!QFileInfo::exists(QStringLiteral("/proc/%1").arg(frozen.report.pid.value())));
}

void WorkbenchTest::childrenThatAreNotTracedSayWhatIsLost()
{
    WorkbenchOptions untraced = builtPrograms();
    untraced.worker.usePtrace = false;
    untraced.python.usePtrace = false;
    Workbench workbench(untraced);
    const auto lost = [&](TargetId target) { return workbench.targets().info(target)->lost; };
    QCOMPARE(lost(workbench.workerTarget().value()), lostByFallback());
    QVERIFY(workbench.startPython({}));
    QCOMPARE(lost(workbench.pythonTarget().value()), lostUntraced());
    QCOMPARE(lost(crashed(workbench).target), lostByFallback());
    Workbench traced(builtPrograms());
    QCOMPARE(traced.targets().info(traced.workerTarget().value())->lost, std::string());
}

void WorkbenchTest::pythonIsListedLocked()
{
    Workbench workbench(builtPrograms());
    QVERIFY(!workbench.python());
    const auto session = workbench.startPython({}).value();
    const auto info = workbench.targets().info(workbench.pythonTarget().value()).value();
    QCOMPARE(info.kind, TargetKind::Python);
    QCOMPARE(info.lock, WriteLock::Locked);
    QVERIFY2(session->version().starts_with(info.name.substr(7)), info.name.c_str());
}

void WorkbenchTest::codeInPythonPokesOnlyWhereItIsUnlocked()
{
    Workbench workbench(builtPrograms());
    const auto session = workbench.startPython({}).value();
    QVERIFY(session->runCell("hello = bytes(b'Hello, world!')")->succeeded);
    QVERIFY(!session->runCell("poke(hello, 4, b'EVIL')")->succeeded);
    QVERIFY(workbench.targets().unlock(workbench.pythonTarget().value()));
    QVERIFY(session->runCell("poke(hello, 4, b'EVIL')")->succeeded);
    const auto contents = session->variable("hello")->contents.value();
    QCOMPARE(memoryByDd(session->pid().value(), contents.begin().value(), 13), QByteArray("HellEVILorld!"));
    QCOMPARE(workbench.journal().entries().size(), std::size_t(1));
}

void WorkbenchTest::aPythonThatDiesIsFrozen()
{
    Workbench workbench(builtPrograms());
    const auto session = workbench.startPython({}).value();
    const TargetId target = workbench.pythonTarget().value();
    QCOMPARE(session->runCell("import os; os.abort()").error().code, ErrorCode::Crashed);
    QTRY_VERIFY(!workbench.frozen().empty());
    QCOMPARE(workbench.frozen().front().target, target);
    QVERIFY(!workbench.python());
    QVERIFY(workbench.startPython({}).value()->runCell("1 + 1")->succeeded);
}

void WorkbenchTest::noSessionThatDiedIsHandedOutAgain_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("isTraced");
    const QString fault = QStringLiteral("import ctypes\nctypes.string_at(0)");
    const QString exit = QStringLiteral("import os\nos._exit(3)");
    const QString kill = QStringLiteral("import os\nos.kill(os.getpid(), 9)");
    const QString close = QStringLiteral("import os\nos.closerange(3, 5)\nos._exit(4)");
    for (const bool isTraced : {true, false}) {
        const char* const how = isTraced ? "traced" : "untraced";
        QTest::addRow("fault, %s", how) << fault << isTraced;
        QTest::addRow("exit, %s", how) << exit << isTraced;
        QTest::addRow("kill, %s", how) << kill << isTraced;
        QTest::addRow("closed channel, %s", how) << close << isTraced;
    }
}

void WorkbenchTest::noSessionThatDiedIsHandedOutAgain()
{
    QFETCH(QString, code);
    QFETCH(bool, isTraced);
    WorkbenchOptions options = builtPrograms();
    options.python.usePtrace = isTraced;
    Workbench workbench(std::move(options));
    for (int death = 0; death < 8; ++death) {
        const auto session = workbench.startPython({}).value();
        QCOMPARE(session->runCell(code.toStdString()).error().code, ErrorCode::Crashed);
        QVERIFY(!workbench.python());
        QVERIFY(!workbench.pythonTarget());
        QCOMPARE(workbench.frozen().front().report.pid, session->pid());
    }
}

void WorkbenchTest::aRestartedPythonLeavesNothingFrozen()
{
    Workbench workbench(builtPrograms());
    const auto first = workbench.startPython({}).value()->pid();
    const auto second = workbench.startPython({}).value()->pid();
    QVERIFY(first != second);
    QVERIFY(workbench.frozen().empty());
    QCOMPARE(workbench.targets().list().size(), std::size_t(2));
}

void WorkbenchTest::theListenerMayCallTheWorkbench()
{
    Workbench workbench(builtPrograms());
    std::atomic<int> frozenHeard = 0;
    workbench.setListener([&](WorkbenchEvent event) {
        (void)workbench.targets().list();
        (void)workbench.allocations().list();
        (void)workbench.workerTarget();
        if (event == WorkbenchEvent::FrozenChanged)
            ++frozenHeard;
    });
    (void)crashed(workbench);
    QVERIFY(frozenHeard > 0);
    workbench.setListener({});
}

QTEST_GUILESS_MAIN(WorkbenchTest)
#include "tst_workbench.moc"
