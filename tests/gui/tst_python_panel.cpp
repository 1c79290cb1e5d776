#include "python_panel_fixture.h"

#include "base/resources.h"
#include "gui/models/python_variables_model.h"

using namespace memdelbrot;

class PythonPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void enterStartsPythonAndRunsWhatWasTyped();
    void theNotebooksPairOfResultsComesOut();
    void anOpenBlockAsksForAnotherLine();
    void shiftEnterGoesOnInANewLine();
    void historyComesBackByUpAndDown();
    void aTracebackIsShownInItsColour();
    void inputAsksAndTakesALine();
    void controlCInterruptsWhatRuns();
    void theButtonInterruptsTooAndForgetsWhatWaits();
    void restartMakesANewSession();
    void aRestartAsksBeforeVariablesAreLost();
    void aSlowListOfVariablesIsSaidAndCanBeInterrupted();
    void aDeadPythonIsToldAndEnterStartsANewOne();
    void aCellThatCannotBeSentLeavesTheConsoleReady();
    void aSessionThatDiesAtOnceIsEnded();
    void controlDInAnEmptyInputEndsTheSession();
    void controlDEndsTheInputThatIsAskedFor();
    void aFloodOfOutputKeepsTheWindowAlive();
    void variablesAreListedWithTypeAddressSizeAndReferences();
    void referencesFollowFromOutside();
    void contentsOpenWithDtypeAndShape();
    void theObjectOpensFromItsHeaderOn();
    void enterInspectsAVariable();
    void anotherPanelsCodeIsRunAsIfTyped();
    void aMissingInterpreterIsSaid();
    void whatIsGainedInHeightIsTheConsoles();

private:
    std::unique_ptr<PythonPanelFixture> m_fixture;
};

void PythonPanelTest::init()
{
    m_fixture = std::make_unique<PythonPanelFixture>();
}

void PythonPanelTest::enterStartsPythonAndRunsWhatWasTyped()
{
    QCOMPARE(m_fixture->input()->placeholderText(), QStringLiteral("Press Enter to start Python"));
    m_fixture->type(QStringLiteral("1 + 1"));
    QTRY_VERIFY(m_fixture->output().contains(QStringLiteral(">>> 1 + 1\n2\n")));
    QTRY_VERIFY(m_fixture->state().endsWith(QStringLiteral(": ready")));
    QVERIFY(m_fixture->input()->toPlainText().isEmpty());
}

void PythonPanelTest::theNotebooksPairOfResultsComesOut()
{
    m_fixture->type(QStringLiteral("import ctypes"));
    emit m_fixture->navigator.pythonRequested(QStringLiteral(
        "hello = b'Hello, world!'\nx = ctypes.memmove(id(hello) + 36, b'EVIL', 4)\nprint(hello == b'Hello, world!')"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("\nFalse\n")));
    emit m_fixture->navigator.pythonRequested(
        QStringLiteral("exec('''hello = b\"Hello, world!\"\nctypes.memmove(id(hello) + 36, b\"EVIL\", 4)\nprint(hello "
                       "== b\"Hello, world!\")''')"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("\nTrue\n")));
}

void PythonPanelTest::anOpenBlockAsksForAnotherLine()
{
    m_fixture->type({});
    QTRY_VERIFY(m_fixture->state().endsWith(QStringLiteral(": ready")));
    m_fixture->type(QStringLiteral("for i in range(2):"));
    QTRY_COMPARE(m_fixture->input()->toPlainText(), QStringLiteral("for i in range(2):\n    "));
    m_fixture->type(QStringLiteral("print('line', i)"));
    QTRY_COMPARE(m_fixture->input()->blockCount(), 3);
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(m_fixture->input(), Qt::Key_Backspace);
    QTest::keyClick(m_fixture->input(), Qt::Key_Return);
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("line 0\nline 1\n")));
    QVERIFY(m_fixture->output().contains(QStringLiteral(">>> for i in range(2):\n...     print('line', i)\n")));
}

void PythonPanelTest::shiftEnterGoesOnInANewLine()
{
    QTest::keyClicks(m_fixture->input(), QStringLiteral("a = 2"));
    QTest::keyClick(m_fixture->input(), Qt::Key_Return, Qt::ShiftModifier);
    m_fixture->type(QStringLiteral("a * 21"));
    QTRY_VERIFY(m_fixture->output().contains(QStringLiteral(">>> a = 2\n... a * 21\n42\n")));
}

