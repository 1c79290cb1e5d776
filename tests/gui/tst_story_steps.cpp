// What the story's steps do in a real window, step by step through its strip.
#include "gui/widgets/fractal_view.h"
#include "gui/widgets/hex_view.h"
#include "support/built_programs.h"
#include "support/window_fixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QTreeView>

using namespace memdelbrot;

namespace {

WorkbenchOptions options(const std::string& interpreter = TEST_PYTHON)
{
    WorkbenchOptions options = testing::builtPrograms();
    options.python.interpreter = interpreter;
    return options;
}

}  // namespace

class StoryStepsTest final : public QObject {
    Q_OBJECT

private slots:
    void whatHinderedAStepSaysWhatToDo_data();
    void whatHinderedAStepSaysWhatToDo();
    void bothLiteralsResultsAreInSightInASmallWindow();
    void pokingSaysThatItOpensTheLockAndShowsIt();
    void pythonShowsThePokeAndWhatItMeansForLiterals();
    void aStructIsMendedAndLaidOverTheObject();
    void aCrashIsKeptAndTheNextCallAnswers();
    void aFreedArrayIsMarked();
    void theKernelsCountsAreSeenAndOneIsPoked();

private:
    [[nodiscard]] static QString consoleText(WindowFixture& fixture)
    {
        return fixture.find<QPlainTextEdit>("pythonOutput")->toPlainText();
    }
};

void StoryStepsTest::whatHinderedAStepSaysWhatToDo_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("python");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("words");
    QTest::addRow("no Python") << QString() << QStringLiteral("/nowhere/python3") << QStringLiteral("makeHello")
                               << QStringLiteral("choose another interpreter there");
    QTest::addRow("no Python for what a step needs")
        << QString() << QStringLiteral("/nowhere/python3") << QStringLiteral("inspectHeader")
        << QStringLiteral("choose another interpreter there");
    QTest::addRow("no compiler") << QStringLiteral("/nowhere") << QStringLiteral(TEST_PYTHON)
                                 << QStringLiteral("compileKernel") << QStringLiteral("apt install g++");
    QTest::addRow("no compiler for what a step needs")
        << QStringLiteral("/nowhere") << QStringLiteral(TEST_PYTHON) << QStringLiteral("drawFractal")
        << QStringLiteral("apt install g++");
}

void StoryStepsTest::whatHinderedAStepSaysWhatToDo()
{
    QFETCH(QString, path);
    QFETCH(QString, python);
    QFETCH(QString, step);
    QFETCH(QString, words);
    const QByteArray before = qgetenv("PATH");
    if (!path.isEmpty())
        qputenv("PATH", path.toLocal8Bit());
    const auto restored = qScopeGuard([&] { qputenv("PATH", before); });
    WindowFixture fixture(QSize(1600, 1000), options(python.toStdString()));
    QVERIFY(!fixture.doStep(qPrintable(step)));
    const QString said = fixture.find("storyCaption")->property("text").toString();
    QVERIFY2(said.contains(words), qPrintable(said));
    QVERIFY(!said.contains(QLatin1Char('\n')));
}

void StoryStepsTest::bothLiteralsResultsAreInSightInASmallWindow()
{
    WindowFixture fixture(QSize(1272, 720), options());
    QVERIFY(fixture.doStep("sameLiteral"));
    auto* const console = fixture.find<QPlainTextEdit>("pythonOutput");
    const QStringList lines = console->toPlainText().trimmed().split(QLatin1Char('\n'));
    QCOMPARE(lines.last(), QStringLiteral("True"));
    QCOMPARE(lines[lines.size() - 3], QStringLiteral("False"));
    for (const QString& asked : {lines[lines.size() - 4], lines[lines.size() - 2]})
        QVERIFY(asked.startsWith(QStringLiteral(">>>")) && asked.contains(QStringLiteral("print(hello == b")));
    QTextCursor first(console->document()->findBlockByNumber(static_cast<int>(lines.size()) - 4));
    QTextCursor last(console->document()->findBlockByNumber(static_cast<int>(lines.size()) - 1));
    QTRY_VERIFY(console->viewport()->rect().contains(console->cursorRect(first).united(console->cursorRect(last))));
    const QString caption = fixture.find("storyCaption")->property("text").toString();
    QVERIFY(caption.contains(QStringLiteral("False")) && caption.contains(QStringLiteral("True")));
}

