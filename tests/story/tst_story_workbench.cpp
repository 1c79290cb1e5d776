// The notebook cell by cell over the workbench, each step seen by other programs.
#include "story_checks.h"
#include "support/built_programs.h"
#include "support/bytes_of.h"
#include "workbench/fractal_runs.h"
#include "workbench/source_builds.h"
#include "workbench/workbench.h"

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
class StoryWorkbenchTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    // The notebook's cells, in its order.
    void pythonRefusesToChangeAByteString();
    void itsBytesAreNumbersAndCharacters();
    void numpyRefusesToChangeThem();
    void immutableBytesArePokedFromOutside();
    void theChangeIsTakenBackAndMadeAgain();
    void literalsArePooledOnlyWhereCodeIsCompiledWhole();
    void anIntIsItsHeaderAndItsNumber();
    void theLastFourBytesOfAnIntAreTheNumber();
    void theTextOfAStringStandsInItsObject();
    void addressZeroIsUnreadable();
    void libcIsLoadedIntoAWorker();
    void mallocsMemoryIsAnArray();
    void theNotebooksStructIsOfferedItsFix();
    void aStructOverAnObjectFollowsItsRefcount();
    void aCompiledKernelIsCalledOnNewArrays();
    void bothKernelsDrawTheNotebooksCounts();
    void aCountIsMemoryLikeAllElse();
    void aCrashIsAReport();
    void theNextCallWorks();
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

// hello[4:8] = …
void StoryWorkbenchTest::pythonRefusesToChangeAByteString()
{
    (void)run("hello = b'Hello, world!'");
    QCOMPARE(run("try:\n    hello[4:8] = b'EVIL'\nexcept TypeError as err:\n    print('Nope: ' + str(err))"),
             std::string("Nope: 'bytes' object does not support item assignment\n"));
    QCOMPARE(memoryByDd(pythonPid(), place("py:hello.contents").address.value(), 13), QByteArray("Hello, world!"));
}

// a = numpy.frombuffer(hello, dtype=numpy.uint8); a.view("S1")
void StoryWorkbenchTest::itsBytesAreNumbersAndCharacters()
{
    const Place contents = place("py:hello.contents");
    QVERIFY(contents.view);
    QCOMPARE(contents.view->dtype.name(), std::string("uint8"));
    QCOMPARE(contents.view->shape, Shape{13});
    const auto read =
        m_workbench->targets().target(contents.target).value()->read(AddressRange::fromSize(contents.address, 13));
    std::string numbers;
    std::string characters;
    for (std::size_t i = 0; i < read.bytes.size(); ++i) {
        numbers += formatElement(contents.view->dtype, std::span(read.bytes).subspan(i, 1)) + " ";
        characters += formatElement(Dtype::parse("S1").value(), std::span(read.bytes).subspan(i, 1)) + " ";
    }
    QCOMPARE(run("import numpy\na = numpy.frombuffer(hello, dtype=numpy.uint8)\nprint(*a, '')"), numbers + "\n");
    QCOMPARE(run("print(*map(bytes, a.view('S1')), '')"), characters + "\n");
}

// a[4:8] = [69, 86, 73, 76]
void StoryWorkbenchTest::numpyRefusesToChangeThem()
{
    QCOMPARE(
        run("try:\n    a[4:8] = [69, 86, 73, 76]\nexcept ValueError as err:\n    print('Nope: ' + str(err))\ndel a"),
        std::string("Nope: assignment destination is read-only\n"));
    QCOMPARE(memoryByDd(pythonPid(), place("py:hello.contents").address.value(), 13), QByteArray("Hello, world!"));
}

void StoryWorkbenchTest::immutableBytesArePokedFromOutside()
{
    (void)run("hello = b'Hello, world!'");
    const Place contents = place("py:hello.contents");
    QCOMPARE(memoryByDd(pythonPid(), contents.address.value(), 13), QByteArray("Hello, world!"));
    const Address comma = *contents.address.plus(4);
    QCOMPARE(m_workbench->journal().poke(contents.target, comma, bytesOf("o, w"), bytesOf("EVIL")).error().code,
             ErrorCode::Locked);
    QVERIFY(m_workbench->targets().unlock(contents.target));
    QVERIFY(m_workbench->journal().poke(contents.target, comma, bytesOf("o, w"), bytesOf("EVIL")));
    QCOMPARE(memoryByDd(pythonPid(), contents.address.value(), 13), QByteArray("HellEVILorld!"));
    QCOMPARE(run("hello"), std::string("b'HellEVILorld!'\n"));
}

