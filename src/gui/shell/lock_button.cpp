#include "gui/shell/lock_button.h"

#include "gui/models/target_text.h"
#include "gui/shell/icons.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/text_colour.h"
#include "workbench/error_text.h"

#include <QMessageBox>
#include <QPushButton>

namespace memdelbrot {

LockButton::LockButton(const PanelContext& context, const CurrentTarget& current, QWidget* parent)
    : QToolButton(parent), m_context(context), m_current(current)
{
    setObjectName(QStringLiteral("writeLockButton"));
    setAccessibleName(tr("Write lock"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::TabFocus);
    connect(&current, &CurrentTarget::changed, this, &LockButton::showLock);
    connect(this, &QToolButton::clicked, this, &LockButton::turn);
    showLock();
}

void LockButton::showLock()
{
    const TargetInfo& info = m_current.info();
    const bool isLocked = info.lock == WriteLock::Locked;
    const bool isOwn = unlockRule(info.kind) == UnlockRule::Never;
    setIcon(symbolicIcon(isLocked ? QStringLiteral("locked") : QStringLiteral("unlocked")));
    setText(isOwn ? tr("Own arrays only") : isLocked ? tr("Locked") : tr("Writable"));
    setEnabled(!isOwn);
    setTextColour(*this, isOwn || isLocked ? ColourOf() : ColourOf(warningColour));   // open: to be seen from afar
    if (isOwn)
        setToolTip(
            tr("%1: its named allocations (such as the counts) can be written, the rest never").arg(toQt(info.name)));
    else if (isLocked)
        setToolTip(tr("%1 cannot be written. Click to unlock it").arg(toQt(info.name)));
    else
        setToolTip(tr("%1 can be written. Click to lock it again").arg(toQt(info.name)));
}

void LockButton::turn()
{
    const TargetInfo& info = m_current.info();
    if (info.lock == WriteLock::Unlocked) {
        m_context.workbench.targets().lock(info.id);
        emit m_context.navigator.statusMessage(tr("%1 is locked").arg(toQt(info.name)));
    } else if (unlockRule(info.kind) == UnlockRule::AfterQuestion) {
        ask();
    } else {
        unlock(info.id);
    }
}

void LockButton::ask()
{
    const TargetInfo info = m_current.info();
    auto* question = new QMessageBox(QMessageBox::Question, tr("Unlock for writing"),
                                     tr("Unlock %1 for writing?").arg(toQt(info.name)), QMessageBox::Cancel, window());
    question->setObjectName(QStringLiteral("unlockQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(
        info.kind == TargetKind::File
            ? tr("Edits go straight into the file, until you lock it again.")
            : tr("Edits go straight into the running process and may crash it, until you lock it again."));
    QPushButton* const yes = question->addButton(tr("&Unlock"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("unlockYes"));
    connect(yes, &QPushButton::clicked, this, [this, id = info.id] { unlock(id); });
    question->open();
}

void LockButton::unlock(TargetId target)
{
    const auto done = m_context.workbench.targets().unlock(target);
    const auto info = m_context.workbench.targets().info(target);
    emit m_context.navigator.statusMessage(done ? tr("%1 can be written now").arg(info ? toQt(info->name) : QString())
                                                : toQt(errorText(done.error())));
}

}  // namespace memdelbrot
