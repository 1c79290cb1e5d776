#include "gui/models/crash_tables.h"
#include "gui/panels/crash_panel.h"
#include "gui/widgets/code_editor.h"
#include "support/window_fixture.h"
#include "workbench/source_builds.h"

#include <QAbstractButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTreeView>

using namespace memdelbrot;

// The page of a real crash, of a function whose source is known.
class CrashPanelTest final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void doubleClickOpensTheSourceAtTheLine();
    void enterOpensItToo();
    void frameWithoutSourceSaysWhyNothingOpens();
    void theAddressOpensTheCodeInTheMemory();
    void theDeadProcessIsSavedAsACoreFile();
    void aCoreFileThatCannotBeWrittenSaysWhy();

private:
    [[nodiscard]] QTreeView& stack() { return *m_fixture->find<QTreeView>("stackTable"); }
    [[nodiscard]] QModelIndex cell(StackModel::Column column);   // of the function that crashed
    void doubleClick(const QModelIndex& index);

    std::unique_ptr<WindowFixture> m_fixture;
};

void CrashPanelTest::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    Workbench& workbench = m_fixture->workbench();
    const auto build = buildSource(workbench, "extern \"C\" int readAt(const int* place)\n{\n    return *place;\n}\n");
    QVERIFY(build && !build->functions.empty());
    const auto report = workbench.calls().call(build->library, build->functions.front(), {"null"});
    QVERIFY(report && report->crash);
    QTRY_VERIFY(stack().model()->rowCount() > 0);
    QTRY_VERIFY(stack().isVisible());
}

QModelIndex CrashPanelTest::cell(StackModel::Column column)
{
    return stack().model()->index(0, column);
}

void CrashPanelTest::doubleClick(const QModelIndex& index)
{
    QVERIFY(index.isValid());
    stack().scrollTo(index);
    const QPoint place = stack().visualRect(index).center();
    QTest::mouseClick(stack().viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(stack().viewport(), Qt::LeftButton, {}, place);
}

void CrashPanelTest::doubleClickOpensTheSourceAtTheLine()
{
    QSignalSpy requested(&m_fixture->navigator(), &Navigator::sourceRequested);
    doubleClick(cell(StackModel::FunctionColumn));
    QVERIFY(!requested.isEmpty());
    auto* const editor = m_fixture->find<CodeEditor>("sourceEditor");
    QVERIFY(editor->isVisible());
    QVERIFY(editor->text().contains(QStringLiteral("return *place;")));
    QCOMPARE(editor->line(), 3);
}

void CrashPanelTest::enterOpensItToo()
{
    stack().setCurrentIndex(cell(StackModel::FunctionColumn));
    stack().setFocus();
    QTest::keyClick(&stack(), Qt::Key_Return);
    auto* const editor = m_fixture->find<CodeEditor>("sourceEditor");
    QTRY_VERIFY(editor->text().contains(QStringLiteral("return *place;")));
}

void CrashPanelTest::frameWithoutSourceSaysWhyNothingOpens()
{
    LibraryCalls& calls = m_fixture->workbench().calls();
    const std::string libc = "libc.so.6";
    const auto strlenNull = calls.call(libc, *calls.declare(libc, "unsigned long strlen(const char *)"), {"null"});
    QVERIFY(strlenNull && strlenNull->crash);
    QTRY_VERIFY(cell(StackModel::ModuleColumn).data().toString().startsWith(QStringLiteral("libc")));
    QSignalSpy requested(&m_fixture->navigator(), &Navigator::sourceRequested);
    QSignalSpy told(&m_fixture->navigator(), &Navigator::statusMessage);
    doubleClick(cell(StackModel::FunctionColumn));   // its source is not installed, or not even known
    QVERIFY(requested.isEmpty());
    QVERIFY(!told.isEmpty());
    const QString why = told.back().front().toString();
    QVERIFY2(why.contains(QStringLiteral("ource")) && why.contains(QStringLiteral("of frame 0")), qPrintable(why));
}

void CrashPanelTest::theAddressOpensTheCodeInTheMemory()
{
    QSignalSpy memory(&m_fixture->navigator(), &Navigator::memoryRequested);
    doubleClick(cell(StackModel::AddressColumn));
    QVERIFY(!memory.isEmpty());
    QCOMPARE(memory.front().front().value<Place>().target, m_fixture->workbench().frozen().front().target);
}

void CrashPanelTest::theDeadProcessIsSavedAsACoreFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("dead.core"));
    m_fixture->find<CrashPanel>("crashPanel")->chooseCoreFile = [path](QWidget*, const QString&) { return path; };
    QSignalSpy told(&m_fixture->navigator(), &Navigator::statusMessage);
    m_fixture->find<QAbstractButton>("saveCore")->click();
    QTRY_VERIFY(!told.isEmpty() && told.back().front().toString().contains(path));
    Targets& targets = m_fixture->workbench().targets();
    const auto core = targets.openCore(path.toStdString());
    QVERIFY(core);
    const FrozenProcess frozen = m_fixture->workbench().frozen().front();
    const auto stack = AddressRange::fromSize(*registerValue(frozen.report, "rsp"), 64);
    QCOMPARE((*targets.target(*core))->read(stack).bytes, (*targets.target(frozen.target))->read(stack).bytes);
}

void CrashPanelTest::aCoreFileThatCannotBeWrittenSaysWhy()
{
    m_fixture->find<CrashPanel>("crashPanel")->chooseCoreFile = [](QWidget*, const QString&) {
        return QStringLiteral("/proc/no-such-folder/dead.core");
    };
    QSignalSpy failed(&m_fixture->navigator(), &Navigator::failed);
    auto* const button = m_fixture->find<QAbstractButton>("saveCore");
    button->click();
    QTRY_VERIFY(!failed.isEmpty());
    QVERIFY(failed.front().front().toString().contains(QStringLiteral("/proc/no-such-folder/dead.core")));
    QVERIFY(button->isEnabled());
}

QTEST_MAIN(CrashPanelTest)
#include "tst_crash_panel.moc"
