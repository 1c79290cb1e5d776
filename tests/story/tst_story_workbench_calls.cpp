// The notebook's calls of C and its kernel over the workbench. Each step is seen by other programs.
#include "story_checks.h"
#include "story_workbench.h"
#include "workbench/fractal_runs.h"
#include "workbench/source_builds.h"

#include <QFile>
#include <QtTest>

#include <csignal>
#include <unistd.h>

using namespace memdelbrot;
using namespace memdelbrot::testing;

namespace {

constexpr std::uint64_t countsSize = 800 * 1200 * 4;   // bytes

}  // namespace

// The cells build on each other, as they do in the notebook: one workbench for all.
class StoryWorkbenchCallsTest final : public StoryWorkbench {
    Q_OBJECT

private slots:
    void initTestCase() { open(); }
    void cleanupTestCase() { close(); }
    // The notebook's cells, in its order.
    void addressZeroIsUnreadable();
    void libcIsLoadedIntoAWorker();
    void mallocsMemoryIsAnArray();
    void aCompiledKernelIsCalledOnNewArrays();
    void bothKernelsDrawTheNotebooksCounts();
    void aCountIsMemoryLikeAllElse();
    void aCrashIsAReport();
    void theNextCallWorks();

private:
    SourceBuild m_build;
};

void StoryWorkbenchCallsTest::addressZeroIsUnreadable()
{
    const TargetId worker = m_workbench->workerTarget().value();
    const auto read = m_workbench->targets().target(worker).value()->read(AddressRange::fromSize(Address(0), 8));
    QCOMPARE(read.unreadable.size(), std::size_t(1));
    QVERIFY(memoryByDd(workerPid(), 0, 8).isEmpty());
    QVERIFY(m_workbench->worker().value()->report() == std::nullopt);
}

// libc = ctypes.cdll.LoadLibrary(…), libc.malloc.argtypes = …
void StoryWorkbenchCallsTest::libcIsLoadedIntoAWorker()
{
    LibraryCalls& calls = m_workbench->calls();
    QCOMPARE(calls.signature("libc.so.6", "malloc")->declaration, std::string("void *malloc(size_t size)"));
    const auto call = calls.call("libc.so.6", calls.signature("libc.so.6", "getpid").value(), {}).value();
    QCOMPARE(call.result, std::to_string(workerPid()));
    QVERIFY(loadAddressByGrep(workerPid(), QStringLiteral("libc.so.6")) != 0);
}

void StoryWorkbenchCallsTest::mallocsMemoryIsAnArray()
{
    LibraryCalls& calls = m_workbench->calls();
    const auto call = calls.call("libc.so.6", calls.signature("libc.so.6", "malloc").value(), {"800"}).value();
    const Address pointer(std::stoull(call.result, nullptr, 16));
    const ArrayView doubles{.dtype = Dtype::parse("float64").value(), .shape = {100}, .strides = {}};
    const Allocation array = calls.openAs(pointer, doubles, "a").value();
    const std::vector<std::byte> zeros(800);
    QVERIFY(m_workbench->journal().pokeUnseen(array.target, array.range.begin(), std::vector(800, std::byte{1})));
    QVERIFY(m_workbench->journal().pokeUnseen(array.target, array.range.begin(), zeros));
    QCOMPARE(memoryByDd(workerPid(), pointer.value(), 800), QByteArray(800, '\0'));
    const ArrayFlags flags =
        flagsOf(array, m_workbench->targets().checkWritable(array.target, array.range).has_value());
    QVERIFY(flags.contiguous && flags.aligned && flags.writeable && !flags.ownsData);
    QVERIFY(calls.freeArray("a"));
    QVERIFY(!m_workbench->allocations().named("a")->isInUse());
}

