#pragma once

#include "gui/models/workbench_events.h"
#include "gui/shell/navigator.h"

namespace memdelbrot {

// The target that the window is about: chosen in the list, or the one whose memory was asked for last. Never none: when
// it is closed, the program itself takes its place. A worker that died stays, to be looked at.
class CurrentTarget final : public QObject {
    Q_OBJECT

public:
    explicit CurrentTarget(const PanelContext& context, QObject* parent = nullptr);

    [[nodiscard]] TargetId id() const { return m_info.id; }
    [[nodiscard]] const TargetInfo& info() const { return m_info; }

signals:
    void changed();  // another one, or its name, state or lock

private:
    void select(TargetId target);
    void refresh();

    Workbench& m_workbench;
    TargetInfo m_info;
};

// The worker that calls run in now, where `target` is one that died; nullopt: it is none, or no other has started.
[[nodiscard]] std::optional<TargetInfo> workerAfter(const Targets& targets, TargetId target);

}  // namespace memdelbrot
