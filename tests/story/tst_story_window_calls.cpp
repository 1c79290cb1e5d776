// The notebook's cells on the C library in the real main window, by keys and object names: malloc, its array, and free.
// One test for each cell, in the notebook's order; what each has done is read by dd(1) or said by nm(1) and python3.
#include "gui/models/allocation_list_model.h"
#include "story_checks.h"
#include "story_window.h"
#include "support/built_programs.h"

#include <QDir>

using namespace memdelbrot;
using namespace memdelbrot::testing;

namespace {

const QString libc = QStringLiteral("libc.so.6");

// What python3 makes of bytes on its standard input.
QByteArray pythonReads(const QByteArray& bytes, const QString& code)
{
    QProcess python;
    python.start(QStringLiteral(TEST_PYTHON), {QStringLiteral("-c"), code});
    python.write(bytes);
    python.closeWriteChannel();
    python.waitForFinished(patience);
    return python.readAllStandardOutput().trimmed();
}

// The letter of proc(5): "t" is a tracing stop.
QByteArray processState(int pid)
{
    QProcess ps;
    ps.start(QStringLiteral("ps"),
             {QStringLiteral("-o"), QStringLiteral("state="), QStringLiteral("-p"), QString::number(pid)});
    ps.waitForFinished();
    return ps.readAllStandardOutput().trimmed();
}

}  // namespace

class StoryWindowCallsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_story = std::make_unique<StoryWindow>(builtPrograms()); }
    void cleanupTestCase() { m_story.reset(); }
    void libcIsLoadedIntoAWorker();
    void mallocIsDeclaredByItsHeader();
    void mallocReturnsAPointer();
    void itsMemoryOpensAsAHundredFloat64();
    void zerosFillIt();
    void itsFlagsAreNumpys();
    void freeMarksIt();
    void aCrashIsAPage();
    void theCrashedProcessStaysReadable();
    void theNextCallWorks();
    void closingThePageEndsTheProcess();

private:
    [[nodiscard]] QByteArray bytes(std::uint64_t count) const { return memoryByDd(m_worker, m_pointer, count); }
    void fillWith(const char* value);
    [[nodiscard]] QString arrayCell(int column);

    std::unique_ptr<StoryWindow> m_story;
    int m_worker = 0;
    std::uint64_t m_pointer = 0;
};

// libc = ctypes.cdll.LoadLibrary("/lib/x86_64-linux-gnu/libc.so.6")
void StoryWindowCallsTest::libcIsLoadedIntoAWorker()
{
    m_worker = static_cast<int>(numberIn(m_story->call(libc, QStringLiteral("getpid"), {})));
    QVERIFY(m_worker > 0);
    QVERIFY(loadAddressByGrep(m_worker, libc) != 0);
    QCOMPARE(QFile::symLinkTarget(QStringLiteral("/proc/%1/exe").arg(m_worker)),
             QStringLiteral(BINARY_FOLDER "/memdelbrot-worker"));
}

// libc.malloc.argtypes = …, libc.malloc.restype = …
void StoryWindowCallsTest::mallocIsDeclaredByItsHeader()
{
    m_story->type(QStringLiteral("exportFilter"), QStringLiteral("malloc"));
    m_story->clickRow(QStringLiteral("exportTable"), QStringLiteral("malloc"));
    QTRY_COMPARE_WITH_TIMEOUT(m_story->shown(QStringLiteral("declarationField")),
                              QStringLiteral("void *malloc(size_t size)"), patience);
    QVERIFY(m_story->shown(QStringLiteral("signatureHint")).contains(QStringLiteral("stdlib.h")));
}

// ptr = libc.malloc(100 * numpy.dtype(numpy.float64).itemsize)
void StoryWindowCallsTest::mallocReturnsAPointer()
{
    m_pointer = numberIn(m_story->call(libc, QStringLiteral("malloc"), {QStringLiteral("800")}));
    // glibc's chunk says its size in front of it: 800 and 8 bytes of its own, rounded up to 16, with 3 bits of flags.
    QCOMPARE(numberByDd<std::uint64_t>(m_worker, m_pointer - 8) & ~std::uint64_t(7), std::uint64_t(816));
}

