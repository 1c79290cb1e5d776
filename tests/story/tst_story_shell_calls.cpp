// The notebook's calls of C and its kernel through memdelbrot-cli shell. The shell is fed the story's lines one after
// the other, and at each mark other programs look at what the processes hold then.
#include "story_checks.h"
#include "story_shell.h"

#include <QFile>
#include <QtTest>

using namespace memdelbrot::testing;

class StoryShellCallsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    // The notebook's cells, in its order.
    void addressZeroIsUnreadable();
    void libcIsLoadedIntoAWorker();
    void mallocReturnsAPointer();
    void itsFlagsAreNotThoseOfAnOwner();
    void itsMemoryIsAHundredFloat64();
    void zerosFillIt();
    void freeGivesItBack();
    void theComplexGridIsANewArray();
    void theCountsAreANewArray();
    void theKernelIsCompiledAndCalledByHand();
    void bothKernelsDrawTheNotebooksCounts();
    void aCountIsMemoryLikeAllElse();
    void aCrashIsAReport();
    void theNextCallWorks();
    void theShellEndsWell();
    void theWholeFileRunsByItself();

private:
    [[nodiscard]] int shellPid() { return static_cast<int>(m_shell.process().processId()); }

    StoryShell m_shell;
    int m_worker = 0;
    std::uint64_t m_pointer = 0;   // malloc's
};

void StoryShellCallsTest::initTestCase()
{
    m_shell.start();
    m_shell.skipTo(QStringLiteral("string"));
}

// numpy.ctypeslib.as_array(0, (8,)) would end the notebook
void StoryShellCallsTest::addressZeroIsUnreadable()
{
    m_shell.feedTo(QStringLiteral("zero"));
    QVERIFY(memoryByDd(m_shell.pidOf(QStringLiteral("worker")), 0, 8).isEmpty());
    QCOMPARE(m_shell.last()[QStringLiteral("unreadable")].toArray().size(), 1);
    QVERIFY(m_shell.last()[QStringLiteral("values")].toArray().first().isNull());
    QVERIFY2(m_shell.refusal().contains("cannot read 0x0 to 0x7"), m_shell.refusal().constData());
}

// libc = ctypes.cdll.LoadLibrary("/lib/x86_64-linux-gnu/libc.so.6")
void StoryShellCallsTest::libcIsLoadedIntoAWorker()
{
    m_shell.feedTo(QStringLiteral("libc"));
    m_worker = m_shell.last()[QStringLiteral("result")].toInt();
    QVERIFY(loadAddressByGrep(m_worker, QStringLiteral("libc.so.6")) != 0);
    QCOMPARE(QFile::symLinkTarget(QStringLiteral("/proc/%1/exe").arg(m_worker)),
             QStringLiteral(BINARY_FOLDER "/memdelbrot-worker"));
}

// ptr = libc.malloc(800)
void StoryShellCallsTest::mallocReturnsAPointer()
{
    m_shell.feedTo(QStringLiteral("pointer"));
    m_pointer = addressIn(m_shell.last(), "result");
    // glibc's chunk says its size in front of it: 800 and 8 bytes of its own, rounded up to 16, with 3 bits of flags.
    QCOMPARE(numberByDd<std::uint64_t>(m_worker, m_pointer - 8) & ~std::uint64_t(7), std::uint64_t(816));
}

// a.flags
void StoryShellCallsTest::itsFlagsAreNotThoseOfAnOwner()
{
    m_shell.feedTo(QStringLiteral("flags"));
    const QJsonObject flags = m_shell.last()[QStringLiteral("flags")].toObject();
    QVERIFY(flags[QStringLiteral("C_CONTIGUOUS")].toBool());
    QVERIFY(flags[QStringLiteral("ALIGNED")].toBool());
    QVERIFY(flags[QStringLiteral("WRITEABLE")].toBool());
    QVERIFY(!flags[QStringLiteral("OWNDATA")].toBool(true));
}

// a = numpy.ctypeslib.as_array(ptr, (100,))
void StoryShellCallsTest::itsMemoryIsAHundredFloat64()
{
    m_shell.feedTo(QStringLiteral("filled"));
    const double filling = 1.5;
    QCOMPARE(memoryByDd(m_worker, m_pointer, 800),
             QByteArray(reinterpret_cast<const char*>(&filling), sizeof filling).repeated(100));
}

// a[:] = 0.0
void StoryShellCallsTest::zerosFillIt()
{
    m_shell.feedTo(QStringLiteral("malloc"));
    QCOMPARE(addressIn(m_shell.last()), m_pointer);
    QCOMPARE(memoryByDd(m_worker, m_pointer, 800), QByteArray(800, '\0'));
    QCOMPARE(m_shell.last()[QStringLiteral("values")].toArray().size(), 100);
}

