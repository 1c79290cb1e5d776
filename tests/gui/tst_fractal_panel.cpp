#include "gui/models/workbench_events.h"
#include "gui/panels/fractal_panel.h"
#include "gui/widgets/fractal_view.h"

#include <QtTest>
#include <QtWidgets>

#include <fstream>

using namespace memdelbrot;

namespace {

const QString kernels = QStringLiteral(SUBJECTS_FOLDER "/libkernels.so");

// A panel in a window of its own, as in the program.
struct Window {
    Workbench workbench;
    WorkbenchEvents events{workbench};
    Navigator navigator;
    FractalPanel panel{{workbench, events, navigator}};

    Window()
    {
        panel.resize(500, 560);
        panel.show();
        panel.activateWindow();
    }

    template <typename Widget>
    [[nodiscard]] Widget& find(const char* name)
    {
        auto* const found = panel.findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return *found;
    }

    [[nodiscard]] FractalView& view() { return find<FractalView>("fractalView"); }
    [[nodiscard]] QString text(const char* label) { return find<QWidget>(label).property("text").toString(); }
    // Drawn, and nothing more under way.
    [[nodiscard]] bool isDone()
    {
        return find<QPushButton>("openCountsButton").isEnabled() && !find<QPushButton>("stopButton").isEnabled();
    }

    [[nodiscard]] QRgb colourAt(Sample sample)
    {
        const QPointF place = view().scene().pixelsOf(sample).center();
        return view().image().pixel(static_cast<int>(place.x()), static_cast<int>(place.y()));
    }

    void openNotebook(int height, int width)
    {
        find<QSpinBox>("heightSpin").setValue(height);
        find<QSpinBox>("widthSpin").setValue(width);
        QTest::mouseClick(&find<QToolButton>("notebookButton"), Qt::LeftButton);
    }
};

#define COUNTED(window) QTRY_VERIFY_WITH_TIMEOUT((window).isDone(), 20'000)

}  // namespace

class TestFractalPanel final : public QObject {
    Q_OBJECT

private slots:
    void drawsTheWholeSetByItself()
    {
        Window window;
        COUNTED(window);
        const FractalView& view = window.view();
        const QPointF inside = view.scene().viewport().pixelOf({-0.2, 0.0});
        const QPointF outside = view.scene().viewport().pixelOf({-1.9, 1.0});
        QTRY_COMPARE(view.image().pixel(inside.toPoint()), qRgb(0, 0, 0));
        QVERIFY(view.image().pixel(outside.toPoint()) != qRgb(0, 0, 0));
        QVERIFY(window.text("timesLabel").contains(QStringLiteral("built-in")));
    }

    void aClickZoomsInAboutThePointAndARightClickOut()
    {
        Window window;
        COUNTED(window);
        FractalView& view = window.view();
        const QPoint place = view.pictureRect().topLeft() + QPoint(60, 90);
        const FractalViewport before = view.scene().viewport();
        QTest::mouseClick(&view, Qt::LeftButton, {}, place);
        QCOMPARE(view.scene().viewport().radius(), before.radius() / 2);
        QVERIFY(std::abs(view.scene().viewport().valueAt({60, 90}) - before.valueAt({60, 90})) < 1e-12);
        COUNTED(window);
        QTest::mouseClick(&view, Qt::RightButton, {}, place);
        QCOMPARE(view.scene().viewport().radius(), before.radius());
        COUNTED(window);
    }

    void draggingPansAndShiftDraggingBoxes()
    {
        Window window;
        COUNTED(window);
        FractalView& view = window.view();
        const QPoint from = view.pictureRect().center();
        const FractalViewport before = view.scene().viewport();
        QTest::mousePress(&view, Qt::LeftButton, {}, from);
        QTest::mouseMove(&view, from + QPoint(40, 0));
        QTest::mouseMove(&view, from + QPoint(50, 20));
        QTest::mouseRelease(&view, Qt::LeftButton, {}, from + QPoint(50, 20));
        QVERIFY(std::abs(view.scene().viewport().centre() - before.panned({50, 20}).centre()) < 1e-12);
        QCOMPARE(view.scene().viewport().radius(), before.radius());

        QTest::mousePress(&view, Qt::LeftButton, Qt::ShiftModifier, from);
        QTest::mouseMove(&view, from + QPoint(30, 40));
        QTest::mouseRelease(&view, Qt::LeftButton, Qt::ShiftModifier, from + QPoint(30, 40));
        QVERIFY(view.scene().viewport().radius() < before.radius() / 4);
        COUNTED(window);
    }

