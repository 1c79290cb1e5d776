#include "gui/models/current_target.h"

#include "gui/models/target_text.h"

namespace memdelbrot {

CurrentTarget::CurrentTarget(const PanelContext& context, QObject* parent)
    : QObject(parent), m_workbench(context.workbench), m_navigator(context.navigator)
{
    m_info.id = m_workbench.targets().self();
    refresh();
    connect(&context.navigator, &Navigator::targetSelected, this, &CurrentTarget::select);
    connect(&context.navigator, &Navigator::memoryRequested, this,
            [this](const Place& place) { select(place.target); });
    connect(&context.events, &WorkbenchEvents::targetsChanged, this, &CurrentTarget::refresh);
    connect(&context.events, &WorkbenchEvents::targetsChanged, this, &CurrentTarget::followWorker);
}

void CurrentTarget::select(TargetId target)
{
    if (target == m_info.id)
        return;
    m_info.id = target;
    refresh();
}

// Work goes on in the new worker, so what is shown is its. The dead one stays in the list.
void CurrentTarget::followWorker()
{
    std::optional<TargetInfo> next;
    for (const TargetInfo& info : m_workbench.targets().list()) {
        if (m_known.insert(info.id).second && info.kind == TargetKind::Worker && info.state == TargetState::Running)
            next = info;
    }
    if (!next || m_info.kind != TargetKind::Worker || m_info.state == TargetState::Running)
        return;
    const QString dead = toQt(m_info.name);
    emit m_navigator.targetSelected(next->id);
    emit m_navigator.statusMessage(
        tr("A new worker is shown now (%1). %2 is still in the list of targets").arg(next->pid.value()).arg(dead));
}

void CurrentTarget::refresh()
{
    auto info = m_workbench.targets().info(m_info.id);
    if (!info)
        info = m_workbench.targets().info(m_workbench.targets().self());
    if (info)
        m_info = *info;
    emit changed();
}

}  // namespace memdelbrot
