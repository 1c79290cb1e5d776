// The counts behind the picture: hovered, poked, made by loaded kernels and compared.
#include "fractal_panel_fixture.h"
#include "gui/widgets/elided_label.h"

#include <QAbstractItemView>

using namespace memdelbrot;
using namespace memdelbrot::testing;

namespace {

const QString kernels = QStringLiteral(SUBJECTS_FOLDER "/libkernels.so");

}  // namespace

class TestFractalCounts final : public QObject {
    Q_OBJECT

private slots:
    void aPokedCountRepaintsItsPixel_data()
    {
        QTest::addColumn<bool>("isNotebook");
        QTest::addRow("explore") << false;
        QTest::addRow("notebook") << true;
    }

    void aPokedCountRepaintsItsPixel()
    {
        QFETCH(bool, isNotebook);
        FractalWindow window;
        COUNTED(window);
        if (isNotebook) {
            window.openNotebook(20, 30);
            COUNTED(window);
        }
        const Sample sample = isNotebook
            ? Sample{15, 25}
            : Sample{window.view().scene().canvas().height() / 2, window.view().scene().canvas().width() / 2};
        const QRgb inside = isNotebook ? qRgb(253, 231, 36) : qRgb(0, 0, 0);
        QTRY_COMPARE(window.colourAt(sample), inside);
        const auto counts = window.workbench.allocations().named("counts");
        const auto width = counts->view.shape[1];
        const Address address(
            counts->range.begin().value()
            + (static_cast<std::uint64_t>(sample.row) * width + static_cast<std::uint64_t>(sample.column)) * 4);
        const std::int32_t poked = 3;
        QVERIFY(window.workbench.journal().pokeUnseen(counts->target, address, std::as_bytes(std::span(&poked, 1))));
        QTRY_VERIFY(window.colourAt(sample) != inside);
        QVERIFY(window.workbench.journal().undo());
        QTRY_COMPARE(window.colourAt(sample), inside);
    }

    void aPokedPictureKeepsItsCountsWhenThePaneIsResized()
    {
        FractalWindow window;
        COUNTED(window);
        const auto counts = window.workbench.allocations().named("counts").value();
        const std::int32_t poked = 3;
        QVERIFY(window.workbench.journal().pokeUnseen(counts.target, counts.range.begin(),
                                                      std::as_bytes(std::span(&poked, 1))));
        QTRY_VERIFY(window.text("timesLabel").contains(QStringLiteral("kept at ")));
        const auto first = [&window] {
            const auto now = window.workbench.allocations().named("counts").value();
            const auto memory = window.workbench.targets().target(now.target).value();
            const ReadResult read = memory->read(AddressRange::fromSize(now.range.begin(), 4));
            return static_cast<int>(read.bytes.at(0));
        };
        const QSize canvas = window.view().scene().canvas();
        const int width = window.view().width();
        window.panel.resize(700, 400);
        QTRY_VERIFY(window.view().width() != width);
        QVERIFY(window.isDone());
        QCOMPARE(first(), 3);
        QCOMPARE(window.view().scene().canvas(), canvas);
        QCOMPARE(window.workbench.allocations().named("counts")->view.shape, counts.view.shape);
        QVERIFY(window.view().rect().contains(window.view().pictureRect()));
        const Sample last{canvas.height() - 1, canvas.width() - 1};
        QVERIFY(window.view().pictureRect().adjusted(0, 0, 1, 1).contains(window.view().positionOf(last)));
        QTest::mouseClick(&window.find<QPushButton>("renderButton"), Qt::LeftButton);
        QTRY_VERIFY(window.text("timesLabel").contains(QStringLiteral("the counts poked before are counted anew")));
        QVERIFY(window.view().scene().canvas() != canvas);
        QVERIFY(first() != 3);
        QTest::mouseClick(&window.find<QPushButton>("renderButton"), Qt::LeftButton);
        QTRY_VERIFY(!window.text("timesLabel").contains(QStringLiteral("poked")));
    }

