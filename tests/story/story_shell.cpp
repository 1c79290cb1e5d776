#include "story_shell.h"

#include <QFile>
#include <QFileInfo>
#include <QtTest>

namespace memdelbrot::testing {

// With the interpreter that has NumPy first.
QProcessEnvironment StoryShell::environment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"),
                       QFileInfo(QStringLiteral(TEST_PYTHON)).path() + QLatin1Char(':')
                           + environment.value(QStringLiteral("PATH")));
    return environment;
}

void StoryShell::start()
{
    QFile file(QStringLiteral(SOURCE_FOLDER "/tests/story/notebook.shell"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
    m_shell.setProgram(QStringLiteral(BINARY_FOLDER "/memdelbrot-cli"));
    m_shell.setWorkingDirectory(QStringLiteral(SOURCE_FOLDER "/tests/story"));
    m_shell.setArguments({QStringLiteral("shell"), QStringLiteral("--json")});
    m_shell.setProcessChannelMode(QProcess::SeparateChannels);
    m_shell.setProcessEnvironment(environment());
    m_shell.start();
    QVERIFY(m_shell.waitForStarted());
}

QJsonDocument StoryShell::send(const QString& line)
{
    m_shell.write(line.toUtf8() + '\n');
    while (!m_shell.canReadLine() && m_shell.state() == QProcess::Running) {
        if (!m_shell.waitForReadyRead(patience))
            break;
    }
    const QByteArray answer = m_shell.readLine();
    const QJsonDocument json = QJsonDocument::fromJson(answer);
    if (json.isNull())
        qWarning("'%s' was answered by '%s' and '%s'", qPrintable(line), answer.constData(),
                 m_shell.readAllStandardError().constData());
    return json;
}

// A line that has to fail says why on stderr, and may answer besides: the list of targets that is asked for behind it
// tells where its answer ends.
QJsonDocument StoryShell::sendRefused(const QString& line)
{
    QJsonDocument answer(QJsonObject{});
    for (QJsonDocument next = send(line + QStringLiteral("\ntargets")); next.isObject(); next = send({}))
        answer = next;
    m_shell.setReadChannel(QProcess::StandardError);
    while (!m_shell.canReadLine() && m_shell.waitForReadyRead(patience)) {}
    m_refusal = m_shell.readAll();
    m_shell.setReadChannel(QProcess::StandardOutput);
    return answer;
}

void StoryShell::feedTo(const QString& mark)
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
        m_last = line.startsWith(QStringLiteral("- ")) ? sendRefused(line) : send(line);
        QVERIFY2(!m_last.isNull(), qPrintable(line));
    }
    QFAIL("the story ended early");
}

void StoryShell::skipTo(const QString& mark)
{
    for (QString next; next != mark && !QTest::currentTestFailed();) {
        next = nextMark();
        feedTo(next);
    }
}

QString StoryShell::nextMark() const
{
    qsizetype line = m_next;
    while (line < m_lines.size() && !m_lines[line].startsWith(QStringLiteral("#@")))
        ++line;
    return m_lines.value(line).mid(3);
}

int StoryShell::pidOf(const QString& target)
{
    const QJsonArray targets = send(QStringLiteral("targets")).array();
    for (const QJsonValue& info : targets) {
        if (info[QStringLiteral("name")].toString().startsWith(target))
            return info[QStringLiteral("pid")].toInt();
    }
    return 0;
}

}  // namespace memdelbrot::testing
