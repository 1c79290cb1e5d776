// The notebook's last cells in the real main window, by keys and object names: a kernel is compiled, called by hand, and
// drawn. One test for each cell, in the notebook's order; its counts are summed up by sha256sum(1) of what dd(1) reads.
#include "gui/models/allocation_list_model.h"
#include "story_checks.h"
#include "story_window.h"
#include "support/built_programs.h"

#include "gui/widgets/fractal_view.h"

#include <QComboBox>

#include <unistd.h>

using namespace memdelbrot;
using namespace memdelbrot::testing;

namespace {

constexpr std::uint64_t samples = 800 * 1200;
const QString kernel = QStringLiteral("escapetimes");

}  // namespace

class StoryWindowKernelTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_story.reset(); }
    void theKernelIsCompiled();
    void theKernelIsLoadedAndTyped();
    void theComplexGridIsANewArray();
    void theCountsAreANewArray();
    void theKernelIsCalledByHand();
    void theKernelDrawsTheNotebooksPicture();
    void theBuiltInKernelDrawsTheSame();
    void aPokedCountChangesItsPixel();
    void ctrlZGivesThePixelItsColourBack();

private:
    void makeArray(const char* name, const char* dtype, const char* fill, const char* value);
    [[nodiscard]] std::uint64_t addressOf(const char* array);
    void draw(const QString& withKernel);
    [[nodiscard]] std::uint64_t countsAddress(const char* shape);
    [[nodiscard]] QRgb colourAt(Sample sample);

    std::unique_ptr<StoryWindow> m_story;
    QString m_library;
    int m_worker = 0;
    std::uint64_t m_counts = 0;  // of the small picture that is poked
};

void StoryWindowKernelTest::initTestCase()
{
    m_story = std::make_unique<StoryWindow>(builtPrograms());
}

// os.system("gcc -O3 -fPIC -shared tmp.cpp -o libtmp.so") == 0
void StoryWindowKernelTest::theKernelIsCompiled()
{
    m_story->bringUp(QStringLiteral("sourceDock"));
    m_story->click(QStringLiteral("compileButton"));
    QTRY_VERIFY_WITH_TIMEOUT(m_story->shown(QStringLiteral("buildState")).startsWith(QStringLiteral("Built in")),
                             patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_story->shown(QStringLiteral("libraryChooser")).endsWith(QStringLiteral(".so")),
                             patience);
    m_library = m_story->shown(QStringLiteral("libraryChooser"));
    QVERIFY(symbolValueByNm(m_library, kernel.toLatin1()) != 0);
}

// libtmp.quick.argtypes = …
void StoryWindowKernelTest::theKernelIsLoadedAndTyped()
{
    m_story->bringUp(QStringLiteral("callsDock"));
    m_story->clickRow(QStringLiteral("exportTable"), kernel);
    QTRY_COMPARE_WITH_TIMEOUT(
        m_story->shown(QStringLiteral("declarationField")),
        QStringLiteral("void escapetimes(int height, int width, int maxiterations, double *c, int *fractal)"),
        patience);
}

void StoryWindowKernelTest::makeArray(const char* name, const char* dtype, const char* fill, const char* value)
{
    m_story->bringUp(QStringLiteral("callsDock"));
    m_story->openTab(QStringLiteral("resultTabs"), QStringLiteral("New array"));
    m_story->choose(QStringLiteral("arrayFill"), QLatin1String(fill));
    m_story->type(QStringLiteral("arrayName"), QLatin1String(name));
    m_story->type(QStringLiteral("arrayDtype"), QLatin1String(dtype));
    m_story->type(QStringLiteral("arrayShape"), QStringLiteral("800,1200"));
    if (value)
        m_story->type(QStringLiteral("arrayValue"), QLatin1String(value));
    m_story->click(QStringLiteral("createArray"));
    QTRY_VERIFY_WITH_TIMEOUT(m_story->message().startsWith(QLatin1String(name) + QStringLiteral(" is made")), patience);
}

std::uint64_t StoryWindowKernelTest::addressOf(const char* array)
{
    return m_story->cell(QStringLiteral("arrayTable"), QLatin1String(array), AllocationListModel::AddressColumn)
        .toULongLong(nullptr, 16);
}

// y, x = numpy.ogrid[-1:0:height*1j, -1.5:0:width*1j]; c = x + y*1j
void StoryWindowKernelTest::theComplexGridIsANewArray()
{
    makeArray("c", "complex128", "complex grid", nullptr);
    m_worker = static_cast<int>(numberIn(m_story->call(QStringLiteral("libc.so.6"), QStringLiteral("getpid"), {})));
    const QByteArray numpys =
        pythonPrints(QStringLiteral("import numpy, hashlib\ny, x = numpy.ogrid[-1:0:800*1j, -1.5:0:1200*1j]\n"
                                    "print(hashlib.sha256((x + y*1j).tobytes()).hexdigest())"));
    QCOMPARE(memorySha256(m_worker, addressOf("c"), samples * 16), numpys);
}

// fractal = numpy.zeros(c.shape, dtype=numpy.int32) + maxiterations
void StoryWindowKernelTest::theCountsAreANewArray()
{
    makeArray("fractal", "int32", "one value", "20");
    QCOMPARE(memoryByDd(m_worker, addressOf("fractal"), samples * 4), QByteArray("\x14\0\0\0", 4).repeated(samples));
}

