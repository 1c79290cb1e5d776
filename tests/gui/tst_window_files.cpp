// Files as targets of the window: opened, unlocked, changed, and their changes undone.
#include "gui/shell/target_actions.h"
#include "support/window_fixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QTemporaryFile>
#include <QTreeView>

using namespace memdelbrot;

namespace {

// A file of 13 bytes that goes with the test.
class GreetingFile final {
public:
    GreetingFile()
    {
        if (!m_file.open() || m_file.write("Hello, world!") != 13 || !m_file.flush())
            qFatal("no temporary file could be written");
    }

    [[nodiscard]] QString name() const { return m_file.fileName(); }

    [[nodiscard]] QByteArray content()
    {
        m_file.seek(0);
        return m_file.readAll();
    }

    [[nodiscard]] TargetId openUnlocked(Workbench& workbench) const
    {
        const auto target = workbench.targets().openFile(name().toStdString());
        if (!target || !workbench.targets().unlock(*target))
            qFatal("the file could not be opened for writing");
        return *target;
    }

private:
    QTemporaryFile m_file;
};

}  // namespace

class TestWindowFiles final : public QObject {
    Q_OBJECT

private slots:
    void aSearchMadeLateIsAboutTheCurrentTarget()
    {
        WindowFixture fixture;
        GreetingFile file;
        fixture.window().targetActions().openFiles({file.name()});
        QTRY_COMPARE(fixture.find<QAbstractButton>("writeLockButton")->text(), QStringLiteral("Locked"));
        QVERIFY(!fixture.find<PanelDockWidget>("searchDock")->isMade());
        QVERIFY(file.name().endsWith(fixture.find<QComboBox>("searchTarget")->currentText()));
    }

    void anOpenedFileIsTheCurrentTargetAndIsLocked()
    {
        WindowFixture fixture;
        GreetingFile file;
        fixture.window().targetActions().openFiles({file.name()});
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
        GreetingFile file;
        fixture.window().targetActions().openFiles({file.name()});
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
        GreetingFile file;
        const TargetId target = file.openUnlocked(fixture.workbench());
        const std::vector<std::byte> evil{std::byte{'E'}, std::byte{'V'}};
        QVERIFY(fixture.workbench().journal().pokeUnseen(target, Address(4), evil));
        QTRY_VERIFY(fixture.action("undoAction")->isEnabled());
        QSignalSpy messages(&fixture.navigator(), &Navigator::statusMessage);
        fixture.action("undoAction")->trigger();
        QTRY_VERIFY(!messages.isEmpty());
        QVERIFY(messages.last().first().toString().contains(QStringLiteral("“EV” at 0x4 in ")));
        QCOMPARE(file.content(), QByteArray("Hello, world!"));
        QTRY_VERIFY(!fixture.action("undoAction")->isEnabled());
        QTRY_VERIFY(fixture.action("redoAction")->isEnabled());
    }

    void twoQuickUndosTakeBackTwoEdits()
    {
        WindowFixture fixture;
        GreetingFile file;
        const TargetId target = file.openUnlocked(fixture.workbench());
        QVERIFY(fixture.workbench().journal().pokeUnseen(target, Address(4), std::vector{std::byte{'E'}}));
        QVERIFY(fixture.workbench().journal().pokeUnseen(target, Address(5), std::vector{std::byte{'V'}}));
        QTRY_VERIFY(fixture.action("undoAction")->isEnabled());
        fixture.action("undoAction")->trigger();
        fixture.action("undoAction")->trigger();
        QTRY_COMPARE(file.content(), QByteArray("Hello, world!"));
    }

    void undoIsOfferedOnlyForWhatCanBeTakenBack()
    {
        WindowFixture fixture;
        GreetingFile file;
        const TargetId target = file.openUnlocked(fixture.workbench());
        QVERIFY(fixture.workbench().journal().pokeUnseen(target, Address(4), std::vector{std::byte{'E'}}));
        QTRY_VERIFY(fixture.action("undoAction")->isEnabled());
        fixture.workbench().targets().close(target);
        QSignalSpy messages(&fixture.navigator(), &Navigator::failed);
        fixture.action("undoAction")->trigger();
        QTRY_VERIFY(!messages.isEmpty());
        QTRY_VERIFY(!fixture.action("undoAction")->isEnabled());
        QVERIFY(!fixture.action("redoAction")->isEnabled());
        QVERIFY(!fixture.find<QAbstractButton>("undoChange")->isEnabled());
        QVERIFY(fixture.find<QLabel>("changesDropped")->isHidden());
    }
};

QTEST_MAIN(TestWindowFiles)
#include "tst_window_files.moc"
