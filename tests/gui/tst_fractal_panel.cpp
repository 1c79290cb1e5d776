#include "fractal_panel_fixture.h"

#include <fstream>

using namespace memdelbrot;
using namespace memdelbrot::testing;

class TestFractalPanel final : public QObject {
    Q_OBJECT

private slots:
    void drawsTheWholeSetByItself()
    {
        FractalWindow window;
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
        FractalWindow window;
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
        FractalWindow window;
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
        FractalWindow window;
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
        FractalWindow window;
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
        FractalWindow window;
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
        FractalWindow window;
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
        FractalWindow window;
        COUNTED(window);
        FractalView& view = window.view();
        QVERIFY(view.scene().zoom({10, 10}, 1e18));
        view.showScene();
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.positionOf({5, 5}));
        QTRY_VERIFY(window.view().note().contains(QStringLiteral("Double precision")));
        QTRY_VERIFY(window.view().note().isEmpty());   // it hides the picture
    }

    void notebookViewHasTheNotebooksCounts()
    {
        FractalWindow window;
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

    void aCanvasBeyondTheMemoryIsRefusedAndThePictureStays()
    {
        FractalWindow window;
        COUNTED(window);
        window.openNotebook(80, 120);
        COUNTED(window);
        emit window.navigator.kernelLoaded(QStringLiteral(SUBJECTS_FOLDER "/libkernels.so"), QStringLiteral("quick"));
        QTRY_VERIFY(window.text("comparisonLabel").startsWith(QStringLiteral("All 9,600")));
        const auto counts = window.workbench.allocations().named("counts").value();
        const QImage picture = window.view().image();
        auto& height = window.find<QSpinBox>("heightSpin");
        {
            const QSignalBlocker notYet(height);
            height.setValue(1048576);
        }
        window.find<QSpinBox>("widthSpin").setValue(1048576);
        const QString note = window.view().note();
        QVERIFY2(note.endsWith(QStringLiteral("The canvas is still 80 × 120.")), qPrintable(note));
        QVERIFY(window.isDone());
        QCOMPARE(window.view().scene().notebookSize(), QSize(120, 80));   // what its axes say
        QCOMPARE(window.workbench.allocations().named("counts")->range, counts.range);
        QCOMPARE(window.view().image(), picture);
        QVERIFY(window.text("comparisonLabel").startsWith(QStringLiteral("All 9,600")));
        QTest::mouseClick(&window.find<QToolButton>("exploreButton"), Qt::LeftButton);
        COUNTED(window);
        QTest::mouseClick(&window.find<QToolButton>("notebookButton"), Qt::LeftButton);
        QCOMPARE(height.value(), 80);
    }

    void theMenuOpensByItsKeyAndItsButton()
    {
        FractalWindow window;
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
        FractalWindow window;
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
