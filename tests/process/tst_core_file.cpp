// A frozen process saved as a core file, which gdb(1), readelf(1) and our own reader open.
#include "memory/core_target.h"
#include "memory/process_target.h"
#include "process/core_file.h"
#include "process/program_run.h"
#include "support/second_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <sys/resource.h>

using namespace memdelbrot;
using memdelbrot::testing::ProgramRun;

namespace {

const QString program = QStringLiteral(SUBJECTS_FOLDER "/crash_program");

QByteArray saidBy(const QString& command, const QStringList& arguments)
{
    QProcess process;
    process.start(command, arguments);
    process.waitForFinished(180'000);
    return process.readAllStandardOutput();
}

// Files may grow to that size only, and a write beyond fails, as on a full disk.
class SmallDisk final {
public:
    explicit SmallDisk(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        m_handler = ::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        ::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before = {};
    sighandler_t m_handler = SIG_DFL;
};

}  // namespace

class CoreFileTest : public QObject {
    Q_OBJECT

private slots:
    void gdbShowsTheStackOfTheCrash();
    void everyThreadHasItsRegisters();
    void theNotesAreThoseOfACore();
    void theMemoryReadsBackAsItWas();
    void aRunningProcessIsNotSaved();
    void aFullDiskIsSaidAndLeavesNothing();
    void aSaveThatIsStoppedLeavesWhatWasThere();
    void aFolderInTheFilesPlaceIsRefused();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("saved.core")); }
    [[nodiscard]] QStringList left() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }
    [[nodiscard]] Result<CoreFileSummary> save(const ProgramRun& run, const std::stop_token& stop = {}) const
    {
        const auto report = run.end();
        const auto threads = run.supervisor->threadStates();
        if (!threads)
            return failure(threads.error());
        const auto memory = ProcessTarget::open(run.supervisor->pid());
        return writeCoreFile(path().toStdString(),
                             {.pid = run.supervisor->pid(),
                              .memory = **memory,
                              .threads = *threads,
                              .signal = report ? report->signal : 0},
                             stop);
    }

    QTemporaryDir m_folder;
};

void CoreFileTest::gdbShowsTheStackOfTheCrash()
{
    const ProgramRun run("writeToNull");
    const auto saved = save(run);
    QVERIFY(saved);
    QVERIFY(saved->savedBytes > 0);
    const QByteArray said = saidBy(QStringLiteral("gdb"),
                                   {QStringLiteral("-nx"), QStringLiteral("-batch"), QStringLiteral("-ex"),
                                    QStringLiteral("bt"), program, path()});
    QVERIFY2(said.contains("SIGSEGV"), said.constData());
    QVERIFY2(said.contains("writeToNull () at "), said.constData());
    QVERIFY2(said.contains("in main (argc=2"), said.constData());
}

void CoreFileTest::everyThreadHasItsRegisters()
{
    const ProgramRun run("countInThreadAndFault");
    QTRY_VERIFY(run.end() && run.supervisor->threadStates() && run.supervisor->threadStates()->size() == 2);
    QVERIFY(save(run));
    const QByteArray said = saidBy(QStringLiteral("gdb"),
                                   {QStringLiteral("-nx"), QStringLiteral("-batch"), QStringLiteral("-ex"),
                                    QStringLiteral("thread apply all bt 1"), program, path()});
    QCOMPARE(said.count("\nThread "), 2);
}

void CoreFileTest::theNotesAreThoseOfACore()
{
    const ProgramRun run("callAbort");
    QVERIFY(save(run));
    const QByteArray notes = saidBy(QStringLiteral("readelf"), {QStringLiteral("-nW"), path()});
    for (const char* note : {"NT_PRSTATUS", "NT_PRPSINFO", "NT_SIGINFO", "NT_AUXV", "NT_FILE", "NT_FPREGSET"})
        QVERIFY2(notes.contains(note), notes.constData());
    const auto regions = CoreTarget::open(path().toStdString()).value()->regions();
    QVERIFY(
        std::ranges::any_of(*regions, [](const Region& region) { return region.path.ends_with("/crash_program"); }));
    QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void CoreFileTest::theMemoryReadsBackAsItWas()
{
    const ProgramRun run("writeToNull");
    QVERIFY(save(run));
    const std::uint64_t secret =
        memdelbrot::testing::loadAddressByGrep(run.supervisor->pid().value(), QStringLiteral("crash_program"))
        + memdelbrot::testing::symbolValueByNm(program, "crasherSecret");
    const auto core = CoreTarget::open(path().toStdString());
    QVERIFY(core);
    const ReadResult read = (*core)->read(AddressRange::fromSize(Address(secret), 15));
    QVERIFY(read.isComplete());
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(read.bytes.data()), 15), QByteArray("still readable!"));
    const std::uint64_t stack = run.supervisor->threadStates()->front().registers.rsp;
    const ReadResult saved = (*core)->read(AddressRange::fromSize(Address(stack), 256));
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(saved.bytes.data()), 256),
             memdelbrot::testing::memoryByDd(run.supervisor->pid().value(), stack, 256));
}

void CoreFileTest::aRunningProcessIsNotSaved()
{
    const ProgramRun run("--wait-for-interrupt");
    QCOMPARE(run.supervisor->threadStates().error().code, ErrorCode::Ended);
}

void CoreFileTest::aFullDiskIsSaidAndLeavesNothing()
{
    const ProgramRun run("writeToNull");
    QVERIFY(run.end());
    const QStringList before = left();
    const SmallDisk disk(64 * 1024);
    const auto saved = save(run);
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::System);
    QCOMPARE(saved.error().errnoValue, EFBIG);
    QCOMPARE(saved.error().subject, path().toStdString());
    QCOMPARE(left(), before);
}

void CoreFileTest::aSaveThatIsStoppedLeavesWhatWasThere()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("precious");
    file.close();
    const ProgramRun run("writeToNull");
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(save(run, stop.get_token()).error().code, ErrorCode::Cancelled);
    QCOMPARE(left(), QStringList(QStringLiteral("saved.core")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("precious"));
}

void CoreFileTest::aFolderInTheFilesPlaceIsRefused()
{
    const ProgramRun run("writeToNull");
    QVERIFY(QFile::remove(path()));
    QVERIFY(QDir().mkdir(path()));
    QCOMPARE(save(run).error().code, ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(CoreFileTest)
#include "tst_core_file.moc"
