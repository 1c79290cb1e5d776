#include "gui/models/allocation_list_model.h"
#include "gui/widgets/code_editor.h"
#include "gui/widgets/hex_view.h"
#include "support/forked_child.h"
#include "support/window_fixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTreeView>

using namespace memdelbrot;
using memdelbrot::test::ForkedChild;

// The window as a whole: what one panel shows of a target, an array or an edit, the others show too.
class PanelsAgreeTest final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theEndOfAProcessIsSaidEverywhere();
    void theWritingOfThisProgramIsSaidInTheSameWords();
    void bytesOnlyLeavesOneByteSelectedForAll();
    void aRefusalGoesWithTheEditItWasAbout();
    void escapeDismissesARefusal();
    void aWriteThatSucceedsEndsARefusal();
    void aFreedArrayIsSaidToBeFreed();
    void anArrayOfAFrozenWorkerIsSaidToBeKept();
    void whatTheTargetWritesIsReadByTheStatusLine();
    void theEmptyConsoleLeavesUndoToTheWindow();
    void aButtonBesideATextLeavesUndoToTheText();
    void aNameThatIsBoundAnewIsSaidToBeElsewhere();
    void aNameThatIsDeletedIsSaidToStandForNothing();
    void theWorkerAfterACrashedOneIsOfferedAndTheMemoryStays();
    void anOfferedWorkerThatWasDismissedIsNotOfferedAgain();
    void theWorkerAfterACrashedOneLeavesAnotherTargetAlone();

private:
    [[nodiscard]] HexView& view() { return *m_fixture->find<HexView>("hexView"); }
    [[nodiscard]] QString text(const char* name) { return m_fixture->find(name)->property("text").toString(); }
    [[nodiscard]] QString notice()
    {
        return m_fixture->find("memoryNotice")->isHidden() ? QString() : text("memoryNotice");
    }
    void openFile(const char* dtype);
    void openHello();
    void run(const char* code) { emit m_fixture->navigator().pythonRequested(QString::fromLatin1(code)); }
    [[nodiscard]] TargetId crashedWorker();
    [[nodiscard]] QString shownTarget()
    {
        return m_fixture->find("memoryPanel")->findChild<QComboBox*>(QStringLiteral("targetChooser"))->currentText();
    }
    [[nodiscard]] QByteArray content(qint64 size)
    {
        m_file->seek(0);
        return m_file->read(size);
    }
    void type(const char* keys) { QTest::keyClicks(&view(), QString::fromLatin1(keys)); }
    void press(Qt::Key key) { QTest::keyClick(&view(), key); }

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<QTemporaryFile> m_file;
    TargetId m_target;   // of the file
};

void PanelsAgreeTest::init()
{
    WorkbenchOptions options;
    options.python.interpreter = TEST_PYTHON;
    m_fixture = std::make_unique<WindowFixture>(QSize(1600, 1000), std::move(options));
}

void PanelsAgreeTest::cleanup()
{
    m_fixture.reset();
    m_file.reset();
}

// An unlocked file, seen as the dtype, with the cursor on its first element.
void PanelsAgreeTest::openFile(const char* dtype)
{
    m_file = std::make_unique<QTemporaryFile>();
    QVERIFY(m_file->open() && m_file->write(QByteArray(64, '\1')) == 64 && m_file->flush());
    Targets& targets = m_fixture->workbench().targets();
    const auto target = targets.openFile(m_file->fileName().toStdString());
    QVERIFY(target && targets.unlock(*target));
    m_target = *target;
    const ArrayView array{.dtype = Dtype::parse(dtype).value(), .shape = {4}, .strides = {}};
    emit m_fixture->navigator().memoryRequested(
        {.target = *target, .address = Address(0), .view = array, .label = "file"});
    QTRY_VERIFY(view().document().shown(AddressRange::fromSize(Address(0), 16)));
    view().goTo(Address(0), HexArea::Typed);
    QCOMPARE(view().cursor().area(), HexArea::Typed);
}

// The bytes of a Python object of that name.
void PanelsAgreeTest::openHello()
{
    run("hello = b'Hello, world!'");
    const auto hello = [this] {
        const auto target = m_fixture->workbench().pythonTarget();
        return target ? evaluateAddress(m_fixture->workbench(), *target, "py:hello.contents")
                      : Result<Place>(failure({.code = ErrorCode::NotFound}));
    };
    QTRY_VERIFY(hello());
    emit m_fixture->navigator().memoryRequested(*hello());
    QTRY_VERIFY(view().document().shown(AddressRange::fromSize(hello()->address, 8)));
}

