#include "gui/models/current_target.h"

namespace memdelbrot {

CurrentTarget::CurrentTarget(const PanelContext& context, QObject* parent)
    : QObject(parent), m_workbench(context.workbench)
{
    m_info.id = m_workbench.targets().self();
    refresh();
    connect(&context.navigator, &Navigator::targetSelected, this, &CurrentTarget::select);
    connect(&context.navigator, &Navigator::memoryRequested, this,
            [this](const Place& place) { select(place.target); });
    connect(&context.events, &WorkbenchEvents::targetsChanged, this, &CurrentTarget::refresh);
}

void CurrentTarget::select(TargetId target)
{
    if (target == m_info.id)
        return;
    m_info.id = target;
    refresh();
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

std::optional<TargetInfo> workerAfter(const Targets& targets, TargetId target)
{
    const auto dead = targets.info(target);
    if (!dead || dead->kind != TargetKind::Worker || dead->state == TargetState::Running)
        return std::nullopt;
    for (const TargetInfo& info : targets.list()) {
        if (info.kind == TargetKind::Worker && info.state == TargetState::Running)
            return info;
    }
    return std::nullopt;
}

}  // namespace memdelbrot
