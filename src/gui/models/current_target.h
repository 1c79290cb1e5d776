#pragma once

#include "gui/models/workbench_events.h"
#include "gui/shell/navigator.h"

#include <set>

namespace memdelbrot {

// The target that the window is about: chosen in the list, or the one whose memory was asked for last. Never none: when
// it is closed, the program itself takes its place; when it is a worker that died, the next worker does.
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
    void followWorker();

    Workbench& m_workbench;
    Navigator& m_navigator;
    std::set<TargetId> m_known;  // all that were listed before
    TargetInfo m_info;
};

}  // namespace memdelbrot