    void hoveringAPixelNamesItsCountInMemory()
    {
        FractalWindow window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        QSignalSpy hovered(&window.navigator, &Navigator::memoryHovered);
        QTest::mouseMove(&window.view(), window.view().positionOf({30, 40}));
        QTRY_VERIFY(!hovered.isEmpty());
        const auto range = hovered.last().at(1).value<AddressRange>();
        const auto counts = window.workbench.allocations().named("counts");
        QCOMPARE(range.begin().value(), counts->range.begin().value() + (30 * 120 + 40) * 4);
        QCOMPARE(range.size(), std::uint64_t{4});
        QVERIFY(window.text("sampleLabel").contains(QStringLiteral("row 30, column 40")));
    }

    void hoveringMemoryMarksItsPixel()
    {
        FractalWindow window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        const auto counts = window.workbench.allocations().named("counts");
        const Address address(counts->range.begin().value() + (12 * 120 + 34) * 4 + 1);
        emit window.navigator.memoryHovered(counts->target, AddressRange::fromSize(address, 1));
        QCOMPARE(window.view().highlighted(), std::optional(Sample{12, 34}));
        emit window.navigator.memoryHovered(counts->target, AddressRange::fromSize(Address(16), 1));
        QVERIFY(!window.view().highlighted());
    }

    void altClickOpensTheCount()
    {
        FractalWindow window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        QSignalSpy requested(&window.navigator, &Navigator::memoryRequested);
        QTest::mouseClick(&window.view(), Qt::LeftButton, Qt::AltModifier, window.view().positionOf({2, 3}));
        QCOMPARE(requested.size(), 1);
        const auto place = requested.first().first().value<Place>();
        QCOMPARE(place.address.value(),
                 window.workbench.allocations().named("counts")->range.begin().value() + (2 * 120 + 3) * 4);
        QCOMPARE(place.view->dtype.name(), std::string("int32"));
    }