void PythonPanelTest::historyComesBackByUpAndDown()
{
    m_fixture->type(QStringLiteral("first = 1"));
    m_fixture->type(QStringLiteral("second = 2"));
    QTest::keyClicks(m_fixture->input(), QStringLiteral("draft"));
    QTest::keyClick(m_fixture->input(), Qt::Key_Up);
    QCOMPARE(m_fixture->input()->toPlainText(), QStringLiteral("second = 2"));
    QTest::keyClick(m_fixture->input(), Qt::Key_Up);
    QCOMPARE(m_fixture->input()->toPlainText(), QStringLiteral("first = 1"));
    QTest::keyClick(m_fixture->input(), Qt::Key_Up);
    QCOMPARE(m_fixture->input()->toPlainText(), QStringLiteral("first = 1"));
    QTest::keyClick(m_fixture->input(), Qt::Key_Down);
    QTest::keyClick(m_fixture->input(), Qt::Key_Down);
    QCOMPARE(m_fixture->input()->toPlainText(), QStringLiteral("draft"));
}

void PythonPanelTest::aTracebackIsShownInItsColour()
{
    m_fixture->type(QStringLiteral("1 / 0"));
    QTRY_VERIFY(m_fixture->output().contains(QStringLiteral("ZeroDivisionError: division by zero")));
    QTextCursor cursor =
        m_fixture->child<ConsoleOutput>("pythonOutput")->document()->find(QStringLiteral("ZeroDivisionError"));
    QVERIFY(cursor.charFormat().foreground().color() != m_fixture->panel.palette().color(QPalette::Text));
}

void PythonPanelTest::inputAsksAndTakesALine()
{
    m_fixture->type(QStringLiteral("name = input('Who? ')"));
    QTRY_COMPARE(m_fixture->child<QLabel>("pythonPrompt")->text(), QStringLiteral("Who? "));
    m_fixture->type(QStringLiteral("world"));
    QTRY_VERIFY(m_fixture->state().endsWith(QStringLiteral(": ready")));
    QVERIFY(m_fixture->output().contains(QStringLiteral("Who? world\n")));
    m_fixture->type(QStringLiteral("name"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("'world'\n")));
}

