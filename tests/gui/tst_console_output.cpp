#include "gui/widgets/console_output.h"

#include <QScrollBar>
#include <QTextBlock>
#include <QtTest>

using namespace memdelbrot;

namespace {

void printLines(ConsoleOutput& output, int count)
{
    for (int line = 0; line < count; ++line)
        output.appendLine(QStringLiteral("line %1 of what a long loop has to say, and a little more").arg(line),
                          ConsoleOutput::Ink::Plain);
}

bool showsItsEnd(const ConsoleOutput& output)
{
    QTextCursor end(output.document());
    end.movePosition(QTextCursor::End);
    if (end.block().text().isEmpty())
        end.movePosition(QTextCursor::PreviousCharacter);
    return output.verticalScrollBar()->maximum() > 0 && output.viewport()->rect().contains(output.cursorRect(end));
}

}  // namespace

class ConsoleOutputTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_output.reset(); }
    void theEndStaysInSightWhilePrinting();
    void theEndStaysInSightWhenItShrinks();
    void theEndStaysInSightWhenLinesWrap();
    void aReaderFurtherUpIsLeftThere();
    void anEchoGoesToTheEnd();

private:
    std::unique_ptr<ConsoleOutput> m_output;
};

void ConsoleOutputTest::init()
{
    m_output = std::make_unique<ConsoleOutput>();
    m_output->resize(800, 300);
    m_output->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_output.get()));
    printLines(*m_output, 100);
}

void ConsoleOutputTest::theEndStaysInSightWhilePrinting()
{
    QVERIFY(showsItsEnd(*m_output));
    printLines(*m_output, 1);
    QVERIFY(showsItsEnd(*m_output));
}

void ConsoleOutputTest::theEndStaysInSightWhenItShrinks()
{
    m_output->resize(800, 100);
    QVERIFY(showsItsEnd(*m_output));
    printLines(*m_output, 1);
    QVERIFY(showsItsEnd(*m_output));
}

void ConsoleOutputTest::theEndStaysInSightWhenLinesWrap()
{
    m_output->resize(200, 300);
    QVERIFY(showsItsEnd(*m_output));
    m_output->resize(150, 100);
    printLines(*m_output, 1);
    QVERIFY(showsItsEnd(*m_output));
}

void ConsoleOutputTest::aReaderFurtherUpIsLeftThere()
{
    m_output->verticalScrollBar()->setValue(10);
    printLines(*m_output, 1);
    QCOMPARE(m_output->verticalScrollBar()->value(), 10);
}

void ConsoleOutputTest::anEchoGoesToTheEnd()
{
    m_output->verticalScrollBar()->setValue(10);
    m_output->appendLine(QStringLiteral(">>> 1 + 1"), ConsoleOutput::Ink::Echo);
    QVERIFY(showsItsEnd(*m_output));
}

QTEST_MAIN(ConsoleOutputTest)

#include "tst_console_output.moc"
