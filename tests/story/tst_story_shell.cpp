// The notebook through memdelbrot-cli shell: its lines are fed one after the other, and at each mark of the story file
// other programs look at what the processes hold then.
#include "story_checks.h"
#include "story_shell.h"

#include <QFile>
#include <QtTest>

using namespace memdelbrot::testing;

class StoryShellTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_shell.start(); }
    // The notebook's cells, in its order.
    void itsBytesAreNumbers();
    void pythonRefusesToChangeIt();
    void numpyRefusesToChangeThem();
    void itsBytesAreCharacters();
    void evilIsPokedOverThem();
    void undoTakesItBack();
    void statementByStatementTheLiteralsDiffer();
    void compiledWholeTheyAreOne();
    void anIntIsItsHeaderAndItsNumber();
    void theLastFourBytesOfAnIntAreTheNumber();
    void theLastElevenBytesOfAStringAreItsText();
    void addressZeroIsUnreadable();
    void libcIsLoadedIntoAWorker();
    void mallocReturnsAPointer();
    void itsFlagsAreNotThoseOfAnOwner();
    void itsMemoryIsAHundredFloat64();
    void zerosFillIt();
    void freeGivesItBack();
    void theNotebooksStructIsOfferedItsFix();
    void theStructIsLaidOverAnObject();
    void itsCountIsOneLessThanGetrefcount();
    void aListOfAThousandAddsAThousand();
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
    [[nodiscard]] QByteArray hello() const { return memoryByDd(m_python, m_hello, 13); }
    [[nodiscard]] int shellPid() { return static_cast<int>(m_shell.process().processId()); }

    StoryShell m_shell;
    int m_python = 0;
    int m_worker = 0;
    std::uint64_t m_hello = 0;      // where its characters are
    std::uint64_t m_pointer = 0;    // malloc's
    std::uint64_t m_object = 0;     // hello's header
    std::uint64_t m_references = 0; // in it, before the list
};

// hello = b"Hello, world!"; a = numpy.frombuffer(hello, dtype=numpy.uint8)
void StoryShellTest::itsBytesAreNumbers()
{
    m_shell.feedTo(QStringLiteral("numbers"));
    m_python = m_shell.pidOf(QStringLiteral("python"));
    m_hello = addressIn(m_shell.last());
    QCOMPARE(hello(), QByteArray("Hello, world!"));
    const QJsonArray numbers = m_shell.last()[QStringLiteral("values")].toArray();
    QCOMPARE(numbers.size(), 13);
    for (int i = 0; i < numbers.size(); ++i)
        QCOMPARE(numbers[i].toInt(), int(hello()[i]));
}

void StoryShellTest::pythonRefusesToChangeIt()
{
    m_shell.feedTo(QStringLiteral("python-refuses"));
    QCOMPARE(m_shell.output(), QStringLiteral("Nope: 'bytes' object does not support item assignment"));
    QCOMPARE(hello(), QByteArray("Hello, world!"));
}

void StoryShellTest::numpyRefusesToChangeThem()
{
    m_shell.feedTo(QStringLiteral("numpy-refuses"));
    QCOMPARE(m_shell.output(), QStringLiteral("Nope: assignment destination is read-only"));
    QCOMPARE(hello(), QByteArray("Hello, world!"));
}

// a.view("S1")
void StoryShellTest::itsBytesAreCharacters()
{
    m_shell.feedTo(QStringLiteral("characters"));
    QString characters;
    for (const QJsonValue& character : m_shell.last()[QStringLiteral("values")].toArray())
        characters += character.toString();
    QCOMPARE(characters, QString::fromLatin1(hello()));
}

// a[4:8] = [69, 86, 73, 76]
void StoryShellTest::evilIsPokedOverThem()
{
    m_shell.feedTo(QStringLiteral("evil"));
    QCOMPARE(hello(), QByteArray("HellEVILorld!"));
    QCOMPARE(m_shell.output(), QStringLiteral("b'HellEVILorld!'"));
}

