#include "gui/shell/story_player.h"
#include "gui/widgets/hex_view.h"
#include "support/built_programs.h"
#include "support/window_fixture.h"

#include <QAbstractButton>
#include <QDir>
#include <QLayout>
#include <QMenu>
#include <QPlainTextEdit>
#include <QToolButton>

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
    void onlyTheOpenChapterIsMarkedAmongTheChapters();
    void aStepDoesThoseThatItNeeds();
    void whatWasDoneInPythonIsUntickedWithIt();
    void aStepThatIsNotPossibleSaysWhyAndTheNextOneGoesOn();
    void keysGoOnFromStepToStep();
    void keysGoOnFromChapterToChapter();
    void theFocusIsSeenOnWhatStandsOut();
    void aMessageStandsByItsOwnChapter();
    void noButtonMovesWhenAStepIsDone();
    void helpBringsTheStoryBackWithTheFocus();
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

void StoryStripTest::onlyTheOpenChapterIsMarkedAmongTheChapters()
{
    WindowFixture fixture(QSize(1280, 800), options());
    const auto marked = [&] {
        QStringList names;
        const QColor highlight = fixture.window().palette().color(QPalette::Highlight);
        for (const auto* tab : fixture.find("storyStrip")->findChildren<QToolButton*>()) {
            const bool stands = tab->isChecked() || tab->palette().color(QPalette::Button) == highlight;
            if (tab->objectName().endsWith(QLatin1String("Chapter")) && stands)
                names << tab->objectName();
        }
        return names;
    };
    QCOMPARE(marked(), QStringList{QStringLiteral("bytesChapter")});
    QVERIFY(!fixture.find("storyWayOn")->isVisible());
    fixture.click("mallocChapter");
    QCOMPARE(marked(), QStringList{QStringLiteral("mallocChapter")});
    QVERIFY(fixture.find("storyWayOn")->isVisible());
    fixture.click("storyWayOn");
    QCOMPARE(marked(), QStringList{QStringLiteral("bytesChapter")});
    QVERIFY(fixture.find("makeHelloStep")->isVisible());
}

void StoryStripTest::aStepDoesThoseThatItNeeds()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    QVERIFY(fixture.doStep("openBytes"));
    QVERIFY(fixture.find<StoryStrip>("storyStrip")->isDone(QStringLiteral("makeHello")));
    QVERIFY(fixture.doStep("openBytes"));
    QCOMPARE(consoleText(fixture).count(QStringLiteral("hello = ")), 1);   // what holds is not done again
}

void StoryStripTest::whatWasDoneInPythonIsUntickedWithIt()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    const auto* const strip = fixture.find<StoryStrip>("storyStrip");
    QVERIFY(fixture.doStep("openBytes"));
    QVERIFY(fixture.doStep("readZero"));
    fixture.find<QAbstractButton>("restartPython")->click();
    fixture.find<QAbstractButton>("restartYes")->click();
    QTRY_VERIFY(!strip->isDone(QStringLiteral("makeHello")));
    QVERIFY(!strip->isDone(QStringLiteral("openBytes")));
    QVERIFY(strip->isDone(QStringLiteral("readZero")));
    QVERIFY(!textOf(fixture.find<QAbstractButton>("openBytesStep")).startsWith(QStringLiteral("✓")));
    QVERIFY(fixture.doStep("openBytes"));
    QVERIFY(strip->isDone(QStringLiteral("makeHello")));
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

void StoryStripTest::keysGoOnFromChapterToChapter()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    fixture.window().activateWindow();
    QTRY_VERIFY(fixture.window().isActiveWindow());
    fixture.find("openBytesStep")->setFocus(Qt::TabFocusReason);
    QVERIFY(fixture.doStep("openBytes"));
    QTest::keyClick(fixture.find("pokeEvilStep"), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.find("storyWayOn")->hasFocus(), patience);
    QTest::keyClick(fixture.find("storyWayOn"), Qt::Key_Return);
    QTRY_VERIFY(fixture.find("sameLiteralStep")->hasFocus());
    QTest::keyClick(fixture.find("sameLiteralStep"), Qt::Key_Right);
    QVERIFY(fixture.find("twoNamesStep")->hasFocus());
    QTest::keyClick(fixture.find("twoNamesStep"), Qt::Key_Left);
    QVERIFY(fixture.find("sameLiteralStep")->hasFocus());
}

