// The notebook's first cells in the real main window, by keys and object names: a value that cannot change is changed.
// One test for each cell, in the notebook's order; what each has done is read by dd(1) or said by python3.
#include "story_checks.h"
#include "story_window.h"
#include "support/built_programs.h"

using namespace memdelbrot;
using namespace memdelbrot::testing;

namespace {

constexpr std::uint64_t headerSize = 32;   // bytes.__basicsize__ - 1: what stands before the characters

// The notebook's cell, with the session's poke() for the array that NumPy does not open for writing any more.
const QString pooledLiterals =
    QStringLiteral("hello = b\"Hello, world!\"\npoke(hello, 4, b\"EVIL\")\nprint(hello == b\"Hello, world!\")");

}  // namespace

class StoryWindowBytesTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_story.reset(); }
    void aByteStringIsMade();
    void pythonRefusesToChangeIt();
    void itsBytesAreNumbers();
    void itsBytesAreCharacters();
    void numpyRefusesToChangeThem();
    void theLockHoldsWhatIsTyped();
    void evilIsTypedAsCharacters();
    void ctrlZTakesItBack();
    void evilIsTypedAsNumbers();
    void helloIsEvil();
    void evilIsTypedIntoTheText();
    void statementByStatementTheLiteralsDiffer();
    void compiledWholeTheyAreOne();
    void pokeObeysTheLock();

private:
    [[nodiscard]] QByteArray hello() const { return memoryByDd(m_python, m_hello, 13); }
    [[nodiscard]] std::uint64_t idOf(const char* name)
    {
        return m_story->python(QStringLiteral("print(id(%1))").arg(QLatin1String(name))).toULongLong();
    }
    void openColumn(const char* dtype);
    void undo();

    std::unique_ptr<StoryWindow> m_story;
    int m_python = 0;
    std::uint64_t m_hello = 0;   // where its characters are
};

void StoryWindowBytesTest::initTestCase()
{
    m_story = std::make_unique<StoryWindow>(builtPrograms());
}

// hello = b"Hello, world!"
void StoryWindowBytesTest::aByteStringIsMade()
{
    QVERIFY(!m_story->python(QStringLiteral("hello = b\"Hello, world!\"")).contains(QStringLiteral("Error")));
    m_python = m_story->python(QStringLiteral("import os; print(os.getpid())")).toInt();
    const std::uint64_t object = idOf("hello");
    m_hello = object + headerSize;
    QCOMPARE(hello(), QByteArray("Hello, world!"));
    QTRY_COMPARE_WITH_TIMEOUT(m_story->cell(QStringLiteral("pythonVariables"), QStringLiteral("hello"), 1),
                              QStringLiteral("bytes"), patience);
    QCOMPARE(m_story->cell(QStringLiteral("pythonVariables"), QStringLiteral("hello"), 2),
             QStringLiteral("0x%1").arg(object, 0, 16));
    QCOMPARE(m_story->cell(QStringLiteral("pythonVariables"), QStringLiteral("hello"), 3),
             m_story->python(QStringLiteral("import sys; print(sys.getsizeof(hello))")));
}

// hello[4:8] = b"????"
void StoryWindowBytesTest::pythonRefusesToChangeIt()
{
    QCOMPARE(m_story->python(QStringLiteral(
                 "try:\n    hello[4:8] = b\"????\"\nexcept TypeError as err:\n    print(\"Nope: \" + str(err))")),
             QStringLiteral("Nope: 'bytes' object does not support item assignment"));
    QCOMPARE(hello(), QByteArray("Hello, world!"));
}

// a = numpy.frombuffer(hello, dtype=numpy.uint8)
void StoryWindowBytesTest::itsBytesAreNumbers()
{
    m_story->clickRow(QStringLiteral("pythonVariables"), QStringLiteral("hello"));
    m_story->click(QStringLiteral("openPythonContents"));
    QTRY_COMPARE_WITH_TIMEOUT(m_story->shown(QStringLiteral("shapeEdit")), QStringLiteral("13"), patience);
    openColumn("uint8");
    m_story->press(Qt::Key_A, Qt::ControlModifier);
    QStringList numbers;
    for (const char byte : hello())
        numbers.append(QString::number(static_cast<unsigned char>(byte)));
    QCOMPARE(m_story->copied(), numbers.join(QLatin1Char(' ')));
}

// a.view("S1")
void StoryWindowBytesTest::itsBytesAreCharacters()
{
    const QString characters = m_story->python(QStringLiteral(
        "import numpy; print(*map(repr, map(bytes, numpy.frombuffer(hello, dtype=numpy.uint8).view(\"S1\"))))"));
    QCOMPARE(characters.section(QLatin1Char(' '), 0, 1), QStringLiteral("b'H' b'e'"));
    openColumn("S1");
    m_story->press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_story->copied(), characters);
}

// a[4:8] = [69, 86, 73, 76], before and after a.flags.writeable = True: today's NumPy refuses that as well
void StoryWindowBytesTest::numpyRefusesToChangeThem()
{
    (void)m_story->python(QStringLiteral("a = numpy.frombuffer(hello, dtype=numpy.uint8)"));
    QCOMPARE(m_story->python(QStringLiteral(
                 "try:\n    a[4:8] = [69, 86, 73, 76]\nexcept ValueError as err:\n    print(\"Nope: \" + str(err))")),
             QStringLiteral("Nope: assignment destination is read-only"));
    QVERIFY(m_story->python(QStringLiteral("a.flags.writeable = True"))
                .contains(QStringLiteral("ValueError: cannot set WRITEABLE flag")));
    QCOMPARE(hello(), QByteArray("Hello, world!"));
    (void)m_story->python(QStringLiteral("del a"));
}

