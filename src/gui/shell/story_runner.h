#pragma once

#include "gui/models/jobs.h"
#include "gui/shell/story_script.h"

#include <QElapsedTimer>
#include <QTimer>

#include <deque>

namespace memdelbrot {

// Does the story's steps one after the other, what they need first. One that gets nowhere ends, with all that wait.
class StoryRunner final : public QObject {
    Q_OBJECT

public:
    // `docks` outlives it.
    StoryRunner(const PanelContext& context, const DockLayout& docks, QObject* parent);

    // After those asked for before.
    void perform(const QString& step);
    [[nodiscard]] bool isRunning() const { return !m_queue.empty(); }

signals:
    void began(const QString& step);
    void performed(const QString& step);
    void failed(const QString& step, const QString& why);

private:
    struct Turn {
        QString step;
        StoryRecipe recipe;
        bool isOnlyWhereNeeded = false;
        bool isLookedAt = false;       // whether it is needed has been asked
        std::size_t move = 0;
    };

    void enqueue(const QString& step, bool isOnlyWhereNeeded);
    void begin();
    void advance();
    void attempt(const StoryMove& move);
    void heard(const Result<bool>& isDone);
    void finishTurn(bool isPerformed);
    void fail(const QString& why);
    [[nodiscard]] StoryMove present() const;  // the move that was attempted

    PanelContext m_context;
    StoryScript m_script;
    std::deque<Turn> m_queue;
    QElapsedTimer m_time;    // of the present move
    QTimer m_next;
    Job m_question;
};

}  // namespace memdelbrot
