#include "gui/shell/story_runner.h"

#include "gui/models/target_text.h"
#include "workbench/error_text.h"

namespace memdelbrot {

namespace {

constexpr int moveLimit = 60'000;   // ms; compiling on a slow machine takes the longest
constexpr int askAgain = 40;        // ms

}  // namespace

StoryRunner::StoryRunner(const PanelContext& context, const DockLayout& docks, QObject* parent)
    : QObject(parent), m_context(context), m_script(context, docks)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &StoryRunner::advance);
}

void StoryRunner::perform(const QString& step)
{
    const bool isFirst = m_queue.empty();
    enqueue(step, false);
    if (isFirst)
        begin();
}

void StoryRunner::enqueue(const QString& step, bool isOnlyWhereNeeded)
{
    StoryRecipe recipe = m_script.recipe(step);
    for (const QString& need : recipe.needs)
        enqueue(need, true);
    m_queue.push_back({.step = step, .recipe = std::move(recipe), .isOnlyWhereNeeded = isOnlyWhereNeeded});
}

void StoryRunner::begin()
{
    if (m_queue.empty())
        return;
    m_time.start();
    if (!m_queue.front().isOnlyWhereNeeded)
        emit began(m_queue.front().step);
    m_next.start(0);
}

void StoryRunner::advance()
{
    if (m_queue.empty() || m_question.isRunning())
        return;
    const Turn& turn = m_queue.front();
    if (turn.isOnlyWhereNeeded && !turn.isLookedAt)
        attempt(turn.recipe.holds);
    else if (turn.move < turn.recipe.moves.size())
        attempt(turn.recipe.moves[turn.move]);
    else
        finishTurn(true);
}

void StoryRunner::attempt(const StoryMove& move)
{
    if (move.inWindow) {
        heard(move.inWindow());
        return;
    }
    m_question.start(
        this, [&workbench = m_context.workbench, ask = move.inWorkbench](std::stop_token) { return ask(workbench); },
        [this](const Result<bool>& isDone) { heard(isDone); });
}

void StoryRunner::heard(const Result<bool>& isDone)
{
    if (m_queue.empty())
        return;
    Turn& turn = m_queue.front();
    if (!isDone) {
        const QString words = present().whenFailed;
        return fail(words.isEmpty() ? toQt(errorText(isDone.error())) : words);
    }
    if (turn.isOnlyWhereNeeded && !turn.isLookedAt) {
        turn.isLookedAt = true;
        if (*isDone)
            return finishTurn(false);
        emit began(turn.step);
    } else if (*isDone) {
        ++turn.move;
        m_time.start();
    } else if (m_time.elapsed() > moveLimit) {
        const QString words = present().whenStuck;
        return fail(words.isEmpty() ? tr("nothing came of it within %1 s. The panel in front says what stands in the "
                                         "way; press the step again then")
                                          .arg(moveLimit / 1000)
                                    : words);
    }
    m_next.start(*isDone ? 0 : askAgain);
}

void StoryRunner::finishTurn(bool isPerformed)
{
    const QString step = m_queue.front().step;
    m_queue.pop_front();
    if (isPerformed)
        emit performed(step);
    begin();
}

StoryMove StoryRunner::present() const
{
    const Turn& turn = m_queue.front();
    const bool isMove = turn.isLookedAt || !turn.isOnlyWhereNeeded;
    return isMove && turn.move < turn.recipe.moves.size() ? turn.recipe.moves[turn.move] : turn.recipe.holds;
}

void StoryRunner::fail(const QString& why)
{
    const QString step = m_queue.front().step;
    m_queue.clear();
    emit failed(step, why);
}

}  // namespace memdelbrot
