#pragma once

#include "gui/models/jobs.h"
#include "gui/shell/navigator.h"

#include <deque>

class QAction;

namespace memdelbrot {

// Undo and redo of edits of memory, of whichever target: carries them out and says what was undone and where.
class JournalActions final : public QObject {
    Q_OBJECT

public:
    JournalActions(const PanelContext& context, QAction& undo, QAction& redo, QObject* parent);

private:
    void updateActions();
    void want(bool isUndo);
    void runNext();
    void show(bool isUndo, const Result<JournalEntry>& entry);

    PanelContext m_context;
    QAction& m_undo;
    QAction& m_redo;
    std::deque<bool> m_wanted;   // undo or redo: keys come faster than a target answers, and none is lost
    Job m_job;
};

}  // namespace memdelbrot
