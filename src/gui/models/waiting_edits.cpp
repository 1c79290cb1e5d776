#include "gui/models/waiting_edits.h"

#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "workbench/error_text.h"

namespace memdelbrot {

bool canGoOn(const HexPokeQueue& pokes, const Result<TargetInfo>& target)
{
    return target && pokes.heldBy() && pokes.heldBy()->code == ErrorCode::Locked
        && unlockRule(target->kind) != UnlockRule::Never && target->lock == WriteLock::Unlocked;
}

WaitingEdits::WaitingEdits(const PanelContext& context, QObject* parent) : QObject(parent), m_context(context)
{
    connect(&context.events, &WorkbenchEvents::targetsChanged, this, &WaitingEdits::look);
}

void WaitingEdits::keep(TargetId target, std::unique_ptr<HexPokeQueue> pokes)
{
    if (pokes->isEmpty())
        return;
    const auto info = m_context.workbench.targets().info(target);
    const QString name = info ? toQt(info->name) : tr("the closed target");
    const QString bytes = sizeText(pokes->bytesWaiting());
    if (!info) {
        emit m_context.navigator.failed(tr("%1 typed into %2 were not written and are dropped").arg(bytes, name));
        return;
    }
    if (pokes->heldBy())
        emit m_context.navigator.statusMessage(
            tr("%1 typed into %2 still wait: they are written when you unlock it, and shown when you are back there")
                .arg(bytes, name));
    HexPokeQueue* const kept = pokes.get();
    m_queues[target] = std::move(pokes);
    connect(kept, &HexPokeQueue::written, this, [this, target](const PokeRecord& record) {
        emit m_context.navigator.memoryChanged(target, AddressRange::fromSize(record.address, record.after.size()));
    });
    connect(kept, &HexPokeQueue::changed, this, [this, target] { forgetWritten(target); }, Qt::QueuedConnection);
    connect(kept, &HexPokeQueue::held, this, [this, name](const Error& error) {
        emit m_context.navigator.statusMessage(
            tr("What was typed into %1 still waits: %2").arg(name, toQt(errorText(error))));
        look();   // the lock may have been opened meanwhile
    });
    look();
}

std::unique_ptr<HexPokeQueue> WaitingEdits::take(TargetId target)
{
    auto found = m_queues.extract(target);
    if (found.empty())
        return nullptr;
    found.mapped()->disconnect(this);
    return std::move(found.mapped());
}

void WaitingEdits::look()
{
    const Targets& targets = m_context.workbench.targets();
    for (auto each = m_queues.begin(); each != m_queues.end();) {
        const auto info = targets.info(each->first);
        if (info && canGoOn(*each->second, info)) {
            each->second->resume();
            emit m_context.navigator.statusMessage(
                tr("What was typed into %1 is written, now that it is unlocked").arg(toQt(info->name)));
        }
        if (info) {
            ++each;
            continue;
        }
        emit m_context.navigator.failed(tr("%1 typed into a target that is closed now were not written")
                                            .arg(sizeText(each->second->bytesWaiting())));
        each->second.release()->deleteLater();   // it may be the one that is telling us
        each = m_queues.erase(each);
    }
}

void WaitingEdits::forgetWritten(TargetId target)
{
    const auto found = m_queues.find(target);
    if (found != m_queues.end() && found->second->isEmpty())
        m_queues.erase(found);
}

}  // namespace memdelbrot