void StoryWorkbenchTest::theChangeIsTakenBackAndMadeAgain()
{
    const Place contents = place("py:hello.contents");
    const auto undone = m_workbench->journal().undo();
    QVERIFY(undone);
    QCOMPARE(undone->record.address, *contents.address.plus(4));
    QCOMPARE(memoryByDd(pythonPid(), contents.address.value(), 13), QByteArray("Hello, world!"));
    QCOMPARE(run("hello"), std::string("b'Hello, world!'\n"));
    QVERIFY(!m_workbench->journal().canUndo());
    QVERIFY(m_workbench->journal().redo());
    QCOMPARE(memoryByDd(pythonPid(), contents.address.value(), 13), QByteArray("HellEVILorld!"));
    QCOMPARE(run("hello"), std::string("b'HellEVILorld!'\n"));
}

void StoryWorkbenchTest::literalsArePooledOnlyWhereCodeIsCompiledWhole()
{
    const std::string cell =
        "hello = b\"Hello, world!\"\npoke(hello, 4, b\"EVIL\")\nprint(hello == b\"Hello, world!\")\n";
    QCOMPARE(run(cell), std::string("False\n"));
    QCOMPARE(run("exec('''" + cell + "''')"), std::string("True\n"));
}

// x = 12345: the header, a pointer to the type, the number
void StoryWorkbenchTest::anIntIsItsHeaderAndItsNumber()
{
    (void)run("x = 12345");
    const Place object = place("py:x");
    const auto type = numberByDd<std::uint64_t>(pythonPid(), object.address.value() + 8);
    QCOMPARE(run("print(id(x), id(int))"), std::to_string(object.address.value()) + " " + std::to_string(type) + "\n");
    const auto inspection = m_workbench->inspect(object.target, object.address).value();
    QCOMPARE(inspection.referenceCount, std::optional(numberByDd<std::uint64_t>(pythonPid(), object.address.value())));
}

void StoryWorkbenchTest::theLastFourBytesOfAnIntAreTheNumber()
{
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

// libc = ctypes.cdll.LoadLibrary(…), libc.malloc.argtypes = …
void StoryWorkbenchTest::libcIsLoadedIntoAWorker()
{
    LibraryCalls& calls = m_workbench->calls();
    QCOMPARE(calls.signature("libc.so.6", "malloc")->declaration, std::string("void *malloc(size_t size)"));
    const auto call = calls.call("libc.so.6", calls.signature("libc.so.6", "getpid").value(), {}).value();
    QCOMPARE(call.result, std::to_string(workerPid()));
    QVERIFY(loadAddressByGrep(workerPid(), QStringLiteral("libc.so.6")) != 0);
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
    const ArrayFlags flags =
        flagsOf(array, m_workbench->targets().checkWritable(array.target, array.range).has_value());
    QVERIFY(flags.contiguous && flags.aligned && flags.writeable && !flags.ownsData);
    QVERIFY(calls.freeArray("a"));
    QVERIFY(m_workbench->allocations().named("a")->isFreed);
}

// The notebook's C as it is printed: no struct before PyObject*, no semicolon
void StoryWorkbenchTest::theNotebooksStructIsOfferedItsFix()
{
    (void)run("hello = b'Hello, world!'");
    const Place object = place("py:hello");
    const std::string printed = "struct PyObject { size_t ob_refcnt; PyObject* ob_type; }";
    const auto refused = m_workbench->inspectAs(object.target, object.address, printed, "struct PyObject");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Diagnostic);
    const auto mended =
        m_workbench->inspectAs(object.target, object.address, refused.error().subject, "struct PyObject");
    QVERIFY(mended);
    QCOMPARE(mended->fields.at(0).value,
             std::to_string(numberByDd<std::uint64_t>(pythonPid(), object.address.value())));
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

void StoryWorkbenchTest::bothKernelsDrawTheNotebooksCounts()
{
    for (const KernelChoice& kernel : {KernelChoice{}, KernelChoice{m_build.library, "quick"}}) {
        const auto drawn =
            renderFractal(*m_workbench, notebookGrid(800, 1200).value(), {.maximumIterations = 20}, kernel).value();
        QVERIFY(!drawn.crash);
        QCOMPARE(memorySha256(::getpid(), drawn.allocation.range.begin().value(), countsSize), notebookSha256);
    }
}

void StoryWorkbenchTest::aCountIsMemoryLikeAllElse()
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
void StoryWorkbenchTest::aCrashIsAReport()
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

void StoryWorkbenchTest::theNextCallWorks()
{
    LibraryCalls& calls = m_workbench->calls();
    QCOMPARE(calls.call("libc.so.6", calls.signature("libc.so.6", "abs").value(), {"-5"})->result, std::string("5"));
}

QTEST_GUILESS_MAIN(StoryWorkbenchTest)
#include "tst_story_workbench.moc"
