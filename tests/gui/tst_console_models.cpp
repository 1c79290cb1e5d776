#include "gui/models/console_buffer.h"
#include "gui/models/console_history.h"
#include "gui/models/console_text.h"
#include "gui/models/interpreter_list.h"
#include "gui/models/python_variables_model.h"

#include <QAbstractItemModelTester>
#include <QtTest>

#include <cstring>

using namespace memdelbrot;

class ConsoleModelsTest : public QObject {
    Q_OBJECT

private slots:
    void bufferJoinsNeighboursOfAKind();
    void bufferBeyondItsLimitDropsTheOldestAndSaysSo();
    void bufferNeverCutsACharacter();
    void historyKeepsTheDraft();
    void historyLeavesOutRepetitions();
    void escapeSequencesAreLeftOut();
    void aLongLineIsCutAndSaysSo();
    void echoLooksLikePythonsConsole();
    void carriageReturnsReplaceTheLine();
    void everyInterpreterIsListedOnce();
    void aVirtualEnvironmentComesFirst();
    void countsAreTakenFromTheHeads();
    void anObjectWhosePlaceIsTakenIsGone();
    void aFreeBlocksLinkIsNoCount();
    void immortalObjectsHaveNoCount();
};

void ConsoleModelsTest::bufferJoinsNeighboursOfAKind()
{
    ConsoleBuffer buffer;
    buffer.add(PythonOutputKind::StandardOutput, "a");
    buffer.add(PythonOutputKind::StandardOutput, "b");
    buffer.add(PythonOutputKind::Traceback, "c");
    QCOMPARE(buffer.take(),
             (std::vector<ConsolePiece>{{PythonOutputKind::StandardOutput, "ab"}, {PythonOutputKind::Traceback, "c"}}));
    QVERIFY(buffer.take().empty());
}

void ConsoleModelsTest::bufferBeyondItsLimitDropsTheOldestAndSaysSo()
{
    ConsoleBuffer buffer(10);
    for (int i = 0; i < 100; ++i)
        buffer.add(i % 2 == 0 ? PythonOutputKind::StandardOutput : PythonOutputKind::StandardError, "12345");
    const auto pieces = buffer.take();
    QCOMPARE(pieces.size(), std::size_t(3));
    QCOMPARE(pieces.front().text, "… 490 bytes of output were left out …\n");
    QCOMPARE(pieces.back().text, "12345");
}

void ConsoleModelsTest::bufferNeverCutsACharacter()
{
    ConsoleBuffer buffer(4);
    buffer.add(PythonOutputKind::StandardOutput, "€€€€");
    QCOMPARE(buffer.take().back().text, "€");
}

void ConsoleModelsTest::historyKeepsTheDraft()
{
    ConsoleHistory history;
    QVERIFY(history.previous(QStringLiteral("x")).isNull());
    history.add(QStringLiteral("one"));
    history.add(QStringLiteral("two"));
    QCOMPARE(history.previous(QStringLiteral("draft")), QStringLiteral("two"));
    QCOMPARE(history.previous(QStringLiteral("two")), QStringLiteral("one"));
    QCOMPARE(history.next(), QStringLiteral("two"));
    QCOMPARE(history.next(), QStringLiteral("draft"));
    QVERIFY(history.next().isNull());
}

void ConsoleModelsTest::historyLeavesOutRepetitions()
{
    ConsoleHistory history;
    for (const char* text : {"one", "one", " ", "two", "one"})
        history.add(QString::fromLatin1(text));
    QCOMPARE(history.texts(), QStringList({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("one")}));
}

void ConsoleModelsTest::escapeSequencesAreLeftOut()
{
    QCOMPARE(pageText(QStringLiteral("\x1b[1;31mred\x1b[0m \x1b]0;title\x07plain")), QStringLiteral("red plain"));
    QCOMPARE(pageText(QStringLiteral("plain")), QStringLiteral("plain"));
}

