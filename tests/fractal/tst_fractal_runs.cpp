#include "workbench/fractal_runs.h"
#include "workbench/workbench.h"

#include <QTest>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <thread>

using namespace memdelbrot;

namespace {

const std::string kernels = std::string(SUBJECTS_FOLDER) + "/libkernels.so";

// As a second program would see it: through /proc, not through the array.
std::int32_t countInMemory(Address address)
{
    std::ifstream memory("/proc/self/mem", std::ios::binary);
    memory.seekg(static_cast<std::streamoff>(address.value()));
    std::int32_t count = 0;
    memory.read(reinterpret_cast<char*>(&count), sizeof count);
    return count;
}

}  // namespace

class TestFractalRuns : public QObject {
    Q_OBJECT

private slots:
    void builtInCountsAreListedAndWritable();
    void countsGoFromTheListWithTheirLastOwner();
    void countsOfTheRightSizeAreUsedAgain();
    void countsOfAboutTheSizeKeepTheirAddress();
    void theNewestPictureHasTheName();
    void comparisonNamesTheFirstThatDiffers();
    void aLoadedKernelCountsTheSame();
    void aLoadedKernelThatIsWrongDiffers();
    void aKernelThatCrashesLeavesItsCountsAndAReport();
    void aKernelThatNeverEndsIsStopped();
    void whatCannotBeLoadedIsAnError();
    void anArrayOfTheWorkersIsTakenAsItStands();
    void anArrayOfAnotherShapeOrDtypeIsRefused();

private:
    Workbench m_workbench;
};

void TestFractalRuns::builtInCountsAreListedAndWritable()
{
    const auto run = renderFractal(m_workbench, *notebookGrid(80, 120), {}, {});
    QVERIFY(run);
    const auto listed = m_workbench.allocations().named("counts");
    QVERIFY(listed);
    QCOMPARE(listed->range.size(), std::uint64_t{80 * 120 * 4});
    QCOMPARE(listed->view.shape, (Shape{80, 120}));
    QCOMPARE(listed->target, m_workbench.targets().self());
    QCOMPARE(listed->contents, std::string("the picture, by the built-in kernel"));
    const Address address(listed->range.begin().value() + 8);
    const std::int32_t value = 1234;
    QVERIFY(m_workbench.journal().pokeUnseen(listed->target, address, std::as_bytes(std::span(&value, 1))));
    QCOMPARE(run->counts->counts()[2], 1234);
    QCOMPARE(countInMemory(address), 1234);
    QVERIFY(run->wholeSeconds >= run->statistics.seconds);
}

void TestFractalRuns::countsGoFromTheListWithTheirLastOwner()
{
    AddressRange range;
    {
        const auto run = renderFractal(m_workbench, *notebookGrid(80, 120), {}, {});
        QVERIFY(run);
        range = run->allocation.range;
    }
    QVERIFY(!m_workbench.allocations().named("counts"));
    const auto writable = m_workbench.targets().checkWritable(m_workbench.targets().self(), range);
    QVERIFY(!writable);
    QCOMPARE(writable.error().code, ErrorCode::Locked);
}

void TestFractalRuns::countsOfTheRightSizeAreUsedAgain()
{
    const auto first = renderFractal(m_workbench, *notebookGrid(80, 120), {}, {});
    QVERIFY(first);
    const auto second =
        renderFractal(m_workbench, *notebookGrid(80, 120), {.maximumIterations = 50}, {}, {}, {}, first->counts);
    QVERIFY(second);
    QCOMPARE(second->allocation.range, first->allocation.range);
    QCOMPARE(second->allocation.name, std::string("counts"));
    const auto third = renderFractal(m_workbench, *notebookGrid(81, 120), {}, {}, {}, {}, first->counts);
    QVERIFY(third);
    QVERIFY(third->allocation.range.begin() != first->allocation.range.begin());
}

void TestFractalRuns::countsOfAboutTheSizeKeepTheirAddress()
{
    auto first = countsFor(m_workbench, *notebookGrid(80, 120), nullptr);
    QVERIFY(first);
    const std::int32_t* const memory = (*first)->data();
    auto second = countsFor(m_workbench, *notebookGrid(90, 130), std::move(*first));
    QVERIFY(second);
    QCOMPARE(std::as_const(**second).data(), memory);
    QCOMPARE(m_workbench.allocations().named("counts")->view.shape, (Shape{90, 130}));
    const AddressRange range = m_workbench.allocations().named("counts")->range;
    QCOMPARE(range.size(), std::uint64_t{90 * 130 * 4});
    QVERIFY(m_workbench.targets().checkWritable(m_workbench.targets().self(), range));
    auto third = countsFor(m_workbench, *notebookGrid(900, 1300), std::move(*second));
    QVERIFY(third);
    QCOMPARE((*third)->height(), 900);
    QCOMPARE(m_workbench.allocations().named("counts")->view.shape, (Shape{900, 1300}));
}

void TestFractalRuns::theNewestPictureHasTheName()
{
    const auto first = renderFractal(m_workbench, *notebookGrid(80, 120), {}, {});
    const auto second = renderFractal(m_workbench, *notebookGrid(80, 120), {}, {});
    QVERIFY(first && second);
    QCOMPARE(second->allocation.name, std::string("counts"));
    QCOMPARE(m_workbench.allocations().named("counts")->range, second->allocation.range);
}

