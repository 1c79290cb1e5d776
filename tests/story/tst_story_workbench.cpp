// The notebook cell by cell over the workbench, each step seen by other programs.
#include "story_checks.h"
#include "support/built_programs.h"
#include "workbench/fractal_runs.h"
#include "workbench/source_builds.h"
#include "workbench/workbench.h"

#include <QFile>
#include <QtTest>

#include <unistd.h>

using namespace memdelbrot;
using namespace memdelbrot::testing;

namespace {

std::vector<std::byte> bytesOf(std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

constexpr std::uint64_t countsSize = 800 * 1200 * 4;   // bytes

}  // namespace

// The cells build on each other, as they do in the notebook: one workbench for all.
class StoryWorkbenchTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void immutableBytesArePokedFromOutside();
    void literalsArePooledOnlyWhereCodeIsCompiledWhole();
    void theLastFourBytesOfAnIntAreTheNumber();
    void theTextOfAStringStandsInItsObject();
    void addressZeroIsUnreadable();
    void mallocsMemoryIsAnArray();
    void aStructOverAnObjectFollowsItsRefcount();
    void aCompiledKernelIsCalledOnNewArrays();
    void bothKernelsDrawTheNotebooksCounts();
    void cleanupTestCase();

private:
    [[nodiscard]] std::string run(const std::string& code);
    [[nodiscard]] Place place(const std::string& expression);
    [[nodiscard]] int pythonPid() { return m_python->pid().value(); }
    [[nodiscard]] int workerPid() { return m_workbench->worker().value()->pid().value(); }

    std::unique_ptr<Workbench> m_workbench;
    std::shared_ptr<PythonSession> m_python;
    SourceBuild m_build;
};

void StoryWorkbenchTest::initTestCase()
{
    m_workbench = std::make_unique<Workbench>(builtPrograms());
    m_python = m_workbench->startPython({}).value();
}

void StoryWorkbenchTest::cleanupTestCase()
{
    m_python.reset();
    m_workbench.reset();
}

std::string StoryWorkbenchTest::run(const std::string& code)
{
    const auto execution = m_python->runCell(code).value();
    if (!execution.succeeded)
        qWarning("%s", execution.output.c_str());
    return execution.output;
}

Place StoryWorkbenchTest::place(const std::string& expression)
{
    return evaluateAddress(*m_workbench, m_workbench->targets().self(), expression).value();
}

void StoryWorkbenchTest::immutableBytesArePokedFromOutside()
{
    (void)run("hello = b'Hello, world!'");
    const Place contents = place("py:hello.contents");
    QCOMPARE(memoryByDd(pythonPid(), contents.address.value(), 13), QByteArray("Hello, world!"));
    const Address comma = *contents.address.plus(4);
    QCOMPARE(m_workbench->journal().poke(contents.target, comma, bytesOf("o, w"), bytesOf("EVIL")).error().code, ErrorCode::Locked);
    QVERIFY(m_workbench->targets().unlock(contents.target));
    QVERIFY(m_workbench->journal().poke(contents.target, comma, bytesOf("o, w"), bytesOf("EVIL")));
    QCOMPARE(memoryByDd(pythonPid(), contents.address.value(), 13), QByteArray("HellEVILorld!"));
    QCOMPARE(run("hello"), std::string("b'HellEVILorld!'\n"));
}

void StoryWorkbenchTest::literalsArePooledOnlyWhereCodeIsCompiledWhole()
{
    const std::string cell = "hello = b\"Hello, world!\"\npoke(hello, 4, b\"EVIL\")\nprint(hello == b\"Hello, world!\")\n";
    QCOMPARE(run(cell), std::string("False\n"));
    QCOMPARE(run("exec('''" + cell + "''')"), std::string("True\n"));
}

void StoryWorkbenchTest::theLastFourBytesOfAnIntAreTheNumber()
{
    (void)run("x = 12345");
    const Place object = place("py:x");
    const std::uint64_t size = elementCount(object.view->shape);
    QCOMPARE(size, pythonPrints(QStringLiteral("import sys; print(sys.getsizeof(12345))")).toULongLong());
    QCOMPARE(numberByDd<std::int32_t>(pythonPid(), object.address.value() + size - 4), 12345);
    const auto inspection = m_workbench->inspect(object.target, object.address).value();
    QCOMPARE(inspection.type, std::string("int"));
    QCOMPARE(inspection.value, std::string("12345"));
}