// a = numpy.ctypeslib.as_array(ptr, (100,))
void StoryWindowCallsTest::itsMemoryOpensAsAHundredFloat64()
{
    m_story->type(QStringLiteral("openDtype"), QStringLiteral("float64"));
    m_story->type(QStringLiteral("openShape"), QStringLiteral("100"));
    m_story->click(QStringLiteral("openAsButton"));
    QTRY_COMPARE_WITH_TIMEOUT(m_story->shown(QStringLiteral("dtypeChooser")), QStringLiteral("float64"), patience);
    QCOMPARE(m_story->shown(QStringLiteral("shapeEdit")), QStringLiteral("100"));
    QTRY_VERIFY_WITH_TIMEOUT(
        m_story->shown(QStringLiteral("addressWhere")).startsWith(QStringLiteral("0x%1 ").arg(m_pointer, 0, 16)),
        patience);
}

void StoryWindowCallsTest::fillWith(const char* value)
{
    m_story->click(QStringLiteral("openFillButton"));
    m_story->type(QStringLiteral("fillValue"), QLatin1String(value));
    m_story->press(Qt::Key_Return);
}

// a[:] = 0.0
void StoryWindowCallsTest::zerosFillIt()
{
    fillWith("1.5");
    QTRY_COMPARE_WITH_TIMEOUT(
        pythonReads(bytes(800),
                    QStringLiteral("import sys, numpy; print(set(numpy.frombuffer(sys.stdin.buffer.read())))")),
        QByteArray("{1.5}"), patience);
    fillWith("0.0");
    QTRY_COMPARE_WITH_TIMEOUT(bytes(800), QByteArray(800, '\0'), patience);
    m_story->focusMemory();
    m_story->tabTo(HexArea::Typed);
    m_story->press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_story->copied(), QStringList(100, QStringLiteral("0.0")).join(QLatin1Char(' ')));
}

QString StoryWindowCallsTest::arrayCell(int column)
{
    auto* const table = m_story->find<QTreeView>(QStringLiteral("arrayTable"));
    return table->currentIndex().siblingAtColumn(column).data().toString();
}

// a.flags
void StoryWindowCallsTest::itsFlagsAreNumpys()
{
    constexpr int address = AllocationListModel::AddressColumn;
    constexpr int flags = AllocationListModel::FlagsColumn;
    const QByteArray numpys = pythonPrints(QStringLiteral(
        "import ctypes, numpy\nlibc = ctypes.CDLL('libc.so.6')\nlibc.malloc.restype = ctypes.POINTER(ctypes.c_double)\n"
        "f = numpy.ctypeslib.as_array(libc.malloc(800), (100,)).flags\n"
        "print(', '.join(n for n in ('C_CONTIGUOUS', 'F_CONTIGUOUS', 'OWNDATA', 'WRITEABLE', 'ALIGNED') if f[n]))"));
    QCOMPARE(numpys, QByteArray("C_CONTIGUOUS, F_CONTIGUOUS, WRITEABLE, ALIGNED"));
    m_story->bringUp(QStringLiteral("callsDock"));
    m_story->openTab(QStringLiteral("resultTabs"), QStringLiteral("Arrays"));
    m_story->clickRow(QStringLiteral("arrayTable"), QStringLiteral("0x%1").arg(m_pointer, 0, 16), address);
    QCOMPARE(arrayCell(flags), QString::fromLatin1(numpys));
}

// "We'd have to call libc.free, like any C programmer."
void StoryWindowCallsTest::freeMarksIt()
{
    constexpr int state = AllocationListModel::StateColumn;
    QCOMPARE(arrayCell(state), QStringLiteral("in use"));
    m_story->click(QStringLiteral("freeArray"));
    QTRY_COMPARE_WITH_TIMEOUT(arrayCell(state), QStringLiteral("freed"), patience);
    // What stands there is the allocator's now: glibc keys a chunk of its cache, against double frees.
    QVERIFY(numberByDd<std::uint64_t>(m_worker, m_pointer + 8) != 0);
    QVERIFY(!m_story->find(QStringLiteral("freeArray"))->isEnabled());
}