    void aLoadedKernelIsComparedWithTheBuiltInOne()
    {
        FractalWindow window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        emit window.navigator.kernelLoaded(kernels, QStringLiteral("quick"));
        QCOMPARE(window.find<QComboBox>("kernelChooser").currentText(), QStringLiteral("quick — libkernels.so"));
        QTRY_COMPARE_WITH_TIMEOUT(window.text("comparisonLabel"),
                                  QStringLiteral("All 9,600 counts are the built-in kernel's"), 20'000);
        emit window.navigator.kernelLoaded(kernels, QStringLiteral("nearly"));
        QTRY_COMPARE_WITH_TIMEOUT(
            window.text("comparisonLabel"),
            QStringLiteral("2 of 9,600 counts differ from the built-in kernel's, the first at row 1, column 2"),
            20'000);
        QVERIFY(window.text("timesLabel").startsWith(QStringLiteral("nearly in libkernels.so, 1 thread: kernel ")));
    }

    void aBuiltKernelIsOfferedAndNotUsedUnasked()
    {
        FractalWindow window;
        COUNTED(window);
        const QSignalSpy renders(&window.navigator, &Navigator::renderMeasured);
        emit window.navigator.kernelBuilt(kernels, QStringLiteral("quick"));
        auto& chooser = window.find<QComboBox>("kernelChooser");
        QCOMPARE(chooser.count(), 2);
        QCOMPARE(chooser.currentIndex(), 0);
        emit window.navigator.kernelLoaded(kernels, QStringLiteral("quick"));
        QCOMPARE(chooser.currentIndex(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(renders.size(), 1, 20'000);
    }

    void aPokedCountIsComparedAndShownAsItIs()
    {
        FractalWindow window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        emit window.navigator.kernelLoaded(kernels, QStringLiteral("quick"));
        const QString same = QStringLiteral("All 9,600 counts are the built-in kernel's");
        QTRY_COMPARE_WITH_TIMEOUT(window.text("comparisonLabel"), same, 20'000);
        const auto counts = window.workbench.allocations().named("counts");
        QVERIFY(counts);
        const auto first = AddressRange::fromSize(counts->range.begin(), 4);
        emit window.navigator.memoryHovered(counts->target, first);
        const std::int32_t poked = 7;
        QVERIFY(
            window.workbench.journal().pokeUnseen(counts->target, first.begin(), std::as_bytes(std::span(&poked, 1))));
        QTRY_COMPARE_WITH_TIMEOUT(
            window.text("comparisonLabel"),
            QStringLiteral("1 of 9,600 counts differ from the built-in kernel's, the first at row 0, column 0"),
            20'000);
        QVERIFY2(window.text("sampleLabel").contains(QStringLiteral("count 7 ")),
                 qPrintable(window.text("sampleLabel")));
        QVERIFY(window.workbench.journal().undo());
        QTRY_COMPARE_WITH_TIMEOUT(window.text("comparisonLabel"), same, 20'000);
    }

    void anArrayIsDrawnThroughThePaletteAndComparedWithTheKernel()
    {
        FractalWindow window;
        COUNTED(window);
        drawArray(window);
        QCOMPARE(window.find<QComboBox>("kernelChooser").currentText(), QStringLiteral("$mine"));
        QVERIFY(window.text("comparisonLabel").contains(QStringLiteral(" of 9,600 counts differ")));
        QCOMPARE(window.find<QSpinBox>("heightSpin").value(), 80);
        emit window.navigator.memoryHovered(window.workbench.targets().self(),
                                            window.workbench.allocations().named("counts")->range);
        QVERIFY(window.text("sampleLabel").contains(QStringLiteral("count 7 ")));
    }

    void exploringAfterAnArrayIsByTheBuiltInKernel()
    {
        FractalWindow window;
        COUNTED(window);
        drawArray(window);
        QTest::mouseClick(&window.find<QToolButton>("exploreButton"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.text("timesLabel").startsWith(QStringLiteral("built-in")), 20'000);
        QCOMPARE(window.find<QComboBox>("kernelChooser").currentIndex(), 0);
        QVERIFY(window.view().note().isEmpty());
    }

    void anArrayThatIsGoneOffersTheBuiltInKernel()
    {
        FractalWindow window;
        COUNTED(window);
        drawArray(window);
        QVERIFY(window.workbench.calls().freeArray("mine"));
        QTest::mouseClick(&window.find<QPushButton>("renderButton"), Qt::LeftButton);
        auto& button = window.find<QPushButton>("noteButton");
        QTRY_VERIFY_WITH_TIMEOUT(button.isVisible(), 20'000);
        QVERIFY(window.view().note().contains(QStringLiteral("freed")));
        QCOMPARE(button.text(), QStringLiteral("Use the built-in kernel"));
        QVERIFY(window.view().rect().contains(button.geometry()));
        QTest::mouseClick(&button, Qt::LeftButton);
        QVERIFY(!button.isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(window.text("timesLabel").startsWith(QStringLiteral("built-in")), 20'000);
    }

    void thePictureKeepsItsSizeWhateverIsSaidBelow()
    {
        FractalWindow window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        const QSize size = window.view().size();
        emit window.navigator.kernelLoaded(kernels, QStringLiteral("nearly"));
        QTRY_VERIFY_WITH_TIMEOUT(window.text("comparisonLabel").contains(QStringLiteral("differ")), 20'000);
        window.panel.layout()->activate();
        QCOMPARE(window.view().size(), size);
        QTest::mouseMove(&window.view(), window.view().positionOf({30, 40}));
        QTRY_VERIFY(window.find<ElidedLabel>("sampleLabel").isVisible());
        window.panel.layout()->activate();
        QCOMPARE(window.view().size(), size);
        emit window.navigator.kernelLoaded(kernels, QStringLiteral("crashing"));
        QTRY_VERIFY_WITH_TIMEOUT(window.find<QPushButton>("showCrashButton").isVisible(), 20'000);
        window.panel.layout()->activate();
        QCOMPARE(window.view().size(), size);
    }

    void aLoadedKernelIsMeasuredAgainstTheBuiltInOneByName()
    {
        FractalWindow window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        emit window.navigator.kernelLoaded(kernels, QStringLiteral("quick"));
        QTRY_VERIFY_WITH_TIMEOUT(window.text("timesLabel").startsWith(QStringLiteral("quick in ")), 20'000);
        QVERIFY(window.text("timesLabel").contains(QStringLiteral(" · built-in ")));
        QVERIFY(window.text("timesLabel").contains(QStringLiteral(", on the same grid: ")));
        QVERIFY(window.text("timesLabel").endsWith(QStringLiteral(" times as fast as quick")));
        auto& chooser = window.find<QComboBox>("kernelChooser");
        QVERIFY(chooser.view()->minimumWidth() >= chooser.view()->sizeHintForColumn(0));
    }

    void theRingRoundASampleAtTheEdgeStaysInThePicture()
    {
        FractalWindow window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        FractalView& view = window.view();
        const QImage without = view.grab().toImage();
        view.setHighlight(Sample{79, 0});
        const QImage with = view.grab().toImage();
        const QPoint corner = view.positionOf({79, 0});
        QVERIFY(with.copy(corner.x(), corner.y() - 12, 12, 12) != without.copy(corner.x(), corner.y() - 12, 12, 12));
        const QRect below(0, corner.y() + 8, view.width(), view.height() - corner.y() - 8);
        QCOMPARE(with.copy(below), without.copy(below));
        const QRect beside(0, 0, corner.x() - 8, view.height());
        QCOMPARE(with.copy(beside), without.copy(beside));
    }

    void aCloseUpHasAWayBackInSight()
    {
        FractalWindow window;
        COUNTED(window);
        auto& whole = window.find<QToolButton>("wholePictureButton");
        QVERIFY(!whole.isVisible());
        window.view().zoomIn();
        QVERIFY(whole.isVisible());
        QTest::mouseClick(&whole, Qt::LeftButton);
        QVERIFY(window.view().scene().isHome());
        QVERIFY(!whole.isVisible());
        COUNTED(window);
    }

    void aKernelThatCrashesSaysSoAndTheNextOneDraws()
    {
        FractalWindow window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        emit window.navigator.kernelLoaded(kernels, QStringLiteral("crashing"));
        QTRY_VERIFY_WITH_TIMEOUT(window.view().note().contains(QStringLiteral("SIGABRT")), 20'000);
        QSignalSpy requested(&window.navigator, &Navigator::crashRequested);
        QTest::mouseClick(&window.find<QPushButton>("showCrashButton"), Qt::LeftButton);
        QCOMPARE(requested.size(), 1);
        QTest::mouseClick(&window.find<QPushButton>("noteButton"), Qt::LeftButton);
        QCOMPARE(window.find<QComboBox>("kernelChooser").currentIndex(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(window.text("timesLabel").startsWith(QStringLiteral("built-in")), 20'000);
    }

    void stopEndsAKernelThatNeverEnds()
    {
        FractalWindow window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        emit window.navigator.kernelLoaded(kernels, QStringLiteral("endless"));
        auto& stop = window.find<QPushButton>("stopButton");
        QTRY_VERIFY(stop.isEnabled());
        QTest::mouseClick(&stop, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.view().note().startsWith(QStringLiteral("Stopped")), 20'000);
        QVERIFY(!stop.isEnabled());
        QCOMPARE(window.find<QPushButton>("noteButton").text(), QStringLiteral("Draw again"));
    }

    void anyClickPicksWhileThePickButtonIsDown()
    {
        FractalWindow window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        const auto counts = window.workbench.allocations().named("counts");
        QSignalSpy opened(&window.navigator, &Navigator::memoryRequested);
        QTest::mouseClick(&window.find<QToolButton>("pickButton"), Qt::LeftButton);
        FractalView& view = window.view();
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.positionOf({30, 40}));
        QCOMPARE(opened.size(), 1);
        const auto place = opened.last().front().value<Place>();
        QCOMPARE(place.address.value() - counts->range.begin().value(), (30U * 120U + 40U) * 4U);
        QCOMPARE(place.view->shape, counts->view.shape);
        QVERIFY(view.scene().isHome());
        QTest::keyClick(&view, Qt::Key_P);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.positionOf({30, 40}));
        QCOMPARE(opened.size(), 1);
        QVERIFY(!view.scene().isHome());
        COUNTED(window);
    }

private:
    static void drawArray(FractalWindow& window)
    {
        const auto int32 = Dtype::parse("int32").value();
        QVERIFY(window.workbench.calls().newArray({.name = "mine",
                                                   .view = {.dtype = int32, .shape = {80, 120}, .strides = {}},
                                                   .fill = LibraryCalls::Fill::Value,
                                                   .value = "7"}));
        emit window.navigator.pictureRequested(QStringLiteral("mine"));
        QTRY_VERIFY_WITH_TIMEOUT(window.text("timesLabel").startsWith(QStringLiteral("$mine as it stood")), 20'000);
    }
};

QTEST_MAIN(TestFractalCounts)
#include "tst_fractal_counts.moc"
