#include "gui/models/target_text.h"
#include "gui/shell/target_actions.h"
#include "support/window_fixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QLineEdit>
#include <QTemporaryFile>
#include <QTreeView>

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
        const auto own = [](const QWidget* widget) { return !widget->objectName().startsWith(QLatin1String("qt_")); };
        for (const QWidget* input : fixture.window().findChildren<QWidget*>()) {
            const bool isInput = qobject_cast<const QLineEdit*>(input) || qobject_cast<const QComboBox*>(input)
                || qobject_cast<const QTreeView*>(input);
            const bool isPart = qobject_cast<const QComboBox*>(input->parentWidget()) || input->parentWidget()->inherits("QAbstractSpinBox")
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
        QMap<QString, QString> owners;
        for (const QAction* action : fixture.window().findChildren<QAction*>()) {
            if (action->shortcutContext() != Qt::WindowShortcut)
                continue;
            for (const QKeySequence& keys : action->shortcuts()) {
                const QString text = keys.toString();
                QVERIFY2(!owners.contains(text), qPrintable(text + QStringLiteral(": ") + owners.value(text) + QStringLiteral(", ") + action->text()));
                owners.insert(text, action->text());
            }
        }
        QVERIFY(owners.size() >= 10);
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
        QSignalSpy messages(&fixture.navigator(), &Navigator::statusMessage);
        fixture.window().targetActions().openFiles({QStringLiteral("/nowhere/at/all")});
        QTRY_VERIFY(!messages.isEmpty());
        QVERIFY(messages.last().first().toString().contains(QStringLiteral("/nowhere/at/all")));
    }

    void anEditIsUndoneByCtrlZAndSaidWhere()
    {
        WindowFixture fixture;
        const auto file = fileOf("Hello, world!");
        QVERIFY(file);
        const auto target = fixture.workbench().targets().openFile(file->fileName().toStdString());
        QVERIFY(target && fixture.workbench().targets().unlock(*target));
        const std::vector<std::byte> evil {std::byte {'E'}, std::byte {'V'}};
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
