#include "gui/widgets/elided_label.h"
#include "gui/widgets/hex_view.h"
#include "support/window_fixture.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLayout>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>

using namespace memdelbrot;

namespace {

QList<QDockWidget*> docks(MainWindow& window)
{
    return window.findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly);
}

}  // namespace

class TestDockLayout final : public QObject {
    Q_OBJECT

private slots:
    void everyPanelIsADockWithANameAndAMenuEntry()
    {
        WindowFixture fixture;
        QSet<QString> names;
        const QMenu* const menu = fixture.find<QMenu>("panelsMenu");
        for (const QDockWidget* dock : docks(fixture.window())) {
            QVERIFY(!dock->objectName().isEmpty());
            QVERIFY(menu->actions().contains(dock->toggleViewAction()));
            names.insert(dock->objectName());
        }
        QCOMPARE(names.size(), docks(fixture.window()).size());
    }

    void panelsBehindOthersAreMadeWhenTheyAreLookedAt()
    {
        WindowFixture fixture;
        const auto* const source = fixture.find<PanelDockWidget>("sourceDock");
        QVERIFY(fixture.find<PanelDockWidget>("fractalDock")->isMade());
        QVERIFY(fixture.find<PanelDockWidget>("pythonDock")->isMade());
        QVERIFY(!source->isMade());
        QVERIFY(!fixture.find<PanelDockWidget>("callsDock")->isMade());
        const QSize size = fixture.window().size();
        fixture.action("sourceDockAction")->trigger();   // closes it
        fixture.action("sourceDockAction")->trigger();
        fixture.find<PanelDockWidget>("sourceDock")->raise();
        QTRY_VERIFY(source->isMade());
        QVERIFY(fixture.find("compileButton")->isVisible());
        QCOMPARE(fixture.window().size(), size);
    }

    void aRequestMakesThePanelThatAnswersIt()
    {
        WindowFixture fixture;
        emit fixture.navigator().outputWritten(QStringLiteral("puts"), QStringLiteral("hello from C"), false);
        QVERIFY(fixture.find<QPlainTextEdit>("outputText")->toPlainText().contains(QStringLiteral("hello from C")));
        emit fixture.navigator().symbolRequested(QStringLiteral("libm.so.6"), QStringLiteral("cos"));
        QCOMPARE(fixture.find<QComboBox>("libraryChooser")->currentText(), QStringLiteral("libm.so.6"));
        QTRY_VERIFY(fixture.find("callButton")->isVisible());
    }

    void theCompileActionMakesThePanelOfItsButton()
    {
        WindowFixture fixture;
        fixture.action("compileAction")->trigger();
        QVERIFY(fixture.find<PanelDockWidget>("sourceDock")->isMade());
        QVERIFY(fixture.find("stopBuildButton")->isEnabled());
    }

    void theTargetsGiveWayInANarrowWindowAndComeBack()
    {
        WindowFixture fixture;
        const auto* const targets = fixture.find<QDockWidget>("targetsDock");
        QTRY_VERIFY(targets->isVisible());
        fixture.window().resize(1280, 800);
        QTRY_VERIFY(targets->isHidden());
        const auto* const hex = fixture.find<HexView>("hexView");
        QTRY_VERIFY(hex->horizontalScrollBar()->maximum() == 0);   // the row has its text
        QCOMPARE(fixture.window().width(), 1280);
        fixture.window().resize(1600, 1000);
        QTRY_VERIFY(targets->isVisible());
        fixture.action("targetsDockAction")->trigger();
        QVERIFY(targets->isHidden());
        fixture.window().resize(1280, 800);
        fixture.window().resize(1600, 1000);
        QTRY_COMPARE(fixture.window().width(), 1600);
        QTest::mouseMove(&fixture.window());
        QVERIFY(targets->isHidden());   // by the user's wish
    }

    void targetsOpenedInANarrowWindowStay()
    {
        WindowFixture fixture;
        const auto* const targets = fixture.find<QDockWidget>("targetsDock");
        fixture.window().resize(1280, 800);
        QTRY_VERIFY(targets->isHidden());
        fixture.action("targetsDockAction")->trigger();
        QTRY_VERIFY(targets->isVisible());
        fixture.window().resize(1300, 800);
        QTRY_COMPARE(fixture.window().width(), 1300);
        QVERIFY(targets->isVisible());
    }

    void aNarrowWindowStartsWithoutTheTargets()
    {
        WindowFixture narrow(QSize(1280, 800));
        QVERIFY(narrow.find<QDockWidget>("targetsDock")->isHidden());
        WindowFixture wide(QSize(1600, 1000));
        QVERIFY(!wide.find<QDockWidget>("targetsDock")->isHidden());
    }

    void picturesMemoryAndConsolesStandSideBySide()
    {
        WindowFixture fixture;
        const QRect targets = fixture.find("targetsDock")->geometry();
        const QRect fractal = fixture.find("fractalDock")->geometry();
        const QRect memory = fixture.find("memoryDock")->geometry();
        const QRect console = fixture.find("pythonDock")->geometry();
        QVERIFY(targets.right() < fractal.left());
        QVERIFY(fractal.right() < memory.left());
        QVERIFY(memory.bottom() < console.top());
    }

