#include "gui/models/target_text.h"
#include "gui/shell/target_actions.h"
#include "gui/widgets/elided_label.h"
#include "gui/widgets/hex_view.h"
#include "support/window_fixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStatusBar>
#include <QTemporaryFile>
#include <QTreeView>
#include <QTreeWidget>

using namespace memdelbrot;

namespace {

QList<QDockWidget*> docks(MainWindow& window)
{
    return window.findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly);
}

std::unique_ptr<QTemporaryFile> fileOf(const QByteArray& content)
{
    auto file = std::make_unique<QTemporaryFile>();
    if (!file->open() || file->write(content) != content.size() || !file->flush())
        return nullptr;
    return file;
}

}  // namespace

class TestMainWindow final : public QObject {
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

    void everyInputHasAnObjectNameAndAnAccessibleOne()
    {
        WindowFixture fixture;
        fixture.makePanels();
        const auto own = [](const QWidget* widget) { return !widget->objectName().startsWith(QLatin1String("qt_")); };
        for (const QWidget* input : fixture.window().findChildren<QWidget*>()) {
            const bool isInput = qobject_cast<const QLineEdit*>(input) || qobject_cast<const QComboBox*>(input)
                || qobject_cast<const QTreeView*>(input);
            const bool isPart = qobject_cast<const QComboBox*>(input->parentWidget())
                || input->parentWidget()->inherits("QAbstractSpinBox")
                || input->parentWidget()->inherits("QComboBoxPrivateContainer") || input->inherits("QComboBoxListView");
            if (!isInput || isPart || !own(input))
                continue;
            QVERIFY2(!input->objectName().isEmpty(), input->metaObject()->className());
            QVERIFY2(!input->accessibleName().isEmpty(), qPrintable(input->objectName()));
        }
    }

    void noTwoActionsOfTheWindowShareAShortcut()
    {
        WindowFixture fixture;
        fixture.makePanels();
        QMap<QString, QString> owners;
        for (const QAction* action : fixture.window().findChildren<QAction*>()) {
            if (action->shortcutContext() != Qt::WindowShortcut)
                continue;
            for (const QKeySequence& keys : action->shortcuts()) {
                const QString text = keys.toString();
                QVERIFY2(!owners.contains(text),
                         qPrintable(text + QStringLiteral(": ") + owners.value(text) + QStringLiteral(", ")
                                    + action->text()));
                owners.insert(text, action->text());
            }
        }
        QVERIFY(owners.size() >= 10);
    }

    void shortcutsAreListedUncut()
    {
        WindowFixture fixture;
        fixture.action("shortcutsAction")->trigger();
        const auto* const list = fixture.window().findChild<QTreeWidget*>(QStringLiteral("shortcutsList"));
        QVERIFY(list);
        QTRY_VERIFY(list->isVisible());
        const QAbstractItemView* const view = list;
        for (int column = 0; column < 2; ++column)
            QTRY_VERIFY(list->columnWidth(column) >= view->sizeHintForColumn(column));
        QVERIFY(!list->findItems(QStringLiteral("Find…"), Qt::MatchExactly, 1).isEmpty());
    }

