// The notebook's story in the real main window, by keys and object names; each step asserts on bytes that another
// program reads.
#include "support/built_programs.h"
#include "support/second_program.h"
#include "support/window_fixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QSpinBox>
#include <QTreeView>

#include <sys/prctl.h>
#include <unistd.h>

using namespace memdelbrot;
using memdelbrot::testing::builtPrograms;
using memdelbrot::testing::memoryByDd;

namespace {

constexpr int patience = 60'000;   // ms, for QTRY: a machine that compiles beside this test

// The counts of the notebook's run at 800 x 1200 and 20 iterations, made with NumPy, gcc -O3 and ctypes.
const QByteArray notebookSha256 = "615cbca19f30b93ac023b2c985a4dcd83be017a9e9950bc356a2f8b12663d458";

// sha256 of a process' memory, by python3 reading /proc/PID/mem.
QByteArray memorySha256(int pid, std::uint64_t address, std::uint64_t count)
{
    QProcess python;
    python.start(QStringLiteral(TEST_PYTHON),
                 {QStringLiteral("-c"),
                  QStringLiteral("import hashlib\nwith open('/proc/%1/mem','rb') as m:\n m.seek(%2)\n print(hashlib.sha256(m.read(%3)).hexdigest(), end='')")
                      .arg(pid)
                      .arg(address)
                      .arg(count)});
    python.waitForFinished(patience);
    return python.readAllStandardOutput();
}

}  // namespace

class StoryWindowTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_fixture.reset(); }
    void pythonMakesHello();
    void itsBytesOpenByTheAddressBar();
    void evilIsTypedOverBytesThatCannotChange();
    void ctrlZTakesItBack();
    void theHeaderIsInspected();
    void mallocIsCalledAndItsArrayOpened();
    void aCrashIsAPageAndTheNextCallWorks();
    void theKernelIsCompiledAndLoaded();
    void itsFractalHasTheNotebooksCounts();

private:
    [[nodiscard]] int pythonPid() { return m_fixture->workbench().python() ? m_fixture->workbench().python()->pid().value() : 0; }
    [[nodiscard]] Result<Place> place(const char* expression)
    {
        return evaluateAddress(m_fixture->workbench(), m_fixture->workbench().targets().self(), expression);
    }
    void runInConsole(const char* code);
    [[nodiscard]] QString consoleText() { return m_fixture->find<QPlainTextEdit>("pythonOutput")->toPlainText(); }
    [[nodiscard]] QByteArray helloByDd() { return memoryByDd(pythonPid(), m_hello.value(), 13); }
    [[nodiscard]] std::optional<Allocation> newestOfSize(std::uint64_t size);
    void goTo(const char* expression);

    std::unique_ptr<WindowFixture> m_fixture;
    Address m_hello;   // of its characters
};

void StoryWindowTest::initTestCase()
{
    ::prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);   // the second program is our child, and reads us
    m_fixture = std::make_unique<WindowFixture>(QSize(1600, 1000), builtPrograms());
    m_fixture->window().activateWindow();
}

void StoryWindowTest::runInConsole(const char* code)
{
    m_fixture->find<QDockWidget>("pythonDock")->raise();
    auto* const input = m_fixture->find("pythonInput");
    input->setFocus();
    QTest::keyClicks(input, QLatin1String(code));
    QTest::keyClick(input, Qt::Key_Return);
}

void StoryWindowTest::goTo(const char* expression)
{
    QTest::keyClick(&m_fixture->window(), Qt::Key_G, Qt::ControlModifier);
    auto* const bar = m_fixture->find<QLineEdit>("addressBar");
    bar->clear();
    QTest::keyClicks(bar, QLatin1String(expression));
    QTest::keyClick(bar, Qt::Key_Return);
}

std::optional<Allocation> StoryWindowTest::newestOfSize(std::uint64_t size)
{
    std::optional<Allocation> newest;
    for (const Allocation& allocation : m_fixture->workbench().allocations().list()) {
        if (allocation.range.size() == size && !allocation.isFreed)
            newest = allocation;
    }
    return newest;
}

void StoryWindowTest::pythonMakesHello()
{
    runInConsole("hello = b\"Hello, world!\"");
    QTRY_VERIFY_WITH_TIMEOUT(place("py:hello.contents").has_value(), patience);
    m_hello = place("py:hello.contents")->address;
    QCOMPARE(helloByDd(), QByteArray("Hello, world!"));
}

void StoryWindowTest::itsBytesOpenByTheAddressBar()
{
    QSignalSpy selections(&m_fixture->navigator(), &Navigator::selectionChanged);
    goTo("py:hello.contents");
    QTRY_VERIFY_WITH_TIMEOUT(!selections.isEmpty(), patience);
    QTRY_VERIFY(m_fixture->find<QLabel>("statusTarget")->text().contains(QStringLiteral("python")));
    QCOMPARE(m_fixture->find<QAbstractButton>("writeLockButton")->text(), QStringLiteral("Locked"));
}

void StoryWindowTest::evilIsTypedOverBytesThatCannotChange()
{
    m_fixture->click("writeLockButton");
    QTRY_COMPARE(m_fixture->find<QAbstractButton>("writeLockButton")->text(), QStringLiteral("Writable"));
    auto* const view = m_fixture->find("hexView");
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Home);
    goTo("py:hello.contents + 4");
    QTRY_VERIFY_WITH_TIMEOUT(view->hasFocus(), patience);
    QTest::keyClick(view, Qt::Key_Tab);   // from the cells to the text
    QTest::keyClicks(view, QStringLiteral("EVIL"));
    QTRY_COMPARE_WITH_TIMEOUT(helloByDd(), QByteArray("HellEVILorld!"), patience);
    runInConsole("hello");
    QTRY_VERIFY_WITH_TIMEOUT(consoleText().contains(QStringLiteral("b'HellEVILorld!'")), patience);
}

