#include "gui/shell/journal_actions.h"

#include "gui/models/journal_text.h"
#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "workbench/error_text.h"

#include <QAction>

namespace memdelbrot {

JournalActions::JournalActions(const PanelContext& context, QAction& undo, QAction& redo, QObject* parent)
    : QObject(parent), m_context(context), m_undo(undo), m_redo(redo)
{
    connect(&undo, &QAction::triggered, this, [this] { want(true); });
    connect(&redo, &QAction::triggered, this, [this] { want(false); });
    connect(&context.navigator, &Navigator::undoRequested, this, [this] { want(true); });
    connect(&context.navigator, &Navigator::redoRequested, this, [this] { want(false); });
    connect(&context.events, &WorkbenchEvents::journalChanged, this, &JournalActions::updateActions);
    updateActions();
}

void JournalActions::updateActions()
{
    const Journal& journal = m_context.workbench.journal();
    const auto show = [](QAction& action, const QString& verb, const std::optional<JournalStep>& step) {
        const QString what =
            step ? stepText(*step).replace(QLatin1Char('&'), QStringLiteral("&&")) : tr("edit of memory");
        action.setText(verb + QLatin1Char(' ') + what);
        action.setEnabled(step.has_value());
    };
    show(m_undo, tr("&Undo"), journal.nextUndo());
    show(m_redo, tr("&Redo"), journal.nextRedo());
}

void JournalActions::want(bool isUndo)
{
    m_wanted.push_back(isUndo);
    runNext();
}

void JournalActions::runNext()
{
    if (m_job.isRunning() || m_wanted.empty())
        return;
    const bool isUndo = m_wanted.front();
    m_wanted.pop_front();
    m_job.start(
        this,
        [&journal = m_context.workbench.journal(), isUndo](std::stop_token) {
            return isUndo ? journal.undo() : journal.redo();
        },
        [this, isUndo](const Result<JournalEntry>& entry) {
            show(isUndo, entry);
            runNext();
        });
}

void JournalActions::show(bool isUndo, const Result<JournalEntry>& entry)
{
    if (!entry) {
        m_wanted.clear();   // what follows would be refused for the same reason
        emit m_context.navigator.failed(
            (isUndo ? tr("Not undone: %1") : tr("Not redone: %1")).arg(toQt(errorText(entry.error()))));
        return;
    }
    const PokeRecord& record = entry->record;
    emit m_context.navigator.memoryChanged(entry->target, AddressRange::fromSize(record.address, record.after.size()));
    emit m_context.navigator.statusMessage(
        (isUndo ? tr("Undone: %1") : tr("Redone: %1")).arg(steppedText(*entry, isUndo)));
}

}  // namespace memdelbrot