void PythonPanelTest::controlCInterruptsWhatRuns()
{
    m_fixture->type(QStringLiteral("import time; print('go'); time.sleep(1000)"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("\ngo\n")));
    QTest::keyClick(m_fixture->input(), Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(m_fixture->output().contains(QStringLiteral("KeyboardInterrupt")));
    m_fixture->type(QStringLiteral("3 * 3"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("9\n")));
}

void PythonPanelTest::theButtonInterruptsTooAndForgetsWhatWaits()
{
    m_fixture->type(QStringLiteral("while True: pass"));
    QTRY_VERIFY(m_fixture->state().endsWith(QStringLiteral(": running")));
    m_fixture->type(QStringLiteral("'never'"));
    m_fixture->child<QPushButton>("interruptPython")->click();
    QTRY_VERIFY(m_fixture->state().endsWith(QStringLiteral(": ready")));
    QVERIFY(!m_fixture->output().contains(QStringLiteral("'never'")));
}

void PythonPanelTest::restartMakesANewSession()
{
    m_fixture->type(QStringLiteral("x = 1"));
    QTRY_COMPARE(m_fixture->cell(QStringLiteral("x"), PythonVariablesModel::TypeColumn), QStringLiteral("int"));
    m_fixture->type(QStringLiteral("while True: pass"));
    QTRY_VERIFY(m_fixture->state().endsWith(QStringLiteral(": running")));
    m_fixture->child<QPushButton>("restartPython")->click();
    m_fixture->child<QPushButton>("restartYes")->click();
    QTRY_VERIFY(m_fixture->state().endsWith(QStringLiteral(": ready")));
    m_fixture->type(QStringLiteral("x"));
    QTRY_VERIFY(m_fixture->output().contains(QStringLiteral("NameError")));
    QCOMPARE(m_fixture->variables()->rowCount(), 0);
    QVERIFY(m_fixture->workbench.frozen().empty());
}

void PythonPanelTest::aRestartAsksBeforeVariablesAreLost()
{
    m_fixture->type(QStringLiteral("1 + 1"));   // `_` is the console's
    QTRY_COMPARE(m_fixture->variables()->rowCount(), 1);
    const auto pid = m_fixture->workbench.python()->pid();
    m_fixture->child<QPushButton>("restartPython")->click();
    QVERIFY(!m_fixture->panel.findChild<QMessageBox*>());
    QTRY_VERIFY(m_fixture->workbench.python() && m_fixture->workbench.python()->pid() != pid);
    QTRY_VERIFY(m_fixture->state().endsWith(QStringLiteral(": ready")));
    m_fixture->type(QStringLiteral("x = 1"));
    QTRY_COMPARE(m_fixture->variables()->rowCount(), 1);
    m_fixture->child<QPushButton>("restartPython")->click();
    QVERIFY(
        m_fixture->child<QMessageBox>("restartQuestion")->text().contains(QStringLiteral("variable x will be lost")));
    m_fixture->child<QPushButton>("restartKeep")->click();
    m_fixture->type(QStringLiteral("x + 41"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("42\n")));
}

void PythonPanelTest::aSlowListOfVariablesIsSaidAndCanBeInterrupted()
{
    const QTemporaryDir folder;
    const QString original = QString::fromStdString(resourcePath("python/").string());
    for (const QString& name : QDir(original).entryList(QDir::Files))
        QVERIFY(QFile::copy(original + name, folder.filePath(name)));
    QFile contents(folder.filePath(QStringLiteral("contents.py")));
    QVERIFY(contents.open(QIODevice::Append));
    contents.write("\ndef described(*whatever):\n    import time\n    time.sleep(1000)\n");
    contents.close();
    WorkbenchOptions options = PythonPanelFixture::options();
    options.python.bootstrap = folder.filePath(QStringLiteral("session.py")).toStdString();
    m_fixture = std::make_unique<PythonPanelFixture>(options);
    m_fixture->type(QStringLiteral("x = 1"));
    QTRY_VERIFY(m_fixture->state().endsWith(QStringLiteral(": listing its variables")));
    QVERIFY(m_fixture->child<QPushButton>("interruptPython")->isEnabled());
    m_fixture->child<QPushButton>("interruptPython")->click();
    QTRY_VERIFY(m_fixture->state().endsWith(QStringLiteral(": ready")));
    QVERIFY(!m_fixture->child<QPushButton>("interruptPython")->isEnabled());
}

void PythonPanelTest::aDeadPythonIsToldAndEnterStartsANewOne()
{
    m_fixture->type(QStringLiteral("import os; os.abort()"));
    QTRY_VERIFY(m_fixture->output().contains(QStringLiteral("Python ended: SIGABRT")));
    QCOMPARE(m_fixture->state(), QStringLiteral("ended"));
    QTRY_COMPARE(m_fixture->workbench.frozen().size(), std::size_t(1));
    m_fixture->type(QStringLiteral("'again'"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("'again'\n")));
}

void PythonPanelTest::aCellThatCannotBeSentLeavesTheConsoleReady()
{
    PythonConsole console(m_fixture->workbench);
    const QSignalSpy notices(&console, &PythonConsole::noticed);
    console.submit(QString(20 << 20, QLatin1Char('#')));   // more than a message holds
    QTRY_VERIFY(!notices.isEmpty() && notices.last().at(1).toBool());
    QTRY_COMPARE(console.state(), PythonConsole::State::Idle);
    const QSignalSpy written(&console, &PythonConsole::written);
    console.submit(QStringLiteral("1 + 1"));
    QTRY_COMPARE(written.count(), 1);
}

void PythonPanelTest::aSessionThatDiesAtOnceIsEnded()
{
    const QTemporaryDir folder;
    QFile bootstrap(folder.filePath(QStringLiteral("dies.py")));
    QVERIFY(bootstrap.open(QIODevice::WriteOnly));
    bootstrap.write(
        "import json, os, struct, sys\n"
        "hello = json.dumps({'event': 'hello', 'protocol': 1, 'version': '3.11.2', 'implementation': 'cpython',\n"
        "                    'executable': sys.executable}).encode()\n"
        "os.write(int(sys.argv[2]), struct.pack('<I', len(hello)) + hello)\n"
        "os._exit(3)\n");
    bootstrap.close();
    WorkbenchOptions options = PythonPanelFixture::options();
    options.python.bootstrap = bootstrap.fileName().toStdString();
    Workbench workbench(options);
    PythonConsole console(workbench);
    const QSignalSpy notices(&console, &PythonConsole::noticed);
    // Whether it dies before or after the start is told, the console knows that it is over.
    for (int start = 0; start < 5; ++start) {
        const auto said = notices.count();
        console.submit(QStringLiteral("1 + 1"));
        QTRY_VERIFY(notices.count() > said && notices.last().at(1).toBool());
        QTRY_VERIFY(console.state() == PythonConsole::State::Ended
                    || console.state() == PythonConsole::State::NotStarted);
    }
}

void PythonPanelTest::controlDInAnEmptyInputEndsTheSession()
{
    m_fixture->type(QStringLiteral("x = 1"));
    QTRY_COMPARE(m_fixture->variables()->rowCount(), 1);
    QTest::keyClicks(m_fixture->input(), QStringLiteral("x"));
    QTest::keyClick(m_fixture->input(), Qt::Key_D, Qt::ControlModifier);
    QVERIFY(m_fixture->state().endsWith(QStringLiteral(": ready")));
    QTest::keyClick(m_fixture->input(), Qt::Key_Backspace);
    QTest::keyClick(m_fixture->input(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(m_fixture->state(), QStringLiteral("ended"));
    QCOMPARE(m_fixture->variables()->rowCount(), 0);
    QTRY_VERIFY(!m_fixture->workbench.python());
    QVERIFY(m_fixture->workbench.frozen().empty());
    m_fixture->type(QStringLiteral("x"));
    QTRY_VERIFY(m_fixture->output().contains(QStringLiteral("NameError")));
}

void PythonPanelTest::controlDEndsTheInputThatIsAskedFor()
{
    m_fixture->type(QStringLiteral("name = input('Who? ')"));
    QTRY_COMPARE(m_fixture->child<QLabel>("pythonPrompt")->text(), QStringLiteral("Who? "));
    QTest::keyClick(m_fixture->input(), Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(m_fixture->output().contains(QStringLiteral("EOFError")));
    QTRY_VERIFY(m_fixture->state().endsWith(QStringLiteral(": ready")));
}

void PythonPanelTest::aFloodOfOutputKeepsTheWindowAlive()
{
    m_fixture->type(QStringLiteral("for i in range(1000000): print(i)"));
    QTRY_VERIFY(m_fixture->input()->toPlainText().isEmpty() || m_fixture->input()->blockCount() == 2);
    if (m_fixture->input()->blockCount() == 2) {   // typed before Python was there to say that it is complete
        m_fixture->input()->clear();
        emit m_fixture->navigator.pythonRequested(QStringLiteral("for i in range(1000000): print(i)"));
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->output().endsWith(QStringLiteral("999999\n")), 60'000);
    QVERIFY(m_fixture->child<ConsoleOutput>("pythonOutput")->blockCount() <= 20'000);
}

void PythonPanelTest::variablesAreListedWithTypeAddressSizeAndReferences()
{
    m_fixture->type(QStringLiteral("hello = b\"Hello, world!\""));
    const QString name = QStringLiteral("hello");
    QTRY_COMPARE(m_fixture->cell(name, PythonVariablesModel::TypeColumn), QStringLiteral("bytes"));
    QCOMPARE(m_fixture->cell(name, PythonVariablesModel::SizeColumn), QStringLiteral("46"));
    QCOMPARE(m_fixture->cell(name, PythonVariablesModel::CountColumn), QStringLiteral("1"));
    QCOMPARE(m_fixture->cell(name, PythonVariablesModel::ValueColumn), QStringLiteral("b'Hello, world!'"));
    m_fixture->type(QStringLiteral("hex(id(hello))"));
    QTRY_VERIFY(m_fixture->output().endsWith(m_fixture->cell(name, PythonVariablesModel::AddressColumn)
                                             + QStringLiteral("'\n")));
}

void PythonPanelTest::referencesFollowFromOutside()
{
    m_fixture->type(QStringLiteral("hello = b\"Hello, world!\""));
    QTRY_COMPARE(m_fixture->variables()->rowCount(), 1);
    m_fixture->type(QStringLiteral("import time; biglist = [hello] * 1000; print('made'); time.sleep(1000)"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral("made\n")));
    QTRY_COMPARE(m_fixture->cell(QStringLiteral("hello"), PythonVariablesModel::CountColumn),
                 QStringLiteral("1001"));   // the cell still runs
    QVERIFY(m_fixture->state().endsWith(QStringLiteral(": running")));
}

void PythonPanelTest::contentsOpenWithDtypeAndShape()
{
    std::optional<Place> opened;
    QObject::connect(&m_fixture->navigator, &Navigator::memoryRequested, &m_fixture->panel,
                     [&](const Place& place) { opened = place; });
    m_fixture->type(QStringLiteral("hello = b\"Hello, world!\""));
    QTRY_COMPARE(m_fixture->variables()->rowCount(), 1);
    m_fixture->child<QTreeView>("pythonVariables")->setCurrentIndex(m_fixture->variables()->index(0, 0));
    m_fixture->child<QPushButton>("openPythonContents")->click();
    QVERIFY(opened && opened->view);
    QCOMPARE(opened->view->shape, (Shape{13}));
    QCOMPARE(opened->view->dtype.name(), "uint8");
    QCOMPARE(opened->target, *m_fixture->workbench.pythonTarget());
    const auto read =
        (*m_fixture->workbench.targets().target(opened->target))->read(AddressRange::fromSize(opened->address, 13));
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(read.bytes.data()), 13), QByteArray("Hello, world!"));
}

void PythonPanelTest::theObjectOpensFromItsHeaderOn()
{
    std::optional<Place> opened;
    QObject::connect(&m_fixture->navigator, &Navigator::memoryRequested, &m_fixture->panel,
                     [&](const Place& place) { opened = place; });
    m_fixture->type(QStringLiteral("hello = b\"Hello, world!\""));
    QTRY_COMPARE(m_fixture->variables()->rowCount(), 1);
    m_fixture->child<QTreeView>("pythonVariables")->setCurrentIndex(m_fixture->variables()->index(0, 0));
    m_fixture->child<QPushButton>("openPythonObject")->click();
    QVERIFY(opened);
    QCOMPARE(opened->view->byteSize(), 46u);
}

void PythonPanelTest::enterInspectsAVariable()
{
    std::optional<Address> inspected;
    QObject::connect(&m_fixture->navigator, &Navigator::inspectionRequested, &m_fixture->panel,
                     [&](TargetId, Address address) { inspected = address; });
    m_fixture->type(QStringLiteral("x = 12345"));
    QTRY_COMPARE(m_fixture->variables()->rowCount(), 1);
    auto* const table = m_fixture->child<QTreeView>("pythonVariables");
    table->setCurrentIndex(m_fixture->variables()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(inspected);
    QCOMPARE(*inspected, m_fixture->workbench.python()->variable("x")->address);
}

void PythonPanelTest::anotherPanelsCodeIsRunAsIfTyped()
{
    emit m_fixture->navigator.pythonRequested(QStringLiteral("x = 6"));
    emit m_fixture->navigator.pythonRequested(QStringLiteral("x * 7"));
    QTRY_VERIFY(m_fixture->output().endsWith(QStringLiteral(">>> x = 6\n>>> x * 7\n42\n")));
}

void PythonPanelTest::aMissingInterpreterIsSaid()
{
    m_fixture->child<QComboBox>("pythonInterpreter")->setCurrentText(QStringLiteral("/nonexistent/python3"));
    m_fixture->child<QPushButton>("startPythonButton")->click();
    QTRY_VERIFY(m_fixture->output().contains(QStringLiteral("/nonexistent/python3")));
    QCOMPARE(m_fixture->state(), QStringLiteral("not started"));
    QVERIFY(m_fixture->child<QPushButton>("startPythonButton")->isVisible());
}

void PythonPanelTest::whatIsGainedInHeightIsTheConsoles()
{
    const auto* const button = m_fixture->child<QPushButton>("startPythonButton");
    const auto* const console = m_fixture->child<QSplitter>("pythonSplitter");
    for (const int height : {260, 150, 700}) {
        m_fixture->panel.resize(900, height);
        QTRY_COMPARE(m_fixture->panel.height(), height);
        QTRY_VERIFY(button->y() < 10 && console->y() - (button->y() + button->height()) < 10);
        QVERIFY(m_fixture->panel.height() - (console->y() + console->height()) < 10);
    }
}

QTEST_MAIN(PythonPanelTest)
#include "tst_python_panel.moc"