    void holdingKeepsZooming()
    {
        Window window;
        COUNTED(window);
        FractalView& view = window.view();
        const double before = view.scene().viewport().radius();
        QTest::mousePress(&view, Qt::LeftButton, {}, view.pictureRect().center());
        QTRY_VERIFY(view.scene().viewport().radius() < before / 1.3);
        QTest::mouseRelease(&view, Qt::LeftButton, {}, view.pictureRect().center());
        const double held = view.scene().viewport().radius();
        COUNTED(window);
        QCOMPARE(view.scene().viewport().radius(), held);
        QTest::keyClick(&view, Qt::Key_Backspace);
        QCOMPARE(view.scene().viewport().radius(), before);
    }

    void theMousesOwnButtonsGoBackAndForward()
    {
        Window window;
        COUNTED(window);
        FractalView& view = window.view();
        const FractalViewport before = view.scene().viewport();
        QTest::keyClick(&view, Qt::Key_Plus);
        const FractalViewport closer = view.scene().viewport();
        QTest::mouseClick(&view, Qt::BackButton, {}, view.pictureRect().center());
        QCOMPARE(view.scene().viewport(), before);
        QTest::mouseClick(&view, Qt::ForwardButton, {}, view.pictureRect().center());
        QCOMPARE(view.scene().viewport(), closer);
    }

    void keysMoveAndGoBackAndForward()
    {
        Window window;
        COUNTED(window);
        FractalView& view = window.view();
        view.setFocus();
        const FractalViewport before = view.scene().viewport();
        QTest::keyClick(&view, Qt::Key_Plus);
        const FractalViewport closer = view.scene().viewport();
        QVERIFY(closer.radius() < before.radius());
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.scene().viewport(), before);
        QTest::keyClick(&view, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(view.scene().viewport(), closer);
        QTest::keyClick(&view, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(view.scene().viewport(), before);
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(view.scene().viewport().centre().real() > before.centre().real());
        COUNTED(window);
    }

    void theLimitFollowsTheZoomUntilItIsFixed()
    {
        Window window;
        COUNTED(window);
        FractalView& view = window.view();
        auto& limit = window.find<QSpinBox>("iterationsSpin");
        QCOMPARE(limit.value(), 256);
        for (int i = 0; i < 10; ++i)
            QTest::mouseClick(&view, Qt::LeftButton, {}, view.positionOf({5, 5}));
        COUNTED(window);
        QVERIFY(limit.value() > 256);
        limit.setValue(99);
        QVERIFY(window.find<QCheckBox>("pinLimit").isChecked());
        QTest::keyClick(&view, Qt::Key_Home);
        COUNTED(window);
        QCOMPARE(limit.value(), 99);
    }

    void zoomingStopsWhereDoublesEndAndSaysSo()
    {
        Window window;
        COUNTED(window);
        FractalView& view = window.view();
        QVERIFY(view.scene().zoom({10, 10}, 1e18));
        view.showScene();
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.positionOf({5, 5}));
        QTRY_VERIFY(window.view().note().contains(QStringLiteral("Double precision")));
    }

    void notebookViewHasTheNotebooksCounts()
    {
        Window window;
        COUNTED(window);
        window.openNotebook(800, 1200);
        COUNTED(window);
        QCOMPARE(window.find<QSpinBox>("iterationsSpin").value(), 20);
        const auto counts = window.workbench.allocations().named("counts");
        QVERIFY(counts);
        std::ifstream memory("/proc/self/mem", std::ios::binary);
        memory.seekg(static_cast<std::streamoff>(counts->range.begin().value()));
        QByteArray bytes(800 * 1200 * 4, '\0');
        memory.read(bytes.data(), bytes.size());
        QCOMPARE(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(),
                 QByteArray("615cbca19f30b93ac023b2c985a4dcd83be017a9e9950bc356a2f8b12663d458"));
        QTRY_COMPARE(window.colourAt({700, 1100}), qRgb(253, 231, 36));   // at the limit: viridis' last
    }

    void aCanvasBeyondTheMemoryIsRefused()
    {
        Window window;
        COUNTED(window);
        window.openNotebook(1048576, 1048576);
        QTRY_VERIFY(!window.view().note().isEmpty());
        QVERIFY(!window.find<QPushButton>("openCountsButton").isEnabled());
    }

