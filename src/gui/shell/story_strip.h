#pragma once

#include "gui/shell/story_chapters.h"
#include "gui/shell/story_runner.h"

#include <QWidget>

#include <map>
#include <set>

class QHBoxLayout;
class QToolButton;

namespace memdelbrot {

class ElidedLabel;

// The story's chapters as a row, the steps of one of them below, and beside these what to look at after the chapter's last
// step. What was done is ticked; the next step stands out, or the button that leads to its chapter. To be dismissed.
class StoryStrip final : public QWidget {
    Q_OBJECT

public:
    // `docks` outlives it.
    StoryStrip(const PanelContext& context, const DockLayout& docks, QWidget* parent);

    [[nodiscard]] StoryRunner& runner() { return m_runner; }
    void perform(const QString& step);  // as its button does
    void performNext();  // the one that stands out
    void focusNext();  // opens its chapter
    [[nodiscard]] bool isDone(const QString& step) const { return m_done.contains(step); }

signals:
    void dismissed();

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;  // Enter does what Space does

private:
    struct Message {
        QString text;
        bool isError = false;
    };

    void addChapters(QHBoxLayout& row);
    void addSteps(QHBoxLayout& row);
    void connectRunner();
    void reserveRoom();
    void addWayOn(QHBoxLayout& row);
    void openChapter(const QString& chapter, bool isByKeys);
    void showChapter(const StoryChapter& chapter, const StoryStep* following);
    void showWayOn(const StoryStep* following);
    void say(const QString& step, const QString& mark, const QString& text, bool isError = false);
    void showMessage();
    void showStates();
    void showState(QToolButton& button, const QString& title, bool isDone, bool standsOut) const;
    void finishStep(const QString& step);
    void failStep(const QString& step, const QString& why);
    void followPython();
    [[nodiscard]] const StoryStep* next() const;  // the first that is not done, from the last one done on

    StoryRunner m_runner;
    std::map<QString, QToolButton*> m_chapters;
    std::map<QString, QToolButton*> m_steps;
    std::map<QString, Message> m_messages;  // by chapter
    std::set<QString> m_done;
    QString m_open;  // the chapter whose steps are shown
    QString m_running;
    QString m_last;  // done last
    Workbench& m_workbench;
    std::optional<ProcessId> m_python;  // in which the ticked steps made their objects
    bool m_isToldByKeys = false;
    QToolButton* m_wayOn = nullptr;  // to the next step's chapter, where that is not open
    ElidedLabel* m_caption = nullptr;
};

}  // namespace memdelbrot
