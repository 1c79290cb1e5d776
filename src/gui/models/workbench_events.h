#pragma once

#include "workbench/workbench.h"

#include <QObject>

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
};

}  // namespace memdelbrot
