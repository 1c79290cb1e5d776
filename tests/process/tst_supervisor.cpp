#include "base/unique_fd.h"
#include "process/program_run.h"

#include <QFile>
#include <QtTest>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace memdelbrot;
using memdelbrot::testing::ProgramRun;

class SupervisorTest : public QObject {
    Q_OBJECT

private slots:
    void aProgramThatIsNotThereIsNotFound();
    void aProgramThatMayNotRunIsRefused();
    void theProgramIsTraced();
    void allOutputArrivesBeforeTheEnd();
    void standardInputCanBeGiven();
    void descriptorsArriveUnderTheirNumbers();
    void nothingElseOfOursIsOpenInTheChild();
    void theChildHasItsOwnProcessGroupAndNoBlockedSignals();
    void theEnvironmentCanBeReplaced();
    void signalsThatAreHandledAreDelivered();
    void aHandledFaultGoesToItsHandler();
    void aForkedChildIsNotTraced();
    void withoutFreezingAnExitEndsTheProcess();
    void manyAtOnceDoNotMixUpTheirChildren();
    void destroyingKillsTheProcess();
};

namespace {

QByteArray statusField(ProcessId pid, const QByteArray& name)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(pid.value()));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(name.size()).trimmed();
    }
    return {};
}

}  // namespace

void SupervisorTest::aProgramThatIsNotThereIsNotFound()
{
    const auto started = Supervisor::start({.what = "x", .program = "/nowhere/at-all"}, {});
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::NotFound);
    QCOMPARE(started.error().subject, "/nowhere/at-all");
}

void SupervisorTest::aProgramThatMayNotRunIsRefused()
{
    const auto started = Supervisor::start({.what = "x", .program = "/etc/passwd"}, {});
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::Refused);
}

void SupervisorTest::theProgramIsTraced()
{
    const ProgramRun run("spinForever");
    QVERIFY(run.supervisor);
    QVERIFY(run.supervisor->isTraced());
    QVERIFY(statusField(run.supervisor->pid(), "TracerPid:") != "0");
    QVERIFY(!run.supervisor->report());
}

void SupervisorTest::allOutputArrivesBeforeTheEnd()
{
    const ProgramRun run("--flood");
    QVERIFY(run.end());
    QCOMPARE(run.output().size(), 20'000U * 100U);
    QTRY_COMPARE(run.ends(), 1);
}

void SupervisorTest::standardInputCanBeGiven()
{
    int ends[2];
    QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
    const ProgramRun run("--echo", {.standardInput = ends[0]});
    ::close(ends[0]);
    QCOMPARE(::write(ends[1], "hello", 5), 5);
    ::close(ends[1]);
    QVERIFY(run.end());
    QCOMPARE(run.output(), "hello");
}

void SupervisorTest::descriptorsArriveUnderTheirNumbers()
{
    const UniqueFd first(::open("/etc/passwd", O_RDONLY | O_CLOEXEC));
    const UniqueFd second(::open("/etc/group", O_RDONLY | O_CLOEXEC));
    // Each would overwrite the other if they were moved one after the other.
    const ProgramRun run("spinForever", {.descriptors = {{first.get(), 4}, {second.get(), 3}}});
    const QString folder = QStringLiteral("/proc/%1/fd/").arg(run.supervisor->pid().value());
    QCOMPARE(QFile::symLinkTarget(folder + u'4'), QStringLiteral("/etc/passwd"));
    QCOMPARE(QFile::symLinkTarget(folder + u'3'), QStringLiteral("/etc/group"));
}

void SupervisorTest::nothingElseOfOursIsOpenInTheChild()
{
    const UniqueFd leaky(::open("/etc/passwd", O_RDONLY));   // without O_CLOEXEC
    const ProgramRun run("spinForever");
    const QDir folder(QStringLiteral("/proc/%1/fd").arg(run.supervisor->pid().value()));
    QCOMPARE(folder.entryList(QDir::Files | QDir::System).size(), 3);
}

void SupervisorTest::theChildHasItsOwnProcessGroupAndNoBlockedSignals()
{
    sigset_t set;
    sigset_t before;
    ::sigemptyset(&set);
    ::sigaddset(&set, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &set, &before);
    const ProgramRun run("spinForever");
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    const ProcessId pid = run.supervisor->pid();
    QCOMPARE(::getpgid(pid.value()), pid.value());
    QCOMPARE(statusField(pid, "SigBlk:"), "0000000000000000");
    QCOMPARE(statusField(pid, "SigIgn:"), "0000000000000000");
}

void SupervisorTest::theEnvironmentCanBeReplaced()
{
    const ProgramRun run("spinForever", {.environment = std::vector<std::string>{"ONLY=this"}});
    QFile file(QStringLiteral("/proc/%1/environ").arg(run.supervisor->pid().value()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("ONLY=this\0", 10));
}

void SupervisorTest::signalsThatAreHandledAreDelivered()
{
    const ProgramRun run("--wait-for-interrupt");
    QTRY_COMPARE(run.output(), "ready\n");
    QVERIFY(run.supervisor->sendSignal(SIGINT));
    const auto report = run.end();
    QVERIFY(report);
    QCOMPARE(report->kind, EndKind::Exit);
    QCOMPARE(run.output(), "ready\ninterrupted\n");
}

void SupervisorTest::aHandledFaultGoesToItsHandler()
{
    const ProgramRun run("--with-handler");
    const auto report = run.end();
    QVERIFY(report);
    QCOMPARE(report->kind, EndKind::Exit);
    QCOMPARE(report->exitStatus, 0);
    QCOMPARE(run.output(), "survived\n");
}

void SupervisorTest::aForkedChildIsNotTraced()
{
    const ProgramRun run("--fork");
    const auto report = run.end();
    QVERIFY(report);
    QCOMPARE(report->kind, EndKind::Exit);
    QCOMPARE(run.output(), "child: signal 11\n");
}

void SupervisorTest::withoutFreezingAnExitEndsTheProcess()
{
    const ProgramRun run("callExit3", {.freezeOnExit = false});
    const auto report = run.end();
    QVERIFY(report);
    QCOMPARE(report->kind, EndKind::Exit);
    QCOMPARE(report->exitStatus, 3);
    QVERIFY(!report->isReadable);
}

void SupervisorTest::manyAtOnceDoNotMixUpTheirChildren()
{
    std::vector<std::unique_ptr<ProgramRun>> runs;
    for (int i = 0; i < 6; ++i)
        runs.push_back(std::make_unique<ProgramRun>(i % 2 == 0 ? "callExit3" : "writeToNull"));
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto report = runs[i]->end();
        QVERIFY(report);
        QCOMPARE(report->pid, runs[i]->supervisor->pid());
        QCOMPARE(report->kind, i % 2 == 0 ? EndKind::Exit : EndKind::Signal);
    }
}

void SupervisorTest::destroyingKillsTheProcess()
{
    for (const char* mode : {"spinForever", "writeToNull", "faultInOwnThread"}) {
        ProgramRun run(mode);
        const ProcessId pid = run.supervisor->pid();
        if (std::string_view(mode) != "spinForever")
            QVERIFY(run.end());
        run.supervisor.reset();
        QCOMPARE(::kill(pid.value(), 0), -1);
        QCOMPARE(errno, ESRCH);
    }
}

QTEST_GUILESS_MAIN(SupervisorTest)
#include "tst_supervisor.moc"