// libc.free(ptr)
void StoryShellCallsTest::freeGivesItBack()
{
    m_shell.feedTo(QStringLiteral("freed"));
    QCOMPARE(m_shell.last()[QStringLiteral("freed")].toString(), QStringLiteral("a"));
    QVERIFY(memoryByDd(m_worker, m_pointer, 16) != QByteArray(16, '\0'));  // the C library has written its own there
    m_shell.feedTo(QStringLiteral("gone"));
    QVERIFY(m_shell.last()[QStringLiteral("freed")].toBool());
}

// y, x = numpy.ogrid[-1:0:height*1j, -1.5:0:width*1j]; c = x + y*1j
void StoryShellCallsTest::theComplexGridIsANewArray()
{
    m_shell.skipTo(QStringLiteral("refcount-thousand"));
    m_shell.feedTo(QStringLiteral("grid"));
    const QByteArray numpys =
        pythonPrints(QStringLiteral("import numpy, hashlib\ny, x = numpy.ogrid[-1:0:800*1j, -1.5:0:1200*1j]\n"
                                    "print(hashlib.sha256((x + y*1j).tobytes()).hexdigest())"));
    QCOMPARE(memorySha256(m_worker, addressIn(m_shell.last()), 800 * 1200 * 16), numpys);
}

// fractal = numpy.zeros(c.shape, dtype=numpy.int32) + maxiterations
void StoryShellCallsTest::theCountsAreANewArray()
{
    m_shell.feedTo(QStringLiteral("counts"));
    QCOMPARE(memoryByDd(m_worker, addressIn(m_shell.last()), 800 * 1200 * 4),
             QByteArray("\x14\0\0\0", 4).repeated(800 * 1200));
}

// gcc -O3 -fPIC -shared; libtmp.quick(height, width, maxiterations, c, fractal)
void StoryShellCallsTest::theKernelIsCompiledAndCalledByHand()
{
    m_shell.feedTo(QStringLiteral("called"));
    const std::uint64_t counts = addressIn(m_shell.send(QStringLiteral("peek $fractal --count 1")).object());
    QCOMPARE(memorySha256(m_worker, counts, 800 * 1200 * 4), notebookSha256);
}

// fractal = run_dirty(…)
void StoryShellCallsTest::bothKernelsDrawTheNotebooksCounts()
{
    for (const char* kernel : {"compiled", "builtin"}) {
        m_shell.feedTo(QString::fromLatin1(kernel));
        const std::uint64_t drawn =
            addressIn(m_shell.send(QStringLiteral("peek $%1 --count 1").arg(QLatin1String(kernel))).object());
        QCOMPARE(memorySha256(shellPid(), drawn, 800 * 1200 * 4), notebookSha256);
    }
}

void StoryShellCallsTest::aCountIsMemoryLikeAllElse()
{
    m_shell.feedTo(QStringLiteral("poked-count"));
    QCOMPARE(numberByDd<std::int32_t>(shellPid(), addressIn(m_shell.last())), 7);
}

// "Some will cause segmentation faults, so be careful!"
void StoryShellCallsTest::aCrashIsAReport()
{
    m_shell.feedTo(QStringLiteral("crash"));
    QVERIFY2(m_shell.refusal().contains("SIGSEGV at 0x0"), m_shell.refusal().constData());
    QVERIFY(
        m_shell.last()[QStringLiteral("backtrace")].toArray().first()[QStringLiteral("function")].toString().contains(
            QStringLiteral("strlen")));
    // The dead worker is still there to be read: malloc's word in front of what it gave is what it was.
    QCOMPARE(numberByDd<std::uint64_t>(m_worker, m_pointer - 8) & ~std::uint64_t(7), std::uint64_t(816));
}

void StoryShellCallsTest::theNextCallWorks()
{
    m_shell.feedTo(QStringLiteral("after-crash"));
    QCOMPARE(m_shell.last()[QStringLiteral("result")].toInt(), 5);
}

void StoryShellCallsTest::theShellEndsWell()
{
    m_shell.process().closeWriteChannel();
    QVERIFY(m_shell.process().waitForFinished(StoryShell::patience));
    QCOMPARE(m_shell.process().exitCode(), 0);
}

void StoryShellCallsTest::theWholeFileRunsByItself()
{
    QProcess shell;
    shell.setProcessEnvironment(StoryShell::environment());
    shell.setWorkingDirectory(QStringLiteral(SOURCE_FOLDER "/tests/story"));
    shell.start(QStringLiteral(BINARY_FOLDER "/memdelbrot-cli"),
                {QStringLiteral("shell"), QStringLiteral("notebook.shell")});
    QVERIFY(shell.waitForFinished(2 * StoryShell::patience));
    QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
    const QByteArray output = shell.readAllStandardOutput();
    QVERIFY(output.contains("False\n"));
    QVERIFY(output.contains("True\n"));
}

QTEST_GUILESS_MAIN(StoryShellCallsTest)
#include "tst_story_shell_calls.moc"