void StoryShellTest::undoTakesItBack()
{
    m_shell.feedTo(QStringLiteral("undone"));
    QCOMPARE(hello(), QByteArray("Hello, world!"));
}

void StoryShellTest::statementByStatementTheLiteralsDiffer()
{
    m_shell.feedTo(QStringLiteral("statements"));
    QCOMPARE(m_shell.output(), QStringLiteral("False"));
}

void StoryShellTest::compiledWholeTheyAreOne()
{
    m_shell.feedTo(QStringLiteral("whole"));
    QCOMPARE(m_shell.output(), QStringLiteral("True"));
}

// x = 12345
void StoryShellTest::anIntIsItsHeaderAndItsNumber()
{
    m_shell.feedTo(QStringLiteral("int-object"));
    const QJsonArray bytes = m_shell.last()[QStringLiteral("values")].toArray();
    QCOMPARE(QByteArray::number(bytes.size()), pythonPrints(QStringLiteral("import sys; print(sys.getsizeof(12345))")));
    const QByteArray read = memoryByDd(m_python, addressIn(m_shell.last()), static_cast<std::uint64_t>(bytes.size()));
    for (int i = 0; i < bytes.size(); ++i)
        QCOMPARE(bytes[i].toInt(), int(static_cast<unsigned char>(read[i])));
}

// a[-4:].view(numpy.int32)
void StoryShellTest::theLastFourBytesOfAnIntAreTheNumber()
{
    m_shell.feedTo(QStringLiteral("int"));
    const std::uint64_t x = addressIn(m_shell.last());
    const auto sizeOfInt = pythonPrints(QStringLiteral("import sys; print(sys.getsizeof(12345))")).toULongLong();
    QCOMPARE(numberByDd<std::int32_t>(m_python, x + sizeOfInt - 4), 12345);
    QCOMPARE(m_shell.last()[QStringLiteral("type")].toString(), QStringLiteral("int"));
    QCOMPARE(m_shell.last()[QStringLiteral("value")].toString(), QStringLiteral("12345"));
    QCOMPARE(m_shell.before()[QStringLiteral("values")].toArray().first().toInt(), 12345);
}

// a[-11:].tostring()
void StoryShellTest::theLastElevenBytesOfAStringAreItsText()
{
    m_shell.feedTo(QStringLiteral("string"));
    QCOMPARE(memoryByDd(m_python, addressIn(m_shell.last()), 11), QByteArray("Hey there.\0", 11));
    QCOMPARE(m_shell.last()[QStringLiteral("values")].toArray().first().toString(), QStringLiteral("Hey there."));
}

// numpy.ctypeslib.as_array(0, (8,)) would end the notebook
void StoryShellTest::addressZeroIsUnreadable()
{
    m_shell.feedTo(QStringLiteral("zero"));
    QVERIFY(memoryByDd(m_shell.pidOf(QStringLiteral("worker")), 0, 8).isEmpty());
    QCOMPARE(m_shell.last()[QStringLiteral("unreadable")].toArray().size(), 1);
    QVERIFY(m_shell.last()[QStringLiteral("values")].toArray().first().isNull());
    QVERIFY2(m_shell.refusal().contains("cannot read 0x0 to 0x7"), m_shell.refusal().constData());
}

// libc = ctypes.cdll.LoadLibrary("/lib/x86_64-linux-gnu/libc.so.6")
void StoryShellTest::libcIsLoadedIntoAWorker()
{
    m_shell.feedTo(QStringLiteral("libc"));
    m_worker = m_shell.last()[QStringLiteral("result")].toInt();
    QVERIFY(loadAddressByGrep(m_worker, QStringLiteral("libc.so.6")) != 0);
    QCOMPARE(QFile::symLinkTarget(QStringLiteral("/proc/%1/exe").arg(m_worker)),
             QStringLiteral(BINARY_FOLDER "/memdelbrot-worker"));
}