void ConsoleModelsTest::aLongLineIsCutAndSaysSo()
{
    const QString page = pageText(QString(100'000, QLatin1Char('x')) + QStringLiteral("\nshort\n"));
    QVERIFY(page.size() < 5'000);
    QVERIFY(page.contains(QStringLiteral("95904 characters more")));
    QVERIFY(page.endsWith(QStringLiteral("\nshort\n")));
}

void ConsoleModelsTest::echoLooksLikePythonsConsole()
{
    QCOMPARE(echoText(QStringLiteral("x = 1")), QStringLiteral(">>> x = 1\n"));
    QCOMPARE(echoText(QStringLiteral("if x:\n    y\n")), QStringLiteral(">>> if x:\n...     y\n"));
}

void ConsoleModelsTest::carriageReturnsReplaceTheLine()
{
    QCOMPARE(overwrittenParts(QStringLiteral("10%\r20%\r\n")),
             QStringList({QStringLiteral("10%"), QStringLiteral("20%\n")}));
}

namespace {

void makeProgram(const QString& path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
}

}  // namespace

void ConsoleModelsTest::everyInterpreterIsListedOnce()
{
    QTemporaryDir folder;
    makeProgram(folder.filePath(QStringLiteral("python3.11")));
    QVERIFY(QFile::link(folder.filePath(QStringLiteral("python3.11")), folder.filePath(QStringLiteral("python3"))));
    makeProgram(folder.filePath(QStringLiteral("python3-config")));
    makeProgram(folder.filePath(QStringLiteral("python3.9")));
    QCOMPARE(pythonInterpreters(folder.path() + QStringLiteral(":/nonexistent:") + folder.path(), {}),
             QStringList({folder.filePath(QStringLiteral("python3")), folder.filePath(QStringLiteral("python3.9"))}));
}

void ConsoleModelsTest::aVirtualEnvironmentComesFirst()
{
    QTemporaryDir folder;
    QDir(folder.path()).mkpath(QStringLiteral("venv/bin"));
    makeProgram(folder.filePath(QStringLiteral("python3")));
    makeProgram(folder.filePath(QStringLiteral("venv/pyvenv.cfg")));
    QVERIFY(
        QFile::link(folder.filePath(QStringLiteral("python3")), folder.filePath(QStringLiteral("venv/bin/python3"))));
    QCOMPARE(
        pythonInterpreters(folder.path(), folder.filePath(QStringLiteral("venv"))),
        QStringList({folder.filePath(QStringLiteral("venv/bin/python3")), folder.filePath(QStringLiteral("python3"))}));
}

namespace {

ReadResult head(const AddressRange& range, std::uint64_t count, std::uint64_t type)
{
    ReadResult read{.range = range, .bytes = std::vector<std::byte>(16)};
    std::memcpy(read.bytes.data(), &count, 8);
    std::memcpy(read.bytes.data() + 8, &type, 8);
    return read;
}

PythonVariable variable(const char* name, std::uint64_t address)
{
    return {.name = name,
            .type = "bytes",
            .typeAddress = Address(0x9000),
            .address = Address(address),
            .size = 46,
            .referenceCount = 1,
            .repr = "b'x'"};
}

QString count(const PythonVariablesModel& model, int row)
{
    return model.index(row, PythonVariablesModel::CountColumn).data().toString();
}

}  // namespace

void ConsoleModelsTest::countsAreTakenFromTheHeads()
{
    PythonVariablesModel model;
    const QAbstractItemModelTester tester(&model);
    model.setVariables({variable("a", 0x1000), variable("b", 0x2000)});
    const auto heads = model.heads();
    model.setHeads(heads, {head(heads[0], 1001, 0x9000), head(heads[1], 2, 0x9000)});
    QCOMPARE(count(model, 0), QStringLiteral("1001"));
    QCOMPARE(count(model, 1), QStringLiteral("2"));
    model.setVariables({variable("b", 0x3000)});
    model.setHeads(heads, {head(heads[0], 7, 0x9000), head(heads[1], 7, 0x9000)});   // asked for other rows
    QCOMPARE(count(model, 0), QStringLiteral("1"));
}

void ConsoleModelsTest::anObjectWhosePlaceIsTakenIsGone()
{
    PythonVariablesModel model;
    model.setVariables({variable("a", 0x1000)});
    const auto heads = model.heads();
    model.setHeads(heads, {head(heads[0], 5, 0x8000)});   // already at the first look
    QCOMPARE(count(model, 0), QStringLiteral("gone"));
    model.setHeads(heads, {head(heads[0], 1, 0x9000)});
    QCOMPARE(count(model, 0), QStringLiteral("1"));
    model.setHeads(heads,
                   {{.range = heads[0], .bytes = std::vector<std::byte>(16), .unreadable = {{heads[0], EFAULT}}}});
    QCOMPARE(count(model, 0), QStringLiteral("gone"));
}

void ConsoleModelsTest::aFreeBlocksLinkIsNoCount()
{
    PythonVariablesModel model;
    model.setVariables({variable("a", 0x1000)});
    const auto heads = model.heads();
    for (const std::uint64_t link :
         {std::uint64_t(0), std::uint64_t(0x7f12'3456'7890), std::uint64_t(0x7f12'f456'7890)}) {
        model.setHeads(heads, {head(heads[0], 1, 0x9000)});
        model.setHeads(heads, {head(heads[0], link, 0x9000)});
        QCOMPARE(count(model, 0), QStringLiteral("gone"));
    }
    model.setHeads(heads, {head(heads[0], 0xFFFF'FFFF, 0x9000)});
    QCOMPARE(count(model, 0), QStringLiteral("immortal"));
}

void ConsoleModelsTest::immortalObjectsHaveNoCount()
{
    QCOMPARE(referenceCountText(0xFFFFFFFF), QStringLiteral("immortal"));
    QCOMPARE(referenceCountText(1001), QStringLiteral("1001"));
}

QTEST_GUILESS_MAIN(ConsoleModelsTest)
#include "tst_console_models.moc"
