#pragma once

#include "gui/shell/panel_docks.h"

#include <QDockWidget>

namespace memdelbrot {

// A dock that makes its panel when it is first looked at, asked for by panel(), or woken by a signal that the panel must
// hear: the window's start waits for no panel that is behind another's tab.
class PanelDockWidget final : public QDockWidget {
    Q_OBJECT

public:
    // What `context` refers to outlives it. `leastSize`, in pixels, is the panel's, whatever is written in it.
    PanelDockWidget(const PanelDock& panel, const PanelContext& context, QSize leastSize, QWidget* parent);

    [[nodiscard]] bool isMade() const { return m_isMade; }
    // Made now where it was not yet.
    QWidget* panel();
    // Makes the panel where the dock is shown and no tab covers it. REQUIRES that the window's layout was carried out.
    void makeIfInFront();

private:
    PanelContext m_context;
    QWidget* (*m_make)(const PanelContext& context, QWidget* parent);
    QSize m_leastSize;
    bool m_isMade = false;
};

}  // namespace memdelbrot