    void findLeadsToTheSearchFromAnywhere()
    {
        WindowFixture fixture;
        fixture.window().activateWindow();
        QTest::keyClick(&fixture.window(), Qt::Key_F, Qt::ControlModifier);
        auto* const query = fixture.window().findChild<QLineEdit*>(QStringLiteral("searchQuery"));
        QVERIFY(query);
        QTRY_VERIFY(query->hasFocus());
        QVERIFY(query->isVisible());
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

    void aSearchMadeLateIsAboutTheCurrentTarget()
    {
        WindowFixture fixture;
        const auto file = fileOf("Hello, world!");
        QVERIFY(file);
        fixture.window().targetActions().openFiles({file->fileName()});
        QTRY_COMPARE(fixture.find<QAbstractButton>("writeLockButton")->text(), QStringLiteral("Locked"));
        QVERIFY(!fixture.find<PanelDockWidget>("searchDock")->isMade());
        QVERIFY(file->fileName().endsWith(fixture.find<QComboBox>("searchTarget")->currentText()));
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

    void aMessageHasTheFieldsGiveWay()
    {
        WindowFixture fixture(QSize(1280, 800));
        const auto* const selection = fixture.find<ElidedLabel>("statusSelection");
        QTRY_VERIFY(!selection->text().isEmpty());   // with the first counts
        const QFontMetrics metrics(fixture.window().statusBar()->font());
        const QString text(900 / metrics.horizontalAdvance(QLatin1Char('m')), QLatin1Char('m'));
        emit fixture.navigator().statusMessage(text);
        QCOMPARE(fixture.window().statusBar()->currentMessage(), text);
        QVERIFY(selection->isHidden());
        QVERIFY(!fixture.find("statusTarget")->isHidden());
        QTRY_VERIFY(fixture.find("statusTarget")->x() > metrics.horizontalAdvance(text));
        fixture.window().statusBar()->clearMessage();
        QVERIFY(!selection->isHidden());
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

    void theStoryStaysDismissed()
    {
        WindowFixture fixture;
        QVERIFY(!fixture.find("storyBar")->isHidden());
        fixture.click("dismissStory");
        QVERIFY(fixture.find("storyBar")->isHidden());
        fixture.reopen();
        QVERIFY(fixture.find("storyBar")->isHidden());
    }

    void goToAddressPutsTheCursorIntoTheAddressBar()
    {
        WindowFixture fixture;
        fixture.window().activateWindow();
        QTRY_VERIFY(fixture.window().isActiveWindow());
        QTest::keyClick(&fixture.window(), Qt::Key_G, Qt::ControlModifier);
        QTRY_VERIFY(fixture.find("addressBar")->hasFocus());
    }

    void anOpenedFileIsTheCurrentTargetAndIsLocked()
    {
        WindowFixture fixture;
        const auto file = fileOf("Hello, world!");
        QVERIFY(file);
        fixture.window().targetActions().openFiles({file->fileName()});
        auto* const lock = fixture.find<QAbstractButton>("writeLockButton");
        QTRY_COMPARE(lock->text(), QStringLiteral("Locked"));
        QVERIFY(fixture.find<QLabel>("statusTarget")->text().contains(QStringLiteral("locked")));
        const auto* const list = fixture.find<QTreeView>("targetList");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        QCOMPARE(list->currentIndex().row(), 1);
        fixture.action("closeTargetAction")->trigger();
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QTRY_COMPARE(lock->text(), QStringLiteral("Own arrays only"));
    }

    void aFileIsUnlockedOnlyAfterAQuestion()
    {
        WindowFixture fixture;
        const auto file = fileOf("Hello, world!");
        QVERIFY(file);
        fixture.window().targetActions().openFiles({file->fileName()});
        auto* const lock = fixture.find<QAbstractButton>("writeLockButton");
        QTRY_COMPARE(lock->text(), QStringLiteral("Locked"));
        lock->click();
        auto* const question = fixture.find<QMessageBox>("unlockQuestion");
        QVERIFY(question->isVisible());
        QTest::keyClick(question, Qt::Key_Escape);
        QCOMPARE(lock->text(), QStringLiteral("Locked"));
        lock->click();
        QTRY_VERIFY(fixture.window().findChild<QAbstractButton*>(QStringLiteral("unlockYes")));
        fixture.find<QAbstractButton>("unlockYes")->click();
        QTRY_COMPARE(lock->text(), QStringLiteral("Writable"));
        lock->click();
        QTRY_COMPARE(lock->text(), QStringLiteral("Locked"));
    }

    void aFileThatIsNotThereIsSaidInTheStatusLine()
    {
        WindowFixture fixture;
        QSignalSpy messages(&fixture.navigator(), &Navigator::failed);
        fixture.window().targetActions().openFiles({QStringLiteral("/nowhere/at/all")});
        QTRY_VERIFY(!messages.isEmpty());
        QVERIFY(messages.last().first().toString().contains(QStringLiteral("/nowhere/at/all")));
        QVERIFY(fixture.find<QPlainTextEdit>("outputText")->toPlainText().contains(QStringLiteral("/nowhere/at/all")));
    }

    void anEditIsUndoneByCtrlZAndSaidWhere()
    {
        WindowFixture fixture;
        const auto file = fileOf("Hello, world!");
        QVERIFY(file);
        const auto target = fixture.workbench().targets().openFile(file->fileName().toStdString());
        QVERIFY(target && fixture.workbench().targets().unlock(*target));
        const std::vector<std::byte> evil{std::byte{'E'}, std::byte{'V'}};
        QVERIFY(fixture.workbench().journal().pokeUnseen(*target, Address(4), evil));
        QTRY_VERIFY(fixture.action("undoAction")->isEnabled());
        QSignalSpy messages(&fixture.navigator(), &Navigator::statusMessage);
        fixture.action("undoAction")->trigger();
        QTRY_VERIFY(!messages.isEmpty());
        QVERIFY(messages.last().first().toString().contains(QStringLiteral("2 bytes at 0x4")));
        file->seek(0);
        QCOMPARE(file->readAll(), QByteArray("Hello, world!"));
        QTRY_VERIFY(!fixture.action("undoAction")->isEnabled());
        QTRY_VERIFY(fixture.action("redoAction")->isEnabled());
    }

    void twoQuickUndosTakeBackTwoEdits()
    {
        WindowFixture fixture;
        const auto file = fileOf("Hello, world!");
        QVERIFY(file);
        const auto target = fixture.workbench().targets().openFile(file->fileName().toStdString());
        QVERIFY(target && fixture.workbench().targets().unlock(*target));
        QVERIFY(fixture.workbench().journal().pokeUnseen(*target, Address(4), std::vector{std::byte{'E'}}));
        QVERIFY(fixture.workbench().journal().pokeUnseen(*target, Address(5), std::vector{std::byte{'V'}}));
        QTRY_VERIFY(fixture.action("undoAction")->isEnabled());
        fixture.action("undoAction")->trigger();
        fixture.action("undoAction")->trigger();
        const auto bytes = [&] {
            file->seek(0);
            return file->readAll();
        };
        QTRY_COMPARE(bytes(), QByteArray("Hello, world!"));
    }

    void undoIsOfferedOnlyForWhatCanBeTakenBack()
    {
        WindowFixture fixture;
        const auto file = fileOf("Hello, world!");
        QVERIFY(file);
        const auto target = fixture.workbench().targets().openFile(file->fileName().toStdString());
        QVERIFY(target && fixture.workbench().targets().unlock(*target));
        QVERIFY(fixture.workbench().journal().pokeUnseen(*target, Address(4), std::vector {std::byte {'E'}}));
        QTRY_VERIFY(fixture.action("undoAction")->isEnabled());
        fixture.workbench().targets().close(*target);
        QSignalSpy messages(&fixture.navigator(), &Navigator::failed);
        fixture.action("undoAction")->trigger();
        QTRY_VERIFY(!messages.isEmpty());
        QTRY_VERIFY(!fixture.action("undoAction")->isEnabled());
        QVERIFY(!fixture.action("redoAction")->isEnabled());
        QVERIFY(!fixture.find<QAbstractButton>("undoChange")->isEnabled());
        QVERIFY(fixture.find<QLabel>("changesDropped")->isHidden());
    }

    void ownRegionsAreListedAndFiltered()
    {
        WindowFixture fixture;
        auto* const table = fixture.find<QTreeView>("regionTable");
        QTRY_VERIFY(table->model()->rowCount() > 20);
        const int all = table->model()->rowCount();
        QTest::keyClicks(fixture.find("regionFilter"), QStringLiteral("[stack]"));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QSignalSpy requests(&fixture.navigator(), &Navigator::memoryRequested);
        emit table->activated(table->model()->index(0, 0));
        QCOMPARE(requests.count(), 1);
        QVERIFY(all > 1);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