void TestFractalRuns::comparisonNamesTheFirstThatDiffers()
{
    auto left = CountsArray::create(5, 7);
    auto right = CountsArray::create(5, 7);
    QVERIFY(left && right);
    QCOMPARE(compareCounts(*left, *right).differing, std::uint64_t{0});
    QCOMPARE(compareCounts(*left, *right).firstRow, -1);
    right->data()[2 * 7 + 3] = 1;
    right->data()[4 * 7] = 1;
    const CountsComparison comparison = compareCounts(*left, *right);
    QCOMPARE(comparison.differing, std::uint64_t{2});
    QCOMPARE(comparison.firstRow, 2);
    QCOMPARE(comparison.firstColumn, 3);
}

void TestFractalRuns::aLoadedKernelCountsTheSame()
{
    const auto builtin = renderFractal(m_workbench, *notebookGrid(800, 1200), {}, {});
    QVERIFY(builtin);
    int tiles = 0;
    const auto loaded = renderFractal(m_workbench, *notebookGrid(800, 1200), {}, {kernels, "quick"}, {},
                                      [&tiles](const Tile&) { ++tiles; });
    if (!loaded)
        QFAIL(loaded.error().detail.c_str());
    QVERIFY(!loaded->crash);
    QCOMPARE(compareCounts(*builtin->counts, *loaded->counts).differing, std::uint64_t{0});
    QCOMPARE(loaded->statistics.iterations, builtin->statistics.iterations);
    QCOMPARE(tiles, 1);
    QVERIFY(loaded->statistics.seconds > 0 && loaded->statistics.seconds < loaded->wholeSeconds);
    QCOMPARE(loaded->statistics.kernel, std::string("quick in libkernels.so, 1 thread"));
}

void TestFractalRuns::aLoadedKernelThatIsWrongDiffers()
{
    const auto builtin = renderFractal(m_workbench, *notebookGrid(80, 120), {}, {});
    const auto loaded = renderFractal(m_workbench, *notebookGrid(80, 120), {}, {kernels, "nearly"});
    QVERIFY(builtin && loaded);
    const CountsComparison comparison = compareCounts(*builtin->counts, *loaded->counts);
    QCOMPARE(comparison.differing, std::uint64_t{2});
    QCOMPARE(comparison.firstRow, 1);
    QCOMPARE(comparison.firstColumn, 2);
}

void TestFractalRuns::aKernelThatCrashesLeavesItsCountsAndAReport()
{
    const auto run =
        renderFractal(m_workbench, *notebookGrid(80, 120), {.maximumIterations = 33}, {kernels, "crashing"});
    QVERIFY(run);
    QVERIFY(run->crash);
    QCOMPARE(run->crash->signal, SIGABRT);
    QCOMPARE(run->counts->counts()[7], 4242);
    QCOMPARE(run->counts->counts()[8], 33);
    QVERIFY(run->frozen);
    QVERIFY(std::ranges::any_of(m_workbench.frozen(),
                                [&](const FrozenProcess& frozen) { return frozen.target == *run->frozen; }));
}

void TestFractalRuns::aKernelThatNeverEndsIsStopped()
{
    const auto source = std::make_unique<std::stop_source>();
    std::jthread stopper([&source] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        source->request_stop();
    });
    const auto run = renderFractal(m_workbench, *notebookGrid(80, 120), {}, {kernels, "endless"}, source->get_token());
    QVERIFY(!run);
    QCOMPARE(run.error().code, ErrorCode::Cancelled);
}

void TestFractalRuns::whatCannotBeLoadedIsAnError()
{
    const auto library = renderFractal(m_workbench, *notebookGrid(80, 120), {}, {"/nonexistent/libkernel.so", "quick"});
    QVERIFY(!library);
    const auto symbol = renderFractal(m_workbench, *notebookGrid(80, 120), {}, {kernels, "nothing"});
    QVERIFY(!symbol);
    QCOMPARE(symbol.error().code, ErrorCode::NotFound);
    const auto limit = renderFractal(m_workbench, *notebookGrid(80, 120), {.maximumIterations = 0}, {});
    QVERIFY(!limit);
    QCOMPARE(limit.error().code, ErrorCode::InvalidArgument);
}

void TestFractalRuns::anArrayOfTheWorkersIsTakenAsItStands()
{
    const auto int32 = Dtype::parse("int32").value();
    const auto made = m_workbench.calls().newArray({.name = "mine",
                                                    .view = {.dtype = int32, .shape = {80, 120}, .strides = {}},
                                                    .fill = LibraryCalls::Fill::Value,
                                                    .value = "7"});
    QVERIFY(made);
    const auto run = renderFractal(m_workbench, *notebookGrid(80, 120), {}, {.array = "mine"});
    QVERIFY2(run, run ? "" : run.error().detail.c_str());
    QCOMPARE(run->array, std::string("mine"));
    QVERIFY(std::ranges::all_of(run->counts->counts(), [](std::int32_t count) { return count == 7; }));
    QVERIFY(m_workbench.calls().freeArray("mine"));
    QCOMPARE(renderFractal(m_workbench, *notebookGrid(80, 120), {}, {.array = "mine"}).error().code, ErrorCode::Ended);
}

void TestFractalRuns::anArrayOfAnotherShapeOrDtypeIsRefused()
{
    const auto doubles = Dtype::parse("float64").value();
    QVERIFY(
        m_workbench.calls().newArray({.name = "doubles", .view = {.dtype = doubles, .shape = {8, 12}, .strides = {}}}));
    const auto run = renderFractal(m_workbench, *notebookGrid(8, 12), {}, {.array = "doubles"});
    QCOMPARE(run.error().code, ErrorCode::InvalidArgument);
    QVERIFY(run.error().detail.find("float64 8 x 12") != std::string::npos);
    QCOMPARE(renderFractal(m_workbench, *notebookGrid(8, 12), {}, {.array = "nothing"}).error().code,
             ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestFractalRuns)
#include "tst_fractal_runs.moc"