    void noTextWidensADock_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addRow("wide") << QSize(1600, 1000);
        QTest::addRow("narrow") << QSize(1280, 800);
    }

    void noTextWidensADock()
    {
        QFETCH(QSize, size);
        WindowFixture fixture(size);
        fixture.makePanels();
        QMap<QString, int> widths;
        for (const QDockWidget* dock : docks(fixture.window()))
            widths.insert(dock->objectName(), dock->width());
        const QString longText(200, QLatin1Char('m'));
        for (const QDockWidget* dock : docks(fixture.window())) {
            for (QLabel* label : dock->findChildren<QLabel*>())
                label->setText(longText);
            for (ElidedLabel* label : dock->findChildren<ElidedLabel*>())
                label->setText(longText);
            for (QComboBox* box : dock->findChildren<QComboBox*>())
                box->addItem(longText);
        }
        fixture.window().layout()->activate();
        QCOMPARE(fixture.window().size(), size);
        for (const QDockWidget* dock : docks(fixture.window()))
            QVERIFY2(dock->width() == widths.value(dock->objectName()), qPrintable(dock->objectName()));
    }

    void withAllPanelsMadeTheWindowFitsIntoASmallScreen()
    {
        constexpr QSize room(1272, 720);   // of 1280x800, less a window's frame and larger fonts than offscreen's
        WindowFixture fixture(room);
        fixture.makePanels();
        fixture.window().layout()->activate();
        QCOMPARE(fixture.window().size(), room);
    }

    void everyPanelFitsIntoTheLeastWidthOfItsDock()
    {
        WindowFixture fixture;
        fixture.makePanels();
        fixture.click("notebookButton");   // more controls than exploring has
        for (const QDockWidget* dock : docks(fixture.window())) {
            const QWidget* const panel = dock->widget();
            const QString sizes = QStringLiteral("%1: %2 of %3")
                                      .arg(dock->objectName())
                                      .arg(panel->minimumSizeHint().width())
                                      .arg(panel->minimumWidth());
            QVERIFY2(panel->minimumSizeHint().width() <= panel->minimumWidth(), qPrintable(sizes));
        }
    }

    void theHexViewHasRoomForItsColumns_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("dtype");
        for (const QSize size : {QSize(1600, 1000), QSize(1280, 800)}) {
            for (const char* dtype : {"uint8", "S1", "int32", "float64", "pointer"})
                QTest::addRow("%s in %d", dtype, size.width()) << size << QString::fromLatin1(dtype);
        }
    }

    void theHexViewHasRoomForItsColumns()
    {
        QFETCH(QSize, size);
        QFETCH(QString, dtype);
        WindowFixture fixture(size);
        auto* const view = fixture.find<HexView>("hexView");
        QTRY_VERIFY(view->isVisible());   // with the first counts
        view->setTyped(*Dtype::parse(dtype.toStdString()), Address());
        QVERIFY(view->columns().bytesPerRow() >= 8);
        QVERIFY(view->columns().has(HexArea::Text));
        QCOMPARE(view->horizontalScrollBar()->maximum(), 0);
    }

    void docksHaveTheirWidthsAgainWhenTheTargetsGo()
    {
        WindowFixture fixture(QSize(1280, 800));
        const auto* const memory = fixture.find<QDockWidget>("memoryDock");
        const int width = memory->width();
        QAction* const targets = fixture.find<QDockWidget>("targetsDock")->toggleViewAction();
        targets->trigger();
        QTRY_VERIFY(memory->width() < width);
        targets->trigger();
        QTRY_COMPARE(memory->width(), width);
    }

    void bytesAloneAreSixteenARow()
    {
        WindowFixture fixture(QSize(1280, 800));
        auto* const view = fixture.find<HexView>("hexView");
        QTRY_VERIFY(view->isVisible());
        view->setTyped(std::nullopt, Address());
        QCOMPARE(view->columns().bytesPerRow(), 16u);
        QCOMPARE(view->horizontalScrollBar()->maximum(), 0);
    }

    void theCrashPageIsHiddenUntilSomethingCrashes()
    {
        WindowFixture fixture;
        QVERIFY(fixture.find<QDockWidget>("crashDock")->isHidden());
        emit fixture.navigator().crashRequested(TargetId(0));
        QVERIFY(!fixture.find<QDockWidget>("crashDock")->isHidden());
    }

    void aClosedDockStaysClosedInTheNextRun()
    {
        WindowFixture fixture;
        fixture.find<QDockWidget>("changesDock")->hide();
        fixture.reopen();
        QVERIFY(fixture.find<QDockWidget>("changesDock")->isHidden());
    }

    void resetLayoutBringsEveryDockBack()
    {
        WindowFixture fixture;
        for (QDockWidget* dock : docks(fixture.window()))
            dock->hide();
        fixture.find<QDockWidget>("changesDock")->setFloating(true);
        fixture.action("resetLayoutAction")->trigger();
        for (const QDockWidget* dock : docks(fixture.window())) {
            QCOMPARE(dock->isHidden(), dock->objectName() == QStringLiteral("crashDock"));
            QVERIFY(!dock->isFloating());
        }
    }
};

QTEST_MAIN(TestDockLayout)
#include "tst_dock_layout.moc"