void StoryStepsTest::pokingSaysThatItOpensTheLockAndShowsIt()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    QVERIFY(fixture.doStep("openBytes"));
    const auto* const lock = fixture.find<QAbstractButton>("writeLockButton");
    QTRY_COMPARE(lock->text(), QStringLiteral("Locked"));
    const auto* const step = fixture.find<QAbstractButton>("pokeEvilStep");
    QVERIFY(step->text().contains(QStringLiteral("Unlock")));
    for (const char* writer : {"pokeEvilStep", "sameLiteralStep", "twoNamesStep"})
        QVERIFY(fixture.find(writer)->toolTip().contains(QStringLiteral("padlock")));
    QStringList said;
    QObject::connect(&fixture.navigator(), &Navigator::statusMessage, lock, [&](const QString& text) { said << text; });
    QVERIFY(fixture.doStep("pokeEvil"));
    QTRY_COMPARE(lock->text(), QStringLiteral("Writable"));
    QVERIFY(fixture.find<QLabel>("statusTarget")->text().contains(QStringLiteral("writable")));
    QVERIFY(said.join(QLatin1Char('\n')).contains(QStringLiteral("can be written now")));
    const QString caption = fixture.find("storyCaption")->property("text").toString();
    QVERIFY(caption.contains(QStringLiteral("padlock")) && caption.contains(QStringLiteral("lock it again")));
    fixture.click("writeLockButton");
    QTRY_COMPARE(lock->text(), QStringLiteral("Locked"));
}

void StoryStepsTest::pythonShowsThePokeAndWhatItMeansForLiterals()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    QVERIFY(fixture.doStep("pokeEvil"));
    QVERIFY(consoleText(fixture).contains(QStringLiteral("b'HellEVILorld!'")));
    QVERIFY(fixture.doStep("sameLiteral"));
    const QStringList lines = consoleText(fixture).split(QLatin1Char('\n'));
    QVERIFY(lines.indexOf(QStringLiteral("False")) >= 0);
    QVERIFY(lines.indexOf(QStringLiteral("True")) > lines.indexOf(QStringLiteral("False")));
    QVERIFY(fixture.doStep("twoNames"));
    QVERIFY(consoleText(fixture).contains(QStringLiteral("b'HellEVILorld!' b'HellEVILorld!'")));
}

void StoryStepsTest::aStructIsMendedAndLaidOverTheObject()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    QVERIFY(fixture.doStep("thousandReferences"));
    QVERIFY(fixture.doStep("layStruct"));
    QVERIFY(fixture.find("useStructSuggestion")->isVisible());
    QVERIFY(fixture.doStep("takeFix"));
    const auto* const fields = fixture.find<QTreeView>("structFields")->model();
    const QModelIndex root = fields->index(0, 0);
    QCOMPARE(fields->index(0, 0, root).data().toString(), QStringLiteral("ob_refcnt"));
    QVERIFY(fields->index(0, 1, root).data().toString().toInt() > 1000);
}

void StoryStepsTest::aCrashIsKeptAndTheNextCallAnswers()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    QVERIFY(fixture.doStep("readZero"));
    QVERIFY(fixture.doStep("crashCall"));
    QTRY_VERIFY(fixture.find<QLabel>("crashSummary")->text().contains(QStringLiteral("SIGSEGV")));
    QVERIFY(fixture.doStep("goOn"));
    QVERIFY(fixture.find<QLabel>("resultValue")->text().contains(QStringLiteral("10")));
    QCOMPARE(fixture.workbench().frozen().size(), 1U);
}

void StoryStepsTest::aFreedArrayIsMarked()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    QVERIFY(fixture.doStep("fillZeros"));
    QVERIFY(fixture.find<QLabel>("arrayFlags")->text().contains(QStringLiteral("WRITEABLE")));
    QVERIFY(fixture.doStep("freeArray"));
    const auto array = fixture.workbench().allocations().named("malloc");
    QVERIFY(array && !array->isInUse());
}

void StoryStepsTest::theKernelsCountsAreSeenAndOneIsPoked()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    QVERIFY(fixture.doStep("callByHand"));
    const auto counts = fixture.workbench().allocations().named("fractal");
    QVERIFY(counts && counts->range.size() == 800U * 1200U * 4U);
    QVERIFY(fixture.doStep("drawFractal"));
    const auto* const view = fixture.find<HexView>("hexView");   // shows the picture's own counts
    QCOMPARE(view->array(), fixture.workbench().allocations().named("counts")->range);
    QCOMPARE(fixture.find<QComboBox>("dtypeChooser")->currentText(), QStringLiteral("int32"));
    QCOMPARE(fixture.find<QLineEdit>("shapeEdit")->text(), QStringLiteral("800,1200"));
    QVERIFY(fixture.doStep("pokeCount"));
    QCOMPARE(fixture.find<QLineEdit>("shapeEdit")->text(), QStringLiteral("800,1200"));
    QCOMPARE(view->array(), fixture.workbench().allocations().named("counts")->range);
    QVERIFY(view->cursor().address() > view->array().begin());
    const auto entries = fixture.workbench().journal().entries();
    QVERIFY(!entries.empty() && entries.back()->record.before != entries.back()->record.after);
    QVERIFY(fixture.action("undoAction")->isEnabled());
    const auto* const picture = fixture.find<FractalView>("fractalView");
    QVERIFY(!picture->scene().isHome());   // a count is a square that is seen
    QVERIFY(fixture.doStep("drawFractal"));
    QVERIFY(picture->scene().isHome());
}

QTEST_MAIN(StoryStepsTest)
#include "tst_story_steps.moc"