// "Some will cause segmentation faults, so be careful!"
void StoryWindowCallsTest::aCrashIsAPage()
{
    const QString result = m_story->call(libc, QStringLiteral("strlen"), {QStringLiteral("null")});
    QVERIFY2(result.contains(QStringLiteral("SIGSEGV")), qPrintable(result));
    QTRY_VERIFY_WITH_TIMEOUT(m_story->isInFront(QStringLiteral("crashDock")), patience);
    QVERIFY2(m_story->shown(QStringLiteral("crashSummary")).contains(QStringLiteral("SIGSEGV")),
             qPrintable(m_story->shown(QStringLiteral("crashSummary"))));
    const QString words = m_story->shown(QStringLiteral("crashText"));
    QVERIFY2(words.contains(QStringLiteral("Signal 11: it touched memory that is not mapped")), qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("Fault address: 0x0.")), qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("Process %1 (worker) is frozen").arg(m_worker)), qPrintable(words));
    const auto* const stack = m_story->find<QTreeView>(QStringLiteral("stackTable"))->model();
    QVERIFY(stack->rowCount() > 0);  // strlen may be all of it: what the worker calls it by is none of the user's
    QVERIFY(stack->index(0, 1).data().toString().contains(QStringLiteral("strlen")));
}

void StoryWindowCallsTest::theCrashedProcessStaysReadable()
{
    QCOMPARE(processState(m_worker), QByteArray("t"));
    // The chunk's head is still there, and the window shows it.
    QCOMPARE(numberByDd<std::uint64_t>(m_worker, m_pointer - 8) & ~std::uint64_t(7), std::uint64_t(816));
    m_story->click(QStringLiteral("openStack"));
    const auto* const registers = m_story->find<QTreeView>(QStringLiteral("registerTable"))->model();
    std::uint64_t stackPointer = 0;
    for (int row = 0; row < registers->rowCount(); ++row) {
        if (registers->index(row, 0).data().toString() == QStringLiteral("rsp"))
            stackPointer = registers->index(row, 1).data().toString().toULongLong(nullptr, 16);
    }
    QTRY_VERIFY_WITH_TIMEOUT(
        m_story->shown(QStringLiteral("addressWhere")).startsWith(QStringLiteral("0x%1").arg(stackPointer, 0, 16)),
        patience);
    m_story->tabTo(HexArea::Hex);
    m_story->press(Qt::Key_End, Qt::ShiftModifier);
    const QString copied = m_story->copied();
    const QByteArray row = QByteArray::fromHex(copied.toLatin1());
    QVERIFY(row.size() >= 4);
    QCOMPARE(memoryByDd(m_worker, stackPointer, static_cast<std::uint64_t>(row.size())), row);
}

void StoryWindowCallsTest::theNextCallWorks()
{
    QVERIFY(m_story->call(libc, QStringLiteral("abs"), {QStringLiteral("-5")}).startsWith(QStringLiteral("abs = 5")));
    const auto next = static_cast<int>(numberIn(m_story->call(libc, QStringLiteral("getpid"), {})));
    QVERIFY(next != m_worker);
    QCOMPARE(QFile::symLinkTarget(QStringLiteral("/proc/%1/exe").arg(next)),
             QStringLiteral(BINARY_FOLDER "/memdelbrot-worker"));
}

void StoryWindowCallsTest::closingThePageEndsTheProcess()
{
    m_story->bringUp(QStringLiteral("crashDock"));
    m_story->click(QStringLiteral("closeCrash"));
    QTRY_VERIFY_WITH_TIMEOUT(processState(m_worker).isEmpty(), patience);
}

QTEST_MAIN(StoryWindowCallsTest)
#include "tst_story_window_calls.moc"