void StoryWorkbenchTest::theTextOfAStringStandsInItsObject()
{
    (void)run("y = 'Hey there.'");
    const Place object = place("py:y");
    const std::uint64_t size = elementCount(object.view->shape);
    QCOMPARE(memoryByDd(pythonPid(), object.address.value() + size - 11, 11), QByteArray("Hey there.\0", 11));
    QCOMPARE(m_workbench->inspect(object.target, object.address)->value, std::string("'Hey there.'"));
}

void StoryWorkbenchTest::addressZeroIsUnreadable()
{
    const TargetId worker = m_workbench->workerTarget().value();
    const auto read = m_workbench->targets().target(worker).value()->read(AddressRange::fromSize(Address(0), 8));
    QCOMPARE(read.unreadable.size(), std::size_t(1));
    QVERIFY(memoryByDd(workerPid(), 0, 8).isEmpty());
    QVERIFY(m_workbench->worker().value()->report() == std::nullopt);
}

void StoryWorkbenchTest::mallocsMemoryIsAnArray()
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
    const ArrayFlags flags = flagsOf(array, m_workbench->targets().checkWritable(array.target, array.range).has_value());
    QVERIFY(flags.contiguous && flags.aligned && flags.writeable && !flags.ownsData);
    QVERIFY(calls.freeArray("a"));
    QVERIFY(m_workbench->allocations().named("a")->isFreed);
}

void StoryWorkbenchTest::aStructOverAnObjectFollowsItsRefcount()
{
    (void)run("hello = b'Hello, world!'");
    const Place object = place("py:hello");
    const auto references = numberByDd<std::uint64_t>(pythonPid(), object.address.value());
    const std::string text = "struct PyObject { size_t ob_refcnt; struct PyObject* ob_type; };";
    const auto before = m_workbench->inspectAs(object.target, object.address, text, "struct PyObject").value();
    QCOMPARE(before.fields.at(0).value, std::to_string(references));
    (void)run("biglist = [hello] * 1000");
    QCOMPARE(numberByDd<std::uint64_t>(pythonPid(), object.address.value()), references + 1000);
    QCOMPARE(m_workbench->inspect(object.target, object.address)->referenceCount, std::optional(references + 1000));
    QCOMPARE(run("import sys; sys.getrefcount(hello)"), std::to_string(references + 1001) + "\n");
}

void StoryWorkbenchTest::aCompiledKernelIsCalledOnNewArrays()
{
    QFile source(QStringLiteral(SOURCE_FOLDER "/tests/story/kernel.cpp"));
    QVERIFY(source.open(QIODevice::ReadOnly));
    m_build = buildSource(*m_workbench, source.readAll().toStdString()).value();
    QVERIFY(!m_build.library.empty());
    QCOMPARE(m_build.functions.size(), std::size_t(1));
    QVERIFY(symbolValueByNm(QString::fromStdString(m_build.library), "quick") != 0);
    LibraryCalls& calls = m_workbench->calls();
    const Shape shape{800, 1200};
    QVERIFY(calls.newArray({.name = "c", .view = {.dtype = Dtype::parse("complex128").value(), .shape = shape, .strides = {}}, .fill = LibraryCalls::Fill::ComplexGrid}));
    const auto counts = calls.newArray({.name = "fractal", .view = {.dtype = Dtype::parse("int32").value(), .shape = shape, .strides = {}}, .fill = LibraryCalls::Fill::Value, .value = "20"}).value();
    const auto report = calls.call(m_build.library, m_build.functions[0], {"800", "1200", "20", "$c", "$fractal"}, std::chrono::minutes(2)).value();
    QVERIFY(!report.crash);
    QCOMPARE(memorySha256(workerPid(), counts.range.begin().value(), countsSize), notebookSha256);
}

void StoryWorkbenchTest::bothKernelsDrawTheNotebooksCounts()
{
    for (const KernelChoice& kernel : {KernelChoice{}, KernelChoice{m_build.library, "quick"}}) {
        const auto drawn = renderFractal(*m_workbench, notebookGrid(800, 1200).value(), {.maximumIterations = 20}, kernel).value();
        QVERIFY(!drawn.crash);
        QCOMPARE(memorySha256(::getpid(), drawn.allocation.range.begin().value(), countsSize), notebookSha256);
    }
}

QTEST_GUILESS_MAIN(StoryWorkbenchTest)
#include "tst_story_workbench.moc"
