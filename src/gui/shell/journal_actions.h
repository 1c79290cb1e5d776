#pragma once

#include "gui/models/jobs.h"
#include "gui/shell/navigator.h"

class QAction;

namespace memdelbrot {

// Undo and redo of edits of memory, of whichever target: carries them out and says what was undone and where.
class JournalActions final : public QObject {
    Q_OBJECT

public:
    JournalActions(const PanelContext& context, QAction& undo, QAction& redo, QObject* parent);

private:
    void updateActions();
    void run(bool isUndo);

    PanelContext m_context;
    QAction& m_undo;
    QAction& m_redo;
    Job m_job;
};

}  // namespace memdelbrot