void StoryWindowBytesTest::openColumn(const char* dtype)
{
    m_story->type(QStringLiteral("dtypeChooser"), QLatin1String(dtype));
    m_story->press(Qt::Key_Return);
    m_story->tabTo(HexArea::Typed);
}

void StoryWindowBytesTest::theLockHoldsWhatIsTyped()
{
    QCOMPARE(m_story->shown(QStringLiteral("writeLockButton")), QStringLiteral("Locked"));
    m_story->goTo(QStringLiteral("py:hello.contents+4"), m_hello + 4);
    m_story->tabTo(HexArea::Text);
    QTest::keyClicks(m_story->find(QStringLiteral("hexView")), QStringLiteral("E"));
    QTRY_VERIFY_WITH_TIMEOUT(m_story->shown(QStringLiteral("noticeText")).contains(QStringLiteral("is locked")),
                             patience);
    QCOMPARE(hello(), QByteArray("Hello, world!"));
    m_story->click(QStringLiteral("noticeClose"));
    m_story->setLocked(false);
    QCOMPARE(hello(), QByteArray("Hello, world!"));
}

// a[4:8] = [69, 86, 73, 76]
void StoryWindowBytesTest::evilIsTypedAsCharacters()
{
    m_story->goTo(QStringLiteral("py:hello.contents"), m_hello);
    openColumn("S1");
    for (int i = 0; i < 4; ++i)
        m_story->press(Qt::Key_Right);
    QTest::keyClicks(m_story->find(QStringLiteral("hexView")), QStringLiteral("EVIL"));
    QTRY_COMPARE_WITH_TIMEOUT(hello(), QByteArray("HellEVILorld!"), patience);
}

// What was typed in one go is one step.
void StoryWindowBytesTest::undo()
{
    m_story->press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(hello(), QByteArray("Hello, world!"), patience);
    const QString told = QStringLiteral("Undone: “EVIL” at 0x%1 in ").arg(m_hello + 4, 0, 16);
    QTRY_VERIFY_WITH_TIMEOUT(m_story->message().startsWith(told), patience);
    m_story->waitUntilShown(m_hello, hello());
}

void StoryWindowBytesTest::ctrlZTakesItBack()
{
    undo();
}

// The same, as the notebook's numbers
void StoryWindowBytesTest::evilIsTypedAsNumbers()
{
    m_story->goTo(QStringLiteral("py:hello.contents"), m_hello);
    openColumn("uint8");
    for (int i = 0; i < 4; ++i)
        m_story->press(Qt::Key_Right);
    QTest::keyClicks(m_story->find(QStringLiteral("hexView")), QStringLiteral("69 86 73 76"));
    m_story->press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(hello(), QByteArray("HellEVILorld!"), patience);
}

// hello
void StoryWindowBytesTest::helloIsEvil()
{
    QCOMPARE(m_story->python(QStringLiteral("hello")), QStringLiteral("b'HellEVILorld!'"));
    m_story->focusMemory();
    undo();
    QCOMPARE(m_story->python(QStringLiteral("hello")), QStringLiteral("b'Hello, world!'"));
}

void StoryWindowBytesTest::evilIsTypedIntoTheText()
{
    m_story->goTo(QStringLiteral("py:hello.contents+4"), m_hello + 4);
    m_story->type(QStringLiteral("dtypeChooser"), QStringLiteral("bytes only"));
    m_story->press(Qt::Key_Return);
    m_story->tabTo(HexArea::Text);
    QTest::keyClicks(m_story->find(QStringLiteral("hexView")), QStringLiteral("EVIL"));
    QTRY_COMPARE_WITH_TIMEOUT(hello(), QByteArray("HellEVILorld!"), patience);
    QCOMPARE(m_story->python(QStringLiteral("print(hello.decode())")), QStringLiteral("HellEVILorld!"));
}

// print(hello == b"Hello, world!"), each statement compiled by itself
void StoryWindowBytesTest::statementByStatementTheLiteralsDiffer()
{
    QCOMPARE(m_story->python(pooledLiterals), QStringLiteral("False"));
    m_hello = idOf("hello") + headerSize;
    QCOMPARE(hello(), QByteArray("HellEVILorld!"));
}

// exec("""…"""): the literal of line 1 is the literal of line 3
void StoryWindowBytesTest::compiledWholeTheyAreOne()
{
    QCOMPARE(m_story->python(QStringLiteral("exec('''\n") + pooledLiterals + QStringLiteral("\n''')")),
             QStringLiteral("True"));
    m_hello = idOf("hello") + headerSize;
    QCOMPARE(hello(), QByteArray("HellEVILorld!"));
}

void StoryWindowBytesTest::pokeObeysTheLock()
{
    m_story->setLocked(true);
    QVERIFY(m_story->python(QStringLiteral("poke(hello, 4, b\"GOOD\")")).contains(QStringLiteral("Error")));
    QCOMPARE(hello(), QByteArray("HellEVILorld!"));
}

QTEST_MAIN(StoryWindowBytesTest)
#include "tst_story_window_bytes.moc"