// Which is what the window is about then.
TargetId PanelsAgreeTest::crashedWorker()
{
    Workbench& workbench = m_fixture->workbench();
    const auto worker = workbench.workerTarget();
    if (!worker)
        return {};
    emit m_fixture->navigator().targetSelected(*worker);
    const std::string crashers = SUBJECTS_FOLDER "/libcrashers.so";
    const auto report =
        workbench.calls().call(crashers, *workbench.calls().declare(crashers, "void writeToNull(void)"), {});
    return report && report->frozen == *worker ? *worker : TargetId();
}

void PanelsAgreeTest::aNameThatIsBoundAnewIsSaidToBeElsewhere()
{
    openHello();
    const auto* const former = m_fixture->find("formerPlaceNotice");
    QVERIFY(former->isHidden());
    const Address before = view().cursor().address();
    run("kept = hello; hello = b'Good evening!'");
    QTRY_VERIFY(!former->isHidden());
    QVERIFY(text("formerPlaceNotice").startsWith(QStringLiteral("hello.contents now is at 0x")));
    QCOMPARE(view().cursor().address(), before);
    QTest::mouseClick(former->findChild<QAbstractButton*>(QStringLiteral("noticeAction")), Qt::LeftButton);
    QVERIFY(view().cursor().address() != before);
    QTRY_COMPARE(view().document().shown(AddressRange::fromSize(view().cursor().address(), 4)),
                 std::optional(std::vector{std::byte{'G'}, std::byte{'o'}, std::byte{'o'}, std::byte{'d'}}));
    QVERIFY(former->isHidden());
    emit m_fixture->navigator().backRequested();
    QCOMPARE(view().cursor().address(), before);
    QTRY_VERIFY(!former->isHidden());   // so it is on the way back
    run("hello = kept");
    QTRY_VERIFY(former->isHidden());
}

void PanelsAgreeTest::aNameThatIsDeletedIsSaidToStandForNothing()
{
    openHello();
    run("kept = hello; del hello");
    QTRY_VERIFY(!m_fixture->find("formerPlaceNotice")->isHidden());
    QVERIFY(text("formerPlaceNotice").startsWith(QStringLiteral("hello.contents stands for nothing now")));
}

void PanelsAgreeTest::theWorkerAfterACrashedOneIsOfferedAndTheMemoryStays()
{
    const TargetId dead = crashedWorker();
    QVERIFY(dead != TargetId());
    QTRY_VERIFY(shownTarget().contains(QStringLiteral("SIGSEGV")));
    const auto next = m_fixture->workbench().workerTarget();
    QVERIFY(next);
    const auto* const notice = m_fixture->find("formerPlaceNotice");
    QTRY_VERIFY(!notice->isHidden());
    QVERIFY(shownTarget().contains(QStringLiteral("SIGSEGV")));
    QCOMPARE(m_fixture->navigator().lastTarget(), std::optional(dead));
    QTest::mouseClick(notice->findChild<QAbstractButton*>(QStringLiteral("noticeAction")), Qt::LeftButton);
    QTRY_COMPARE(m_fixture->navigator().lastTarget(), std::optional(*next));
    QTRY_VERIFY(!shownTarget().contains(QStringLiteral("SIGSEGV")));
    QTRY_COMPARE(text("writeLockButton"), QStringLiteral("Writable"));
    QTRY_VERIFY(notice->isHidden());
}

void PanelsAgreeTest::anOfferedWorkerThatWasDismissedIsNotOfferedAgain()
{
    QVERIFY(crashedWorker() != TargetId());
    QVERIFY(m_fixture->workbench().workerTarget());
    const auto* const notice = m_fixture->find("formerPlaceNotice");
    QTRY_VERIFY(!notice->isHidden());
    QTest::mouseClick(notice->findChild<QAbstractButton*>(QStringLiteral("noticeClose")), Qt::LeftButton);
    QSignalSpy events(&m_fixture->events(), &WorkbenchEvents::targetsChanged);
    m_fixture->workbench().targets().rename(m_fixture->workbench().targets().self(), "memdelbrot");
    QTRY_VERIFY(!events.isEmpty());
    QVERIFY(notice->isHidden());
}

void PanelsAgreeTest::theWorkerAfterACrashedOneLeavesAnotherTargetAlone()
{
    QVERIFY(crashedWorker() != TargetId());
    const TargetId own = m_fixture->workbench().targets().self();
    emit m_fixture->navigator().targetSelected(own);
    QSignalSpy events(&m_fixture->events(), &WorkbenchEvents::targetsChanged);
    QVERIFY(m_fixture->workbench().workerTarget());
    QTRY_VERIFY(!events.isEmpty());
    QCOMPARE(m_fixture->navigator().lastTarget(), std::optional(own));
}

