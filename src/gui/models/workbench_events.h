#pragma once

#include "workbench/workbench.h"

#include <QObject>

#include <memory>

namespace memdelbrot {

// The workbench's listener as signals on the thread of this object (the GUI's), several of a kind in a row as one.
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
    struct Mailbox;   // outlives this object where the listener is being called while it goes

    void deliver(WorkbenchEvent event);

    Workbench& m_workbench;
    std::shared_ptr<Mailbox> m_mailbox;
};

}  // namespace memdelbrot
