#include "gui/shell/story_player.h"
#include "gui/widgets/hex_view.h"
#include "support/built_programs.h"
#include "support/window_fixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTreeView>

using namespace memdelbrot;

namespace {

constexpr int patience = 60'000;   // ms: a machine that compiles beside this test

WorkbenchOptions options(const std::string& interpreter = TEST_PYTHON)
{
    WorkbenchOptions options = testing::builtPrograms();
    options.python.interpreter = interpreter;
    return options;
}

QString textOf(const QAbstractButton* button)
{
    return button->text();
}

}  // namespace

class StoryStripTest final : public QObject {
    Q_OBJECT

private slots:
    void everyStepHasWordsAndAButton();
    void theStepsOfOneChapterAreSeen();
    void theNextStepStandsOut();
    void aStepDoesThoseThatItNeeds();
    void aStepThatIsNotPossibleSaysWhyAndTheNextOneGoesOn();
    void keysGoOnFromStepToStep();
    void pythonShowsThePokeAndWhatItMeansForLiterals();
    void aStructIsMendedAndLaidOverTheObject();
    void aCrashIsKeptAndTheNextCallAnswers();
    void aFreedArrayIsMarked();
    void theKernelsCountsAreSeenAndOneIsPoked();
    void aStepByHandStartsNoPlayer();
    void theWindowKeepsItsSizeAndItsAreasThroughTheStory();

private:
    [[nodiscard]] static QString consoleText(WindowFixture& fixture)
    {
        return fixture.find<QPlainTextEdit>("pythonOutput")->toPlainText();
    }
};

void StoryStripTest::everyStepHasWordsAndAButton()
{
    WindowFixture fixture;
    QSet<QString> names;
    for (const StoryChapter& chapter : storyChapters()) {
        QVERIFY(!chapter.title.isEmpty() && !chapter.hint.isEmpty());
        QVERIFY(chapter.steps.size() >= 2 && chapter.steps.size() <= 4);
        for (const StoryStep& step : chapter.steps) {
            QVERIFY2(!step.hint.isEmpty() && !step.outcome.isEmpty(), qPrintable(step.name));
            QCOMPARE(fixture.find<QAbstractButton>(qPrintable(step.name + QStringLiteral("Step")))->toolTip(),
                     step.hint);
            names.insert(step.name);
        }
    }
    QCOMPARE(names.size(), storyStepNames().size());
}

void StoryStripTest::theStepsOfOneChapterAreSeen()
{
    WindowFixture fixture;
    QVERIFY(fixture.find("makeHelloStep")->isVisible());
    QVERIFY(!fixture.find("callMallocStep")->isVisible());
    fixture.click("mallocChapter");
    QVERIFY(!fixture.find("makeHelloStep")->isVisible());
    QVERIFY(fixture.find("callMallocStep")->isVisible());
}

void StoryStripTest::theNextStepStandsOut()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    const auto standsOut = [&](const char* step) {
        const QPalette colours = fixture.find(step)->palette();
        return colours.color(QPalette::Button) == fixture.window().palette().color(QPalette::Highlight);
    };
    QVERIFY(standsOut("makeHelloStep"));
    QVERIFY(fixture.doStep("makeHello"));
    QVERIFY(!standsOut("makeHelloStep"));
    QVERIFY(textOf(fixture.find<QAbstractButton>("makeHelloStep")).startsWith(QStringLiteral("✓")));
    QVERIFY(standsOut("openBytesStep"));
}

void StoryStripTest::aStepDoesThoseThatItNeeds()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    QVERIFY(fixture.doStep("openBytes"));
    QVERIFY(fixture.find<StoryStrip>("storyStrip")->isDone(QStringLiteral("makeHello")));
    QVERIFY(fixture.doStep("openBytes"));
    QCOMPARE(consoleText(fixture).count(QStringLiteral("hello = ")), 1);   // what holds is not done again
}

void StoryStripTest::aStepThatIsNotPossibleSaysWhyAndTheNextOneGoesOn()
{
    WindowFixture fixture(QSize(1600, 1000), options("/nowhere/python3"));
    QVERIFY(!fixture.doStep("openBytes"));
    QVERIFY(fixture.find("storyCaption")->property("text").toString().contains(QStringLiteral("Python")));
    QVERIFY(fixture.doStep("goOn"));
}

void StoryStripTest::keysGoOnFromStepToStep()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    fixture.window().activateWindow();
    QTRY_VERIFY(fixture.window().isActiveWindow());
    fixture.find("makeHelloStep")->setFocus(Qt::TabFocusReason);
    QTest::keyClick(fixture.find("makeHelloStep"), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.find("openBytesStep")->hasFocus(), patience);
}

void StoryStripTest::pythonShowsThePokeAndWhatItMeansForLiterals()
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

void StoryStripTest::aStructIsMendedAndLaidOverTheObject()
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

void StoryStripTest::aCrashIsKeptAndTheNextCallAnswers()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    QVERIFY(fixture.doStep("readZero"));
    QVERIFY(fixture.doStep("crashCall"));
    QTRY_VERIFY(fixture.find<QLabel>("crashSummary")->text().contains(QStringLiteral("SIGSEGV")));
    QVERIFY(fixture.doStep("goOn"));
    QVERIFY(fixture.find<QLabel>("resultValue")->text().contains(QStringLiteral("10")));
    QCOMPARE(fixture.workbench().frozen().size(), 1U);
}

void StoryStripTest::aFreedArrayIsMarked()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    QVERIFY(fixture.doStep("fillZeros"));
    QVERIFY(fixture.find<QLabel>("arrayFlags")->text().contains(QStringLiteral("WRITEABLE")));
    QVERIFY(fixture.doStep("freeArray"));
    const auto array = fixture.workbench().allocations().named("malloc");
    QVERIFY(array && array->isFreed);
}

void StoryStripTest::theKernelsCountsAreSeenAndOneIsPoked()
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
    const auto entries = fixture.workbench().journal().entries();
    QVERIFY(!entries.empty() && entries.back()->record.before != entries.back()->record.after);
    QVERIFY(fixture.action("undoAction")->isEnabled());
}

void StoryStripTest::aStepByHandStartsNoPlayer()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    const QTemporaryDir folder;
    const StoryPlayer player(fixture.window(), folder.path());
    QVERIFY(fixture.doStep("makeHello"));
    QVERIFY(fixture.doStep("openBytes"));   // longer than a player waits before its picture
    QVERIFY(QDir(folder.path()).isEmpty());
}

// Of a screen of 1280 x 800, within a window manager's frame. Only the user makes the window larger, and moves its areas.
void StoryStripTest::theWindowKeepsItsSizeAndItsAreasThroughTheStory()
{
    constexpr QSize inAFrame(1272, 760);
    WindowFixture fixture(inAFrame);
    auto* const memory = fixture.find("memoryDock");
    const QSize areaBefore = memory->size();
    for (const QString& step : storyStepNames()) {
        QVERIFY2(fixture.doStep(qPrintable(step)), qPrintable(step));
        fixture.window().layout()->activate();
        QVERIFY2(fixture.window().size() == inAFrame && memory->size() == areaBefore, qPrintable(step));
    }
}

QTEST_MAIN(StoryStripTest)
#include "tst_story_strip.moc"