void StoryWindowTest::ctrlZTakesItBack()
{
    m_fixture->find("hexView")->setFocus();
    QTRY_VERIFY(m_fixture->action("undoAction")->isEnabled());
    for (int i = 0; i < 4 && helloByDd() != "Hello, world!"; ++i) {   // each typed letter is an edit of its own
        QSignalSpy messages(&m_fixture->navigator(), &Navigator::statusMessage);
        m_fixture->action("undoAction")->trigger();
        QTRY_VERIFY(!messages.isEmpty());
    }
    QCOMPARE(helloByDd(), QByteArray("Hello, world!"));
}

void StoryWindowTest::theHeaderIsInspected()
{
    QSignalSpy requests(&m_fixture->navigator(), &Navigator::inspectionRequested);
    m_fixture->click("inspectHeaderStep");
    QTRY_COMPARE_WITH_TIMEOUT(requests.count(), 1, patience);
    QVERIFY(m_fixture->find<QDockWidget>("inspectorDock")->isVisible());
    // The reference count stands in the object's first 8 bytes; one name refers to it, and _ since it was shown.
    const auto header = place("py:hello");
    QVERIFY(header);
    const QByteArray count = memoryByDd(pythonPid(), header->address.value(), 8);
    const auto inspected = m_fixture->workbench().inspect(header->target, header->address);
    QVERIFY(inspected);
    QCOMPARE(inspected->type, std::string("bytes"));
    std::uint64_t references = 0;
    std::memcpy(&references, count.constData(), sizeof references);
    QCOMPARE(inspected->referenceCount, std::optional(references));
}

void StoryWindowTest::mallocIsCalledAndItsArrayOpened()
{
    m_fixture->click("callMallocStep");
    QTRY_VERIFY_WITH_TIMEOUT(newestOfSize(800).has_value(), patience);
    const Allocation array = *newestOfSize(800);
    QTRY_VERIFY(m_fixture->find<QLabel>("statusTarget")->text().contains(QStringLiteral("worker")));
    const auto worker = m_fixture->workbench().targets().info(array.target);
    QVERIFY(worker);
    QCOMPARE(memoryByDd(worker->pid.value(), array.range.begin().value(), 800).size(), 800);
}

void StoryWindowTest::aCrashIsAPageAndTheNextCallWorks()
{
    const auto signature = m_fixture->workbench().calls().declare("libc.so.6", "int raise(int sig)");
    QVERIFY(signature);
    QSignalSpy crashes(&m_fixture->navigator(), &Navigator::crashRequested);
    const auto report = m_fixture->workbench().calls().call("libc.so.6", *signature, {"11"});
    QVERIFY(report && report->crash);
    QTRY_COMPARE_WITH_TIMEOUT(crashes.count(), 1, patience);
    QTRY_VERIFY(m_fixture->find<QLabel>("crashSummary")->text().contains(QStringLiteral("SIGSEGV")));
    QVERIFY(m_fixture->find<QDockWidget>("crashDock")->isVisible());
    QVERIFY(m_fixture->find<QTreeView>("stackTable")->model()->rowCount() > 0);
    const auto again = m_fixture->workbench().calls().declare("libc.so.6", "int abs(int j)");
    QVERIFY(again);
    const auto answer = m_fixture->workbench().calls().call("libc.so.6", *again, {"-5"});
    QVERIFY(answer && !answer->crash);
    QCOMPARE(answer->result, std::string("5"));
    m_fixture->find<QAbstractButton>("closeCrash")->click();
    QTRY_VERIFY(m_fixture->workbench().frozen().empty());
}

void StoryWindowTest::theKernelIsCompiledAndLoaded()
{
    QSignalSpy kernels(&m_fixture->navigator(), &Navigator::kernelLoaded);
    m_fixture->click("compileKernelStep");
    QTRY_COMPARE_WITH_TIMEOUT(kernels.count(), 1, patience);
    QVERIFY(m_fixture->find<QComboBox>("kernelChooser")->count() > 1);
}

void StoryWindowTest::itsFractalHasTheNotebooksCounts()
{
    QSignalSpy renders(&m_fixture->navigator(), &Navigator::renderMeasured);
    m_fixture->find<QDockWidget>("fractalDock")->raise();
    m_fixture->find<QAbstractButton>("notebookButton")->click();
    m_fixture->find<QSpinBox>("heightSpin")->setValue(800);
    m_fixture->find<QSpinBox>("widthSpin")->setValue(1200);
    m_fixture->find<QSpinBox>("iterationsSpin")->setValue(20);
    m_fixture->click("drawFractalStep");
    QTRY_VERIFY_WITH_TIMEOUT(!renders.isEmpty(), patience);
    constexpr std::uint64_t size = 800 * 1200 * 4;
    QTRY_VERIFY_WITH_TIMEOUT(newestOfSize(size).has_value(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(memorySha256(::getpid(), newestOfSize(size)->range.begin().value(), size), notebookSha256, patience);
}

QTEST_MAIN(StoryWindowTest)
#include "tst_story_window.moc"