void StoryWorkbenchCallsTest::aCompiledKernelIsCalledOnNewArrays()
{
    QFile source(QStringLiteral(SOURCE_FOLDER "/tests/story/kernel.cpp"));
    QVERIFY(source.open(QIODevice::ReadOnly));
    m_build = buildSource(*m_workbench, source.readAll().toStdString()).value();
    QVERIFY(!m_build.library.empty());
    QCOMPARE(m_build.functions.size(), std::size_t(1));
    QVERIFY(symbolValueByNm(QString::fromStdString(m_build.library), "quick") != 0);
    LibraryCalls& calls = m_workbench->calls();
    const Shape shape{800, 1200};
    const auto grid =
        calls
            .newArray({.name = "c",
                       .view = {.dtype = Dtype::parse("complex128").value(), .shape = shape, .strides = {}},
                       .fill = LibraryCalls::Fill::ComplexGrid})
            .value();
    const QByteArray numpys =
        pythonPrints(QStringLiteral("import numpy, hashlib\ny, x = numpy.ogrid[-1:0:800*1j, -1.5:0:1200*1j]\n"
                                    "print(hashlib.sha256((x + y*1j).tobytes()).hexdigest())"));
    QCOMPARE(memorySha256(workerPid(), grid.range.begin().value(), 4 * countsSize), numpys);
    const auto counts = calls
                            .newArray({.name = "fractal",
                                       .view = {.dtype = Dtype::parse("int32").value(), .shape = shape, .strides = {}},
                                       .fill = LibraryCalls::Fill::Value,
                                       .value = "20"})
                            .value();
    const auto report = calls
                            .call(m_build.library, m_build.functions[0], {"800", "1200", "20", "$c", "$fractal"},
                                  std::chrono::minutes(2))
                            .value();
    QVERIFY(!report.crash);
    QCOMPARE(memorySha256(workerPid(), counts.range.begin().value(), countsSize), notebookSha256);
}

void StoryWorkbenchCallsTest::bothKernelsDrawTheNotebooksCounts()
{
    for (const KernelChoice& kernel : {KernelChoice{}, KernelChoice{m_build.library, "quick"}}) {
        const auto drawn =
            renderFractal(*m_workbench, notebookGrid(800, 1200).value(), {.maximumIterations = 20}, kernel).value();
        QVERIFY(!drawn.crash);
        QCOMPARE(memorySha256(::getpid(), drawn.allocation.range.begin().value(), countsSize), notebookSha256);
    }
}

void StoryWorkbenchCallsTest::aCountIsMemoryLikeAllElse()
{
    const auto drawn =
        renderFractal(*m_workbench, notebookGrid(80, 120).value(), {.maximumIterations = 20}, {}).value();
    const Address middle(drawn.allocation.range.begin().value() + (70 * 120 + 110) * 4);
    QCOMPARE(numberByDd<std::int32_t>(::getpid(), middle.value()), 20);
    const std::int32_t poked = 7;
    QVERIFY(m_workbench->journal().pokeUnseen(drawn.allocation.target, middle, std::as_bytes(std::span(&poked, 1))));
    QCOMPARE(numberByDd<std::int32_t>(::getpid(), middle.value()), poked);
}

// "Some will cause segmentation faults, so be careful!"
void StoryWorkbenchCallsTest::aCrashIsAReport()
{
    const int worker = workerPid();
    LibraryCalls& calls = m_workbench->calls();
    const auto report = calls.call("libc.so.6", calls.signature("libc.so.6", "strlen").value(), {"null"}).value();
    QVERIFY(report.crash);
    QCOMPARE(report.crash->signal, SIGSEGV);
    QCOMPARE(report.crash->faultAddress, std::optional(Address(0)));
    QCOMPARE(report.crash->pid.value(), worker);
    QVERIFY(report.crash->backtrace.at(0).symbol.function.find("strlen") != std::string::npos);
    QVERIFY(
        !memoryByDd(worker, loadAddressByGrep(worker, QStringLiteral("libc.so.6")), 4).isEmpty());  // still readable
}

void StoryWorkbenchCallsTest::theNextCallWorks()
{
    LibraryCalls& calls = m_workbench->calls();
    QCOMPARE(calls.call("libc.so.6", calls.signature("libc.so.6", "abs").value(), {"-5"})->result, std::string("5"));
}

QTEST_GUILESS_MAIN(StoryWorkbenchCallsTest)
#include "tst_story_workbench_calls.moc"
