// The notebook through memdelbrot-cli shell: its lines are fed one after the other, and at each mark of the story file
// other programs look at what the processes hold then.
#include "story_checks.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace memdelbrot::testing;

namespace {

constexpr int patience = 120'000;   // ms until a line that says nothing is a failure

std::uint64_t addressIn(const QJsonObject& object, const char* key = "address")
{
    return object[QLatin1String(key)].toString().toULongLong(nullptr, 16);
}

}  // namespace

class StoryShellTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyCellHoldsAsOtherProgramsSeeIt();
    void theWholeFileRunsByItself();

private:
    QJsonDocument send(const QString& line);
    void feedTo(const QString& mark);
    int pidOf(const QString& target);
    QJsonObject last() const { return m_last.object(); }

    QProcess m_shell;
    QStringList m_lines;
    qsizetype m_next = 0;
    QJsonDocument m_last;   // the answer to the last line that had one
    QJsonDocument m_before; // and to the one before
};

void StoryShellTest::initTestCase()
{
    QFile file(QStringLiteral(SOURCE_FOLDER "/tests/story/notebook.shell"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
    m_shell.setProgram(QStringLiteral(BINARY_FOLDER "/memdelbrot-cli"));
    m_shell.setWorkingDirectory(QStringLiteral(SOURCE_FOLDER "/tests/story"));
    m_shell.setArguments({QStringLiteral("shell"), QStringLiteral("--json")});
    m_shell.setProcessChannelMode(QProcess::SeparateChannels);
    m_shell.start();
    QVERIFY(m_shell.waitForStarted());
}

// One line, and the one JSON line that answers it.
QJsonDocument StoryShellTest::send(const QString& line)
{
    m_shell.write(line.toUtf8() + '\n');
    while (!m_shell.canReadLine() && m_shell.state() == QProcess::Running) {
        if (!m_shell.waitForReadyRead(patience))
            break;
    }
    const QByteArray answer = m_shell.readLine();
    const QJsonDocument json = QJsonDocument::fromJson(answer);
    if (json.isNull())
        qWarning("'%s' was answered by '%s' and '%s'", qPrintable(line), answer.constData(), m_shell.readAllStandardError().constData());
    return json;
}

void StoryShellTest::feedTo(const QString& mark)
{
    while (m_next < m_lines.size()) {
        QString line = m_lines[m_next++];
        if (line.startsWith(QStringLiteral("#@"))) {
            QCOMPARE(line.mid(3), mark);
            return;
        }
        if (line.isEmpty() || line.startsWith(QLatin1Char('#')))
            continue;
        const QString end = line.startsWith(QStringLiteral("py <<")) ? line.mid(5) : QString();
        while (!end.isEmpty() && m_lines[m_next] != end)
            line += QLatin1Char('\n') + m_lines[m_next++];
        if (!end.isEmpty())
            line += QLatin1Char('\n') + m_lines[m_next++];
        m_before = m_last;
        m_last = send(line);
        QVERIFY2(!m_last.isNull(), qPrintable(line));
    }
    QFAIL("the story ended early");
}

int StoryShellTest::pidOf(const QString& target)
{
    const QJsonArray targets = send(QStringLiteral("targets")).array();
    for (const QJsonValue& info : targets) {
        if (info[QStringLiteral("name")].toString().startsWith(target))
            return info[QStringLiteral("pid")].toInt();
    }
    return 0;
}

void StoryShellTest::everyCellHoldsAsOtherProgramsSeeIt()
{
    feedTo(QStringLiteral("before-poke"));
    const int python = pidOf(QStringLiteral("python"));
    const std::uint64_t hello = addressIn(last());
    QCOMPARE(memoryByDd(python, hello, 13), QByteArray("Hello, world!"));

    feedTo(QStringLiteral("evil"));
    QCOMPARE(memoryByDd(python, hello, 13), QByteArray("HellEVILorld!"));
    QCOMPARE(last()[QStringLiteral("output")].toString().trimmed(), QStringLiteral("b'HellEVILorld!'"));
    feedTo(QStringLiteral("undone"));
    QCOMPARE(memoryByDd(python, hello, 13), QByteArray("Hello, world!"));

    feedTo(QStringLiteral("statements"));
    QCOMPARE(last()[QStringLiteral("output")].toString().trimmed(), QStringLiteral("False"));
    feedTo(QStringLiteral("whole"));
    QCOMPARE(last()[QStringLiteral("output")].toString().trimmed(), QStringLiteral("True"));

    feedTo(QStringLiteral("int"));
    const std::uint64_t x = addressIn(last());
    const auto sizeOfInt = pythonPrints(QStringLiteral("import sys; print(sys.getsizeof(12345))")).toULongLong();
    QCOMPARE(numberByDd<std::int32_t>(python, x + sizeOfInt - 4), 12345);
    QCOMPARE(last()[QStringLiteral("type")].toString(), QStringLiteral("int"));
    QCOMPARE(last()[QStringLiteral("value")].toString(), QStringLiteral("12345"));
    QCOMPARE(m_before.object()[QStringLiteral("values")].toArray().first().toInt(), 12345);

    feedTo(QStringLiteral("string"));
    QCOMPARE(memoryByDd(python, addressIn(last()), 11), QByteArray("Hey there.\0", 11));

    feedTo(QStringLiteral("zero"));
    const int worker = pidOf(QStringLiteral("worker"));
    QVERIFY(memoryByDd(worker, 0, 8).isEmpty());
    QCOMPARE(last()[QStringLiteral("unreadable")].toArray().size(), 1);
    QVERIFY(last()[QStringLiteral("values")].toArray().first().isNull());

    feedTo(QStringLiteral("malloc"));
    const QByteArray zeros = memoryByDd(worker, addressIn(last()), 800);
    QCOMPARE(zeros, QByteArray(800, '\0'));
    QCOMPARE(last()[QStringLiteral("values")].toArray().size(), 100);

    feedTo(QStringLiteral("refcount"));
    const std::uint64_t object = addressIn(last());
    const auto references = numberByDd<std::uint64_t>(python, object);
    feedTo(QStringLiteral("refcount-thousand"));
    QCOMPARE(numberByDd<std::uint64_t>(python, object), references + 1000);
    QCOMPARE(last()[QStringLiteral("refcount")].toInteger(), static_cast<qint64>(references + 1000));

    feedTo(QStringLiteral("called"));
    const std::uint64_t counts = addressIn(send(QStringLiteral("peek $fractal --count 1")).object());
    QCOMPARE(memorySha256(worker, counts, 800 * 1200 * 4), notebookSha256);
    const QString ours = QString::number(m_shell.processId());
    for (const char* kernel : {"compiled", "builtin"}) {
        feedTo(QString::fromLatin1(kernel));
        const std::uint64_t drawn = addressIn(send(QStringLiteral("peek $%1 --count 1").arg(QLatin1String(kernel))).object());
        QCOMPARE(memorySha256(ours.toInt(), drawn, 800 * 1200 * 4), notebookSha256);
    }
    m_shell.closeWriteChannel();
    QVERIFY(m_shell.waitForFinished(patience));
    QCOMPARE(m_shell.exitCode(), 0);
}

void StoryShellTest::theWholeFileRunsByItself()
{
    QProcess shell;
    shell.setWorkingDirectory(QStringLiteral(SOURCE_FOLDER "/tests/story"));
    shell.start(QStringLiteral(BINARY_FOLDER "/memdelbrot-cli"), {QStringLiteral("shell"), QStringLiteral("notebook.shell")});
    QVERIFY(shell.waitForFinished(2 * patience));
    QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
    const QByteArray output = shell.readAllStandardOutput();
    QVERIFY(output.contains("False\n"));
    QVERIFY(output.contains("True\n"));
}

QTEST_GUILESS_MAIN(StoryShellTest)
#include "tst_story_shell.moc"
