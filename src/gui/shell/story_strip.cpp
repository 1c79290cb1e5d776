#include "gui/shell/story_strip.h"

#include "gui/models/workbench_events.h"
#include "gui/shell/icons.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/elided_label.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace memdelbrot {

namespace {

QToolButton* makeButton(const QString& name, const QString& title, const QString& hint, QWidget* parent)
{
    auto* const button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(title);
    button->setToolTip(hint);
    button->setAccessibleName(title);
    button->setAccessibleDescription(hint);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QHBoxLayout* addRow(QBoxLayout& column)
{
    auto* const row = new QHBoxLayout;
    row->setSpacing(4);
    column.addLayout(row);
    return row;
}

}  // namespace

StoryStrip::StoryStrip(const PanelContext& context, const DockLayout& docks, QWidget* parent)
    : QWidget(parent),
      m_runner(context, docks, this),
      m_open(storyChapters().front().name),
      m_workbench(context.workbench),
      m_caption(new ElidedLabel(this))
{
    setObjectName(QStringLiteral("storyStrip"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_caption->setObjectName(QStringLiteral("storyCaption"));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(6, 2, 6, 3);
    column->setSpacing(3);
    addChapters(*addRow(*column));
    addSteps(*addRow(*column));
    m_messages[m_open] = {
        tr("Each button does a step where you would do it by hand. Begin with the one that stands out.")};
    connectRunner();
    reserveRoom();
    connect(&context.events, &WorkbenchEvents::pythonChanged, this, &StoryStrip::followPython);
    showStates();
}

void StoryStrip::addChapters(QHBoxLayout& row)
{
    row.addWidget(new QLabel(tr("New here?"), this));
    for (const StoryChapter& chapter : storyChapters()) {
        QToolButton* const button =
            makeButton(chapter.name + QStringLiteral("Chapter"), chapter.title, chapter.hint, this);
        button->setAutoRaise(true);
        button->setCheckable(true);
        connect(button, &QToolButton::clicked, this,
                [this, button, name = chapter.name] { openChapter(name, button->hasFocus()); });
        m_chapters[chapter.name] = button;
        row.addWidget(button);
    }
    addWayOn(row);
    row.addStretch();
    QToolButton* const close =
        makeButton(QStringLiteral("dismissStory"), {},
                   tr("Dismiss the steps; Help, The Notebook's Story (F1) brings them back"), this);
    close->setIcon(symbolicIcon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Dismiss the steps"));
    connect(close, &QToolButton::clicked, this, &StoryStrip::dismissed);
    row.addWidget(close);
}

void StoryStrip::addWayOn(QHBoxLayout& row)
{
    m_wayOn = makeButton(QStringLiteral("storyWayOn"), {}, tr("Open the chapter of the next step"), this);
    row.addSpacing(8);
    row.addWidget(m_wayOn);
    connect(m_wayOn, &QToolButton::clicked, this, [this] {
        if (const StoryStep* const following = next())
            openChapter(chapterOf(following->name).name, m_wayOn->hasFocus());
    });
}

void StoryStrip::addSteps(QHBoxLayout& row)
{
    for (const QString& name : storyStepNames()) {
        const StoryStep& step = stepNamed(name);
        QToolButton* const button = makeButton(name + QStringLiteral("Step"), step.title, step.hint, this);
        connect(button, &QToolButton::clicked, this, [this, name] { perform(name); });
        m_steps[name] = button;
        row.addWidget(button);
    }
    row.addSpacing(6);
    row.addWidget(m_caption, 1);
}

void StoryStrip::connectRunner()
{
    connect(&m_runner, &StoryRunner::began, this, [this](const QString& step) {
        m_running = step;
        m_open = chapterOf(step).name;
        say(step, {}, stepNamed(step).hint + QStringLiteral(" …"));
    });
    connect(&m_runner, &StoryRunner::performed, this, &StoryStrip::finishStep);
    connect(&m_runner, &StoryRunner::failed, this, &StoryStrip::failStep);
}

// Ticks and dots come and go: no button moves when they do.
void StoryStrip::reserveRoom()
{
    const auto reserve = [](QToolButton& button, const QString& title) {
        button.setMinimumWidth(0);
        int width = 0;
        for (const QString& text : {QString(QStringLiteral("✓ ") + title), QString(title + QStringLiteral(" …"))}) {
            button.setText(text);
            width = std::max(width, button.sizeHint().width());
        }
        button.setMinimumWidth(width);
    };
    QFont bold = font();
    bold.setBold(true);
    for (const StoryChapter& chapter : storyChapters()) {
        m_chapters[chapter.name]->setFont(bold);   // as the open one's is
        reserve(*m_chapters[chapter.name], chapter.title);
        for (const StoryStep& step : chapter.steps)
            reserve(*m_steps[step.name], step.title);
    }
}

// In the step's own chapter, whichever is open.
void StoryStrip::say(const QString& step, const QString& mark, const QString& text, bool isError)
{
    m_messages[chapterOf(step).name] = {mark + tr("%1: %2").arg(stepNamed(step).title, text), isError};
    showStates();
}

void StoryStrip::showMessage()
{
    const auto& chapters = storyChapters();
    const auto open = std::find_if(chapters.begin(), chapters.end(),
                                   [this](const StoryChapter& chapter) { return chapter.name == m_open; });
    const auto said = m_messages.find(m_open);
    const Message message = said == m_messages.end() ? Message{open->hint + QLatin1Char('.')} : said->second;
    m_caption->setColour(message.isError ? ColourOf(errorColour) : ColourOf());
    m_caption->setText(message.text);
}

void StoryStrip::perform(const QString& step)
{
    if (!m_steps.contains(step) || m_running == step)
        return;
    m_isToldByKeys = m_steps[step]->hasFocus();
    m_runner.perform(step);
}

void StoryStrip::performNext()
{
    if (const StoryStep* const step = next())
        perform(step->name);
}

// A step may take the focus to what it shows. Who tells the story by keys finds it on what comes next: Space again.
void StoryStrip::finishStep(const QString& step)
{
    m_running.clear();
    m_last = step;
    m_done.insert(step);
    say(step, QStringLiteral("✓ "), stepNamed(step).outcome);
    const StoryStep* const following = next();
    if (!m_isToldByKeys || !following || m_runner.isRunning())
        return;
    const bool isInSight = chapterOf(following->name).name == m_open;
    (isInSight ? m_steps[following->name] : m_wayOn)->setFocus(Qt::TabFocusReason);
}

void StoryStrip::failStep(const QString& step, const QString& why)
{
    m_running.clear();
    m_open = chapterOf(step).name;
    say(step, {}, why, true);
    if (m_isToldByKeys)
        m_steps[step]->setFocus(Qt::TabFocusReason);
}

// Another session, or none: hello and all that was looked at in it are gone, and so are their ticks.
void StoryStrip::followPython()
{
    const auto session = m_workbench.python();
    const auto before = std::exchange(m_python, session ? std::optional(session->pid()) : std::nullopt);
    if (!before || before == m_python)
        return;
    for (const StoryChapter& chapter : storyChapters()) {
        if (!chapter.isInPython)
            continue;
        for (const StoryStep& step : chapter.steps)
            m_done.erase(step.name);
        if (const auto said = m_messages.find(chapter.name); said != m_messages.end() && !said->second.isError)
            m_messages.erase(said);
    }
    showStates();
}

void StoryStrip::openChapter(const QString& chapter, bool isByKeys)
{
    m_open = chapter;
    showStates();
    if (const StoryStep* const following = next(); isByKeys && following && chapterOf(following->name).name == chapter)
        m_steps[following->name]->setFocus(Qt::TabFocusReason);
}

void StoryStrip::focusNext()
{
    const StoryStep* const following = next();
    m_open = following ? chapterOf(following->name).name : m_open;
    showStates();
    (following ? m_steps[following->name] : m_chapters[m_open])->setFocus(Qt::ShortcutFocusReason);
}

const StoryStep* StoryStrip::next() const
{
    const QStringList names = storyStepNames();
    const qsizetype begin = names.indexOf(m_last) + 1;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QString& name = names[(begin + i) % names.size()];
        if (!m_done.contains(name))
            return &stepNamed(name);
    }
    return nullptr;
}

void StoryStrip::keyPressEvent(QKeyEvent* event)
{
    auto* const button = qobject_cast<QToolButton*>(focusWidget());
    if (button && button->hasFocus() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        button->click();
    else
        QWidget::keyPressEvent(event);
}

void StoryStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (m_steps.empty())
        return;
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        reserveRoom();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange)
        showStates();
}

}  // namespace memdelbrot
