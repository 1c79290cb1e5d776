// How the strip's buttons show what is done, what runs and what comes next.
#include "gui/shell/story_strip.h"

#include <QToolButton>

#include <algorithm>

namespace memdelbrot {

namespace {

bool isDoneWhole(const StoryChapter& chapter, const std::set<QString>& done)
{
    return std::all_of(chapter.steps.begin(), chapter.steps.end(),
                       [&](const StoryStep& step) { return done.contains(step.name); });
}

}  // namespace

void StoryStrip::showStates()
{
    const StoryStep* const following = m_running.isEmpty() ? next() : nullptr;
    for (const StoryChapter& chapter : storyChapters())
        showChapter(chapter, following);
    showWayOn(following);
    showMessage();
}

// The open chapter is marked among the chapters, and nothing else is: what stands out there would be taken for it.
void StoryStrip::showChapter(const StoryChapter& chapter, const StoryStep* following)
{
    const bool isOpen = chapter.name == m_open;
    QToolButton& tab = *m_chapters[chapter.name];
    showState(tab, chapter.title, isDoneWhole(chapter, m_done), false);
    QFont weight = font();
    weight.setBold(isOpen);
    tab.setFont(weight);
    tab.setChecked(isOpen);
    for (const StoryStep& step : chapter.steps) {
        QToolButton& button = *m_steps[step.name];
        const bool isRunning = step.name == m_running;
        showState(button, isRunning ? step.title + QStringLiteral(" …") : step.title,
                  m_done.contains(step.name) && !isRunning, following == &step);
        button.setVisible(isOpen);
    }
}

void StoryStrip::showWayOn(const StoryStep* following)
{
    const StoryChapter* const chapter = following ? &chapterOf(following->name) : nullptr;
    const bool isElsewhere = chapter && chapter->name != m_open;
    if (isElsewhere)
        showState(*m_wayOn, tr("Next: %1 ▸").arg(chapter->title), false, true);
    m_wayOn->setVisible(isElsewhere);
}

void StoryStrip::showState(QToolButton& button, const QString& title, bool isDone, bool standsOut) const
{
    button.setText(isDone ? QStringLiteral("✓ ") + title : title);
    button.setAccessibleName(isDone ? tr("%1, done").arg(title) : title);
    QPalette colours;
    if (standsOut) {
        colours = palette();
        colours.setColor(QPalette::Button, colours.color(QPalette::Highlight));
        colours.setColor(QPalette::ButtonText, colours.color(QPalette::HighlightedText));
    }
    button.setPalette(colours);
}

}  // namespace memdelbrot