void PanelsAgreeTest::theEndOfAProcessIsSaidEverywhere()
{
    ForkedChild child;
    const auto target = m_fixture->workbench().targets().openProcess(ProcessId(child.pid()));
    QVERIFY(target);
    emit m_fixture->navigator().targetSelected(*target);
    QTRY_VERIFY(text("statusTarget").contains(QStringLiteral("running, locked")));
    child.kill();
    QTRY_VERIFY2(text("statusTarget").contains(QStringLiteral("ended, locked")), qPrintable(text("statusTarget")));
    const auto* const list = m_fixture->find<QTreeView>("targetList")->model();
    QCOMPARE(list->index(1, 1).data().toString(), QStringLiteral("ended"));
}

void PanelsAgreeTest::theWritingOfThisProgramIsSaidInTheSameWords()
{
    const QString words = m_fixture->find<QTreeView>("targetList")->model()->index(0, 2).data().toString();
    QVERIFY2(text("statusTarget").endsWith(words), qPrintable(text("statusTarget")));
    QVERIFY(m_fixture->find<QAbstractButton>("writeLockButton")->text().startsWith(words, Qt::CaseInsensitive));
}

void PanelsAgreeTest::bytesOnlyLeavesOneByteSelectedForAll()
{
    openFile("int32");
    QTRY_VERIFY(text("statusSelection").startsWith(QStringLiteral("4 bytes at 0x0")));
    auto* const dtypes = m_fixture->find<QComboBox>("dtypeChooser");
    dtypes->setCurrentIndex(0);
    emit dtypes->textActivated(dtypes->itemText(0));
    QTRY_VERIFY2(text("statusSelection").startsWith(QStringLiteral("1 byte at 0x0")),
                 qPrintable(text("statusSelection")));
    QTRY_VERIFY(text("valueTitle").startsWith(QStringLiteral("1 byte at 0x0")));
    QVERIFY(text("memoryFooter").startsWith(QStringLiteral("0x0: ")));
}

void PanelsAgreeTest::aRefusalGoesWithTheEditItWasAbout()
{
    openFile("int32");
    type("x");
    press(Qt::Key_Return);
    QVERIFY(notice().contains(QStringLiteral("x")));
    press(Qt::Key_Escape);
    QCOMPARE(notice(), QString());
    type("y");
    press(Qt::Key_Return);
    QVERIFY(!notice().isEmpty());
    press(Qt::Key_Backspace);
    QCOMPARE(notice(), QString());
}

void PanelsAgreeTest::escapeDismissesARefusal()
{
    openFile("int32");
    emit view().refused({.code = ErrorCode::Syntax, .subject = "x"});
    QVERIFY(!notice().isEmpty());
    press(Qt::Key_Escape);
    QCOMPARE(notice(), QString());
}

void PanelsAgreeTest::aWriteThatSucceedsEndsARefusal()
{
    openFile("int32");
    emit view().refused({.code = ErrorCode::Syntax, .subject = "x"});
    const std::vector<std::byte> bytes{std::byte{7}};
    QVERIFY(m_fixture->workbench().journal().pokeUnseen(m_target, Address(0), bytes));
    QTRY_VERIFY(m_fixture->action("undoAction")->isEnabled());
    m_fixture->action("undoAction")->trigger();
    QTRY_COMPARE(notice(), QString());
}

void PanelsAgreeTest::aFreedArrayIsSaidToBeFreed()
{
    const auto made = m_fixture->workbench().calls().newArray(
        {.name = "mine", .view = {.dtype = Dtype::parse("float64").value(), .shape = {100}, .strides = {}}});
    QVERIFY(made);
    const Place place{
        .target = made->target, .address = made->range.begin(), .view = made->view, .label = "alloc:mine"};
    emit m_fixture->navigator().memoryRequested(place);
    QTRY_VERIFY(text("memoryFooter").endsWith(QStringLiteral("alloc:mine")));
    QVERIFY(!view().isArrayFreed());
    QVERIFY(m_fixture->workbench().calls().freeArray("mine"));
    for (const char* words : {"memoryFooter", "addressWhere", "statusSelection"})
        QTRY_VERIFY2(text(words).contains(QStringLiteral("alloc:mine (freed)")), words);
    QVERIFY(view().isArrayFreed());
    const auto* const arrays = m_fixture->find<QTreeView>("allocationTable");
    const int state = AllocationListModel::StateColumn;
    const QModelIndexList rows =
        arrays->model()->match(arrays->model()->index(0, 0), Qt::DisplayRole, QStringLiteral("mine"));
    QCOMPARE(rows.size(), 1);
    QTRY_COMPARE(rows.front().siblingAtColumn(state).data().toString(), QStringLiteral("freed"));
    QVERIFY(arrays->columnViewportPosition(state) + arrays->columnWidth(state) < 160);  // pixels: in the narrowest dock
}