// ptr = libc.malloc(800)
void StoryShellTest::mallocReturnsAPointer()
{
    m_shell.feedTo(QStringLiteral("pointer"));
    m_pointer = addressIn(m_shell.last(), "result");
    // glibc's chunk says its size in front of it: 800 and 8 bytes of its own, rounded up to 16, with 3 bits of flags.
    QCOMPARE(numberByDd<std::uint64_t>(m_worker, m_pointer - 8) & ~std::uint64_t(7), std::uint64_t(816));
}

// a.flags
void StoryShellTest::itsFlagsAreNotThoseOfAnOwner()
{
    m_shell.feedTo(QStringLiteral("flags"));
    const QJsonObject flags = m_shell.last()[QStringLiteral("flags")].toObject();
    QVERIFY(flags[QStringLiteral("C_CONTIGUOUS")].toBool());
    QVERIFY(flags[QStringLiteral("ALIGNED")].toBool());
    QVERIFY(flags[QStringLiteral("WRITEABLE")].toBool());
    QVERIFY(!flags[QStringLiteral("OWNDATA")].toBool(true));
}

// a = numpy.ctypeslib.as_array(ptr, (100,))
void StoryShellTest::itsMemoryIsAHundredFloat64()
{
    m_shell.feedTo(QStringLiteral("filled"));
    const double filling = 1.5;
    QCOMPARE(memoryByDd(m_worker, m_pointer, 800),
             QByteArray(reinterpret_cast<const char*>(&filling), sizeof filling).repeated(100));
}

// a[:] = 0.0
void StoryShellTest::zerosFillIt()
{
    m_shell.feedTo(QStringLiteral("malloc"));
    QCOMPARE(addressIn(m_shell.last()), m_pointer);
    QCOMPARE(memoryByDd(m_worker, m_pointer, 800), QByteArray(800, '\0'));
    QCOMPARE(m_shell.last()[QStringLiteral("values")].toArray().size(), 100);
}

// libc.free(ptr)
void StoryShellTest::freeGivesItBack()
{
    m_shell.feedTo(QStringLiteral("freed"));
    QCOMPARE(m_shell.last()[QStringLiteral("freed")].toString(), QStringLiteral("a"));
    QVERIFY(memoryByDd(m_worker, m_pointer, 16) != QByteArray(16, '\0'));   // the C library has written its own there
    m_shell.feedTo(QStringLiteral("gone"));
    QVERIFY(m_shell.last()[QStringLiteral("freed")].toBool());
}

// The notebook's C as it is printed: no struct before PyObject*, no semicolon
void StoryShellTest::theNotebooksStructIsOfferedItsFix()
{
    m_shell.feedTo(QStringLiteral("struct-as-printed"));
    QVERIFY2(m_shell.refusal().contains("struct PyObject { size_t ob_refcnt; struct PyObject* ob_type; };"),
             m_shell.refusal().constData());
}

// ptr = PyObject.from_address(id(hello)); ptr.ob_refcnt
void StoryShellTest::theStructIsLaidOverAnObject()
{
    m_shell.feedTo(QStringLiteral("refcount"));
    m_object = addressIn(m_shell.last());
    m_references = numberByDd<std::uint64_t>(m_python, m_object);
    const QJsonArray fields = m_shell.last()[QStringLiteral("fields")].toArray();
    QCOMPARE(fields.at(0)[QStringLiteral("value")].toString(), QString::number(m_references));
    QCOMPARE(fields.at(1)[QStringLiteral("value")].toString(),
             QStringLiteral("0x%1").arg(numberByDd<std::uint64_t>(m_python, m_object + 8), 0, 16));
}

// sys.getrefcount(hello): one too high, for its own argument
void StoryShellTest::itsCountIsOneLessThanGetrefcount()
{
    m_shell.feedTo(QStringLiteral("getrefcount"));
    QCOMPARE(m_shell.output(), QString::number(m_references + 1));
}

