#pragma once

#include "workbench/workbench.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

namespace memdelbrot {

// The workbench's listener as signals on the thread of this object (the GUI's), several of a kind in a row as one. The end
// of a process that is nobody's child is told by no one: the states are looked at twice a second, so that everything that
// shows them changes at once.
class WorkbenchEvents final : public QObject {
    Q_OBJECT

public:
    explicit WorkbenchEvents(Workbench& workbench, QObject* parent = nullptr);
    ~WorkbenchEvents() override;

signals:
    void targetsChanged();
    void journalChanged();
    void allocationsChanged();
    void frozenChanged();
    void pythonChanged();

private:
    struct Mailbox;  // outlives this object where the listener is being called while it goes

    void deliver(WorkbenchEvent event);
    void watchStates();

    Workbench& m_workbench;
    std::map<TargetId, TargetState> m_states;  // as last told
    QTimer m_stateTimer;
    std::shared_ptr<Mailbox> m_mailbox;
};

}  // namespace memdelbrot
