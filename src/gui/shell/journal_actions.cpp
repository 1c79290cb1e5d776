#include "gui/shell/journal_actions.h"

#include "gui/models/journal_text.h"
#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "workbench/error_text.h"

#include <QAction>

namespace memdelbrot {

JournalActions::JournalActions(const PanelContext& context, QAction& undo, QAction& redo, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_undo(undo)
    , m_redo(redo)
{
    connect(&undo, &QAction::triggered, this, [this] { run(true); });
    connect(&redo, &QAction::triggered, this, [this] { run(false); });
    connect(&context.navigator, &Navigator::undoRequested, this, [this] { run(true); });
    connect(&context.navigator, &Navigator::redoRequested, this, [this] { run(false); });
    connect(&context.events, &WorkbenchEvents::journalChanged, this, &JournalActions::updateActions);
    updateActions();
}

void JournalActions::updateActions()
{
    const auto entries = m_context.workbench.journal().entries();
    m_undo.setEnabled(canUndo(entries));
    m_redo.setEnabled(canRedo(entries));
}

void JournalActions::run(bool isUndo)
{
    if (m_job.isRunning())
        return;
    m_job.start(
        this,
        [&journal = m_context.workbench.journal(), isUndo](std::stop_token) { return isUndo ? journal.undo() : journal.redo(); },
        [this, isUndo](const Result<JournalEntry>& entry) {
            if (!entry) {
                emit m_context.navigator.statusMessage((isUndo ? tr("Not undone: %1") : tr("Not redone: %1")).arg(toQt(errorText(entry.error()))));
                return;
            }
            const PokeRecord& record = entry->record;
            emit m_context.navigator.memoryChanged(entry->target, AddressRange::fromSize(record.address, record.after.size()));
            emit m_context.navigator.statusMessage((isUndo ? tr("Undone: %1") : tr("Redone: %1")).arg(changeText(*entry)));
        });
}

}  // namespace memdelbrot