// biglist = [hello] * 1000
void StoryShellTest::aListOfAThousandAddsAThousand()
{
    m_shell.feedTo(QStringLiteral("refcount-thousand"));
    QCOMPARE(numberByDd<std::uint64_t>(m_python, m_object), m_references + 1000);
    QCOMPARE(m_shell.last()[QStringLiteral("refcount")].toInteger(), static_cast<qint64>(m_references + 1000));
}

// y, x = numpy.ogrid[-1:0:height*1j, -1.5:0:width*1j]; c = x + y*1j
void StoryShellTest::theComplexGridIsANewArray()
{
    m_shell.feedTo(QStringLiteral("grid"));
    const QByteArray numpys =
        pythonPrints(QStringLiteral("import numpy, hashlib\ny, x = numpy.ogrid[-1:0:800*1j, -1.5:0:1200*1j]\n"
                                    "print(hashlib.sha256((x + y*1j).tobytes()).hexdigest())"));
    QCOMPARE(memorySha256(m_worker, addressIn(m_shell.last()), 800 * 1200 * 16), numpys);
}

// fractal = numpy.zeros(c.shape, dtype=numpy.int32) + maxiterations
void StoryShellTest::theCountsAreANewArray()
{
    m_shell.feedTo(QStringLiteral("counts"));
    QCOMPARE(memoryByDd(m_worker, addressIn(m_shell.last()), 800 * 1200 * 4),
             QByteArray("\x14\0\0\0", 4).repeated(800 * 1200));
}

// gcc -O3 -fPIC -shared; libtmp.quick(height, width, maxiterations, c, fractal)
void StoryShellTest::theKernelIsCompiledAndCalledByHand()
{
    m_shell.feedTo(QStringLiteral("called"));
    const std::uint64_t counts = addressIn(m_shell.send(QStringLiteral("peek $fractal --count 1")).object());
    QCOMPARE(memorySha256(m_worker, counts, 800 * 1200 * 4), notebookSha256);
}

// fractal = run_dirty(…)
void StoryShellTest::bothKernelsDrawTheNotebooksCounts()
{
    for (const char* kernel : {"compiled", "builtin"}) {
        m_shell.feedTo(QString::fromLatin1(kernel));
        const std::uint64_t drawn =
            addressIn(m_shell.send(QStringLiteral("peek $%1 --count 1").arg(QLatin1String(kernel))).object());
        QCOMPARE(memorySha256(shellPid(), drawn, 800 * 1200 * 4), notebookSha256);
    }
}

void StoryShellTest::aCountIsMemoryLikeAllElse()
{
    m_shell.feedTo(QStringLiteral("poked-count"));
    QCOMPARE(numberByDd<std::int32_t>(shellPid(), addressIn(m_shell.last())), 7);
}

// "Some will cause segmentation faults, so be careful!"
void StoryShellTest::aCrashIsAReport()
{
    m_shell.feedTo(QStringLiteral("crash"));
    QVERIFY2(m_shell.refusal().contains("SIGSEGV at 0x0"), m_shell.refusal().constData());
    QVERIFY(
        m_shell.last()[QStringLiteral("backtrace")].toArray().first()[QStringLiteral("function")].toString().contains(
            QStringLiteral("strlen")));
    // The dead worker is still there to be read: malloc's word in front of what it gave is what it was.
    QCOMPARE(numberByDd<std::uint64_t>(m_worker, m_pointer - 8) & ~std::uint64_t(7), std::uint64_t(816));
}

void StoryShellTest::theNextCallWorks()
{
    m_shell.feedTo(QStringLiteral("after-crash"));
    QCOMPARE(m_shell.last()[QStringLiteral("result")].toInt(), 5);
}

void StoryShellTest::theShellEndsWell()
{
    m_shell.process().closeWriteChannel();
    QVERIFY(m_shell.process().waitForFinished(StoryShell::patience));
    QCOMPARE(m_shell.process().exitCode(), 0);
}

void StoryShellTest::theWholeFileRunsByItself()
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

QTEST_GUILESS_MAIN(StoryShellTest)
#include "tst_story_shell.moc"