void PanelsAgreeTest::anArrayOfAFrozenWorkerIsSaidToBeKept()
{
    Workbench& workbench = m_fixture->workbench();
    const auto made = workbench.calls().newArray(
        {.name = "mine", .view = {.dtype = Dtype::parse("float64").value(), .shape = {100}, .strides = {}}});
    QVERIFY(made);
    emit m_fixture->navigator().memoryRequested(
        {.target = made->target, .address = made->range.begin(), .view = made->view, .label = "alloc:mine"});
    QTRY_VERIFY(text("memoryFooter").endsWith(QStringLiteral("alloc:mine")));
    const auto ended = workbench.calls().call("libc.so.6", {.name = "abort"}, {}, std::chrono::seconds(30));
    QVERIFY(ended && ended->crash && ended->frozen);
    for (const char* words : {"memoryFooter", "addressWhere", "statusSelection"})
        QTRY_VERIFY2(text(words).contains(QStringLiteral("alloc:mine (its worker has ended and is kept frozen)")),
                     words);
    QVERIFY(!view().isArrayFreed());
    const auto* const arrays = m_fixture->find<QTreeView>("allocationTable")->model();
    const auto state = [arrays] {
        const QModelIndexList rows = arrays->match(arrays->index(0, 0), Qt::DisplayRole, QStringLiteral("mine"));
        return rows.isEmpty() ? QString()
                              : rows.front().siblingAtColumn(AllocationListModel::StateColumn).data().toString();
    };
    QTRY_COMPARE(state(), QStringLiteral("frozen"));
    workbench.closeFrozen(*ended->frozen);
    QTRY_COMPARE(state(), QStringLiteral("gone"));
}

void PanelsAgreeTest::whatTheTargetWritesIsReadByTheStatusLine()
{
    openFile("uint8");
    QTRY_VERIFY(text("statusSelection").startsWith(QStringLiteral("1 byte at 0x0: 01 ")));
    QVERIFY(m_file->seek(0) && m_file->write("\x5a") == 1 && m_file->flush());
    QTRY_VERIFY2(text("statusSelection").startsWith(QStringLiteral("1 byte at 0x0: 5a ")),
                 qPrintable(text("statusSelection")));
}

void PanelsAgreeTest::theEmptyConsoleLeavesUndoToTheWindow()
{
    openFile("int32");
    const std::vector<std::byte> bytes{std::byte{7}};
    QVERIFY(m_fixture->workbench().journal().pokeUnseen(m_target, Address(0), bytes));
    QTRY_VERIFY(m_fixture->action("undoAction")->isEnabled());
    m_fixture->find<QDockWidget>("pythonDock")->show();
    m_fixture->find<QDockWidget>("pythonDock")->raise();
    m_fixture->window().activateWindow();
    auto* const input = m_fixture->find("pythonInput");
    input->setFocus();
    QTRY_VERIFY(input->hasFocus());
    QTest::keyClicks(input, QStringLiteral("x"));
    QTest::keyClick(input, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(input->property("plainText").toString(), QString());
    QCOMPARE(content(1), QByteArray("\7"));
    QTest::keyClick(input, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(content(1), QByteArray("\1"));
}

void PanelsAgreeTest::aButtonBesideATextLeavesUndoToTheText()
{
    openFile("int32");
    const std::vector<std::byte> bytes{std::byte{7}};
    QVERIFY(m_fixture->workbench().journal().pokeUnseen(m_target, Address(0), bytes));
    QTRY_VERIFY(m_fixture->action("undoAction")->isEnabled());
    m_fixture->find<QDockWidget>("sourceDock")->show();
    m_fixture->find<QDockWidget>("sourceDock")->raise();
    m_fixture->window().activateWindow();
    auto* const source = m_fixture->find<CodeEditor>("sourceEditor");
    const QString before = source->text();
    auto* const editor = m_fixture->find("sourceText");
    editor->setFocus();
    QTRY_VERIFY(editor->hasFocus());
    QTest::keyClick(editor, Qt::Key_X);
    QVERIFY(source->text() != before);
    auto* const build = m_fixture->find("compileButton");
    build->setFocus();
    QTRY_VERIFY(build->hasFocus());
    QTest::keyClick(build, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(source->text(), before);
    QTest::keyClick(build, Qt::Key_Z, Qt::ControlModifier);  // nothing is left to undo in the text
    QTest::keyClick(build, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(source->text() != before);
    QCOMPARE(content(1), QByteArray("\7"));
    QVERIFY(m_fixture->workbench().journal().canUndo());
}

QTEST_MAIN(PanelsAgreeTest)
#include "tst_panels_agree.moc"