// libtmp.quick(height, width, maxiterations, c, fractal)
void StoryWindowKernelTest::theKernelIsCalledByHand()
{
    const QString result = m_story->call(m_library, kernel,
                                         {QStringLiteral("800"), QStringLiteral("1200"), QStringLiteral("20"),
                                          QStringLiteral("$c"), QStringLiteral("$fractal")});
    QCOMPARE(result, QStringLiteral("escapetimes returned"));
    QCOMPARE(memorySha256(m_worker, addressOf("fractal"), samples * 4), notebookSha256);
}

void StoryWindowKernelTest::draw(const QString& withKernel)
{
    auto* const chooser = m_story->find<QComboBox>(QStringLiteral("kernelChooser"));
    for (int i = 0; i < chooser->count(); ++i) {
        if (chooser->itemText(i).startsWith(withKernel))
            m_story->choose(QStringLiteral("kernelChooser"), chooser->itemText(i));
    }
    QSignalSpy renders(&m_story->navigator(), &Navigator::renderMeasured);
    m_story->click(QStringLiteral("renderButton"));
    QTRY_VERIFY_WITH_TIMEOUT(
        !renders.isEmpty() && !m_story->find(QStringLiteral("fractalDock.stopButton"))->isEnabled(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_story->shown(QStringLiteral("timesLabel")).startsWith(withKernel, Qt::CaseInsensitive),
                             patience);
}

// The counts in memory, by the button that opens them there; once the picture is of this shape.
std::uint64_t StoryWindowKernelTest::countsAddress(const char* shape)
{
    const auto isOpen = [&] {
        m_story->click(QStringLiteral("openCountsButton"));
        return m_story->shown(QStringLiteral("shapeEdit")) == QLatin1String(shape);
    };
    if (!QTest::qWaitFor(isOpen, patience))
        QTest::qFail(shape, __FILE__, __LINE__);
    return addressOf("counts");
}

// fractal = run_dirty(…); ax.imshow(fractal)
void StoryWindowKernelTest::theKernelDrawsTheNotebooksPicture()
{
    m_story->bringUp(QStringLiteral("fractalDock"));
    m_story->click(QStringLiteral("notebookButton"));
    m_story->type(QStringLiteral("heightSpin"), QStringLiteral("800"));
    m_story->type(QStringLiteral("widthSpin"), QStringLiteral("1200"));
    m_story->type(QStringLiteral("iterationsSpin"), QStringLiteral("20"));
    draw(kernel);
    const std::uint64_t counts = countsAddress("800,1200");
    QTRY_COMPARE_WITH_TIMEOUT(memorySha256(::getpid(), counts, samples * 4), notebookSha256, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_story->shown(QStringLiteral("comparisonLabel")),
                              QStringLiteral("All 960,000 counts are the built-in kernel's"), patience);
}

void StoryWindowKernelTest::theBuiltInKernelDrawsTheSame()
{
    draw(QStringLiteral("Built-in"));
    const std::uint64_t counts = countsAddress("800,1200");
    QTRY_COMPARE_WITH_TIMEOUT(memorySha256(::getpid(), counts, samples * 4), notebookSha256, patience);
}

// As it is painted, at the middle of the sample's pixels.
QRgb StoryWindowKernelTest::colourAt(Sample sample)
{
    auto* const view = m_story->find<FractalView>(QStringLiteral("fractalView"));
    return view->grab().toImage().pixel(view->positionOf(sample));
}

void StoryWindowKernelTest::aPokedCountChangesItsPixel()
{
    constexpr Sample sample{70, 110};  // inside the set: 20, viridis' last colour
    constexpr std::uint64_t offset = (70 * 120 + 110) * 4;
    m_story->type(QStringLiteral("heightSpin"), QStringLiteral("80"));
    m_story->type(QStringLiteral("widthSpin"), QStringLiteral("120"));
    draw(QStringLiteral("Built-in"));
    m_counts = countsAddress("80,120");
    QTRY_COMPARE_WITH_TIMEOUT(numberByDd<std::int32_t>(::getpid(), m_counts + offset), 20, patience);
    QTRY_COMPARE_WITH_TIMEOUT(colourAt(sample), qRgb(253, 231, 36), patience);
    const QRgb neighbour = colourAt({60, 100});
    m_story->goTo(QStringLiteral("alloc:counts+%1").arg(offset), m_counts + offset);
    m_story->type(QStringLiteral("dtypeChooser"), QStringLiteral("int32"));
    m_story->press(Qt::Key_Return);
    m_story->tabTo(HexArea::Typed);
    QTest::keyClicks(m_story->find(QStringLiteral("hexView")), QStringLiteral("0"));
    m_story->press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(numberByDd<std::int32_t>(::getpid(), m_counts + offset), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(colourAt(sample), qRgb(68, 1, 84), patience);
    QCOMPARE(colourAt({60, 100}), neighbour);
    QTest::mouseMove(m_story->find(QStringLiteral("fractalView")),
                     m_story->find<FractalView>(QStringLiteral("fractalView"))->positionOf(sample));
    QTRY_VERIFY_WITH_TIMEOUT(
        m_story->shown(QStringLiteral("sampleLabel")).contains(QStringLiteral("count 0 · row 70, column 110")),
        patience);
}

void StoryWindowKernelTest::ctrlZGivesThePixelItsColourBack()
{
    m_story->focusMemory();
    m_story->press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(numberByDd<std::int32_t>(::getpid(), m_counts + (70 * 120 + 110) * 4), 20, patience);
    QTRY_COMPARE_WITH_TIMEOUT(colourAt({70, 110}), qRgb(253, 231, 36), patience);
}

QTEST_MAIN(StoryWindowKernelTest)
#include "tst_story_window_kernel.moc"