void StoryStripTest::theFocusIsSeenOnWhatStandsOut()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    fixture.window().activateWindow();
    QTRY_VERIFY(fixture.window().isActiveWindow());
    auto* const step = fixture.find("makeHelloStep");
    const auto edge = [step] { return step->grab().toImage().pixelColor(step->width() / 2, 1); };
    fixture.find("hexView")->setFocus();
    const int without = qGray(edge().rgb());
    step->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(step->hasFocus());
    QVERIFY(std::abs(qGray(edge().rgb()) - without) > 60);   // of 255
}

void StoryStripTest::aMessageStandsByItsOwnChapter()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    const auto caption = [&] { return fixture.find("storyCaption")->property("text").toString(); };
    QVERIFY(fixture.doStep("pokeEvil"));
    QVERIFY(fixture.find("pokeEvilStep")->isVisible() && !fixture.find("sameLiteralStep")->isVisible());
    const QString message = caption();
    QVERIFY(message.contains(QStringLiteral("HellEVILorld")));
    QCOMPARE(textOf(fixture.find<QAbstractButton>("storyWayOn")), QStringLiteral("Next: Literals ▸"));
    fixture.click("storyWayOn");
    QVERIFY(fixture.find("sameLiteralStep")->isVisible());
    QVERIFY(!caption().contains(QStringLiteral("HellEVILorld")));
    fixture.click("bytesChapter");
    QCOMPARE(caption(), message);
    QVERIFY(fixture.doStep("readZero"));   // of a chapter that was not open
    QVERIFY(fixture.find("readZeroStep")->isVisible());
    QVERIFY(caption().startsWith(QStringLiteral("✓ Read address 0: ")));
}

void StoryStripTest::noButtonMovesWhenAStepIsDone()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    const auto places = [&] {
        std::vector<QRect> all;
        for (const char* button : {"bytesChapter", "literalsChapter", "kernelChapter", "makeHelloStep", "openBytesStep",
                                   "pokeEvilStep", "storyCaption"})
            all.push_back(fixture.find(button)->geometry());
        return all;
    };
    const auto before = places();
    auto* const strip = fixture.find<StoryStrip>("storyStrip");
    std::vector<std::vector<QRect>> seen;
    QObject::connect(&strip->runner(), &StoryRunner::began, strip,
                     [&] { QTimer::singleShot(0, strip, [&] { seen.push_back(places()); }); });
    QVERIFY(fixture.doStep("pokeEvil"));
    QVERIFY(fixture.doStep("openBytes"));
    fixture.window().layout()->activate();
    QVERIFY(seen.size() >= 3);
    for (const auto& running : seen)
        QVERIFY(running == before);
    QVERIFY(places() == before);
}

void StoryStripTest::helpBringsTheStoryBackWithTheFocus()
{
    WindowFixture fixture(QSize(1600, 1000), options());
    fixture.window().activateWindow();
    QTRY_VERIFY(fixture.window().isActiveWindow());
    fixture.click("dismissStory");
    QVERIFY(fixture.find("storyBar")->isHidden());
    QCOMPARE(fixture.action("storyAction")->text(), QStringLiteral("The &Notebook's Story"));
    QVERIFY(fixture.find<QMenu>("helpMenu")->actions().contains(fixture.action("storyAction")));
    QTest::keyClick(&fixture.window(), Qt::Key_F1);
    QVERIFY(fixture.find("storyBar")->isVisible());
    QTRY_VERIFY(fixture.find("makeHelloStep")->hasFocus());
    fixture.click("mallocChapter");
    fixture.find("hexView")->setFocus();
    QTest::keyClick(&fixture.window(), Qt::Key_F1);
    QTRY_VERIFY(fixture.find("makeHelloStep")->hasFocus());   // whichever chapter was open
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