    void hoveringAPixelNamesItsCountInMemory()
    {
        Window window;
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
        Window window;
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
        Window window;
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

    void aPokedCountRepaintsItsPixel_data()
    {
        QTest::addColumn<bool>("isNotebook");
        QTest::addRow("explore") << false;
        QTest::addRow("notebook") << true;
    }

    void aPokedCountRepaintsItsPixel()
    {
        QFETCH(bool, isNotebook);
        Window window;
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

    void aLoadedKernelIsComparedWithTheBuiltInOne()
    {
        Window window;
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
        Window window;
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
        Window window;
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
        Window window;
        COUNTED(window);
        const auto int32 = Dtype::parse("int32").value();
        QVERIFY(window.workbench.calls().newArray({.name = "mine",
                                                   .view = {.dtype = int32, .shape = {80, 120}, .strides = {}},
                                                   .fill = LibraryCalls::Fill::Value,
                                                   .value = "7"}));
        emit window.navigator.pictureRequested(QStringLiteral("mine"));
        QCOMPARE(window.find<QComboBox>("kernelChooser").currentText(), QStringLiteral("$mine"));
        QTRY_VERIFY_WITH_TIMEOUT(window.text("timesLabel").startsWith(QStringLiteral("$mine as it stood")), 20'000);
        QVERIFY(window.text("comparisonLabel").contains(QStringLiteral(" of 9,600 counts differ")));
        QCOMPARE(window.find<QSpinBox>("heightSpin").value(), 80);
        emit window.navigator.memoryHovered(window.workbench.targets().self(),
                                            window.workbench.allocations().named("counts")->range);
        QVERIFY(window.text("sampleLabel").contains(QStringLiteral("count 7 ")));
    }

    void aKernelThatCrashesSaysSoAndTheNextOneDraws()
    {
        Window window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        emit window.navigator.kernelLoaded(kernels, QStringLiteral("crashing"));
        QTRY_VERIFY_WITH_TIMEOUT(window.view().note().contains(QStringLiteral("SIGABRT")), 20'000);
        QSignalSpy requested(&window.navigator, &Navigator::crashRequested);
        QTest::mouseClick(&window.find<QPushButton>("showCrashButton"), Qt::LeftButton);
        QCOMPARE(requested.size(), 1);
        window.find<QComboBox>("kernelChooser").setCurrentIndex(0);
        QTRY_VERIFY_WITH_TIMEOUT(window.text("timesLabel").startsWith(QStringLiteral("built-in")), 20'000);
    }

    void stopEndsAKernelThatNeverEnds()
    {
        Window window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        emit window.navigator.kernelLoaded(kernels, QStringLiteral("endless"));
        auto& stop = window.find<QPushButton>("stopButton");
        QTRY_VERIFY(stop.isEnabled());
        QTest::mouseClick(&stop, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.view().note().startsWith(QStringLiteral("Stopped")), 20'000);
        QVERIFY(!stop.isEnabled());
    }

    void theMenuOpensByItsKeyAndItsButton()
    {
        Window window;
        COUNTED(window);
        auto& menu = window.find<QToolButton>("fractalMenuButton");
        QTest::mouseClick(&menu, Qt::LeftButton);
        QTRY_VERIFY(QApplication::activePopupWidget());
        QCOMPARE(QApplication::activePopupWidget()->objectName(), QStringLiteral("fractalMenu"));
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!QApplication::activePopupWidget());
        QContextMenuEvent key(QContextMenuEvent::Keyboard, {10, 10}, window.view().mapToGlobal(QPoint(10, 10)));
        QApplication::sendEvent(&window.view(), &key);
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    }

    void everyControlHasANameForThoseWhoDoNotSeeIt()
    {
        Window window;
        for (const QWidget* const control : window.panel.findChildren<QWidget*>()) {
            if (control->focusPolicy() == Qt::NoFocus || control->window() != &window.panel
                || control->objectName().startsWith(QLatin1String("qt_")))
                continue;   // the last two: the insides of Qt's own controls
            const auto* const button = qobject_cast<const QAbstractButton*>(control);
            QVERIFY2(!control->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     control->metaObject()->className());
        }
        COUNTED(window);
    }
};

QTEST_MAIN(TestFractalPanel)
#include "tst_fractal_panel.moc"
