#pragma once

#include "gui/models/current_target.h"

#include <QToolButton>

namespace memdelbrot {

// The current target's write lock: shows it, and a click turns it. Python and the worker unlock at once, other processes
// and files after a question; this program's own memory never does.
class LockButton final : public QToolButton {
    Q_OBJECT

public:
    // `current` outlives it.
    LockButton(const PanelContext& context, const CurrentTarget& current, QWidget* parent);

private:
    void showLock();
    void turn();
    void ask();
    void unlock(TargetId target);

    PanelContext m_context;
    const CurrentTarget& m_current;
};

}  // namespace memdelbrot
