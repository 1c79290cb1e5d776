// The notebook's first cells through memdelbrot-cli shell: a value that cannot change is changed. The shell is fed the
// story's lines one after the other, and at each mark other programs look at what the processes hold then.
#include "story_checks.h"
#include "story_shell.h"

#include <QtTest>

using namespace memdelbrot::testing;

class StoryShellBytesTest final : public QObject {
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

private:
    [[nodiscard]] QByteArray hello() const { return memoryByDd(m_python, m_hello, 13); }

    StoryShell m_shell;
    int m_python = 0;
    std::uint64_t m_hello = 0;  // where its characters are
};

// hello = b"Hello, world!"; a = numpy.frombuffer(hello, dtype=numpy.uint8)
void StoryShellBytesTest::itsBytesAreNumbers()
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

void StoryShellBytesTest::pythonRefusesToChangeIt()
{
    m_shell.feedTo(QStringLiteral("python-refuses"));
    QCOMPARE(m_shell.output(), QStringLiteral("Nope: 'bytes' object does not support item assignment"));
    QCOMPARE(hello(), QByteArray("Hello, world!"));
}

void StoryShellBytesTest::numpyRefusesToChangeThem()
{
    m_shell.feedTo(QStringLiteral("numpy-refuses"));
    QCOMPARE(m_shell.output(), QStringLiteral("Nope: assignment destination is read-only"));
    QCOMPARE(hello(), QByteArray("Hello, world!"));
}

// a.view("S1")
void StoryShellBytesTest::itsBytesAreCharacters()
{
    m_shell.feedTo(QStringLiteral("characters"));
    QString characters;
    for (const QJsonValue& character : m_shell.last()[QStringLiteral("values")].toArray())
        characters += character.toString();
    QCOMPARE(characters, QString::fromLatin1(hello()));
}

// a[4:8] = [69, 86, 73, 76]
void StoryShellBytesTest::evilIsPokedOverThem()
{
    m_shell.feedTo(QStringLiteral("evil"));
    QCOMPARE(hello(), QByteArray("HellEVILorld!"));
    QCOMPARE(m_shell.output(), QStringLiteral("b'HellEVILorld!'"));
}

void StoryShellBytesTest::undoTakesItBack()
{
    m_shell.feedTo(QStringLiteral("undone"));
    QCOMPARE(hello(), QByteArray("Hello, world!"));
}

void StoryShellBytesTest::statementByStatementTheLiteralsDiffer()
{
    m_shell.feedTo(QStringLiteral("statements"));
    QCOMPARE(m_shell.output(), QStringLiteral("False"));
}

void StoryShellBytesTest::compiledWholeTheyAreOne()
{
    m_shell.feedTo(QStringLiteral("whole"));
    QCOMPARE(m_shell.output(), QStringLiteral("True"));
}

QTEST_GUILESS_MAIN(StoryShellBytesTest)
#include "tst_story_shell_bytes.moc"
