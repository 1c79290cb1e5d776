// The window's panels, each in one line: what a new panel adds to be in the window, its View menu and its saved layout.
#pragma once

#include "gui/shell/navigator.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace memdelbrot {

enum class PanelArea { Left, CentreLeft, Centre, Right, Bottom };

class PanelDockWidget;

enum class PanelStart {
    WhenLookedAt,  // made when its dock is first in front of the others of its area
    AtOnce,  // made with the window: it gathers what the navigator says
    Hidden,  // as WhenLookedAt, and its dock is closed until there is something to show
};

struct PanelDock {
    QString objectName;  // "memoryDock": the QDockWidget's; saved layouts and tests go by it
    QString title;
    PanelArea area = PanelArea::Bottom;
    QWidget* (*make)(const PanelContext& context, QWidget* parent) = nullptr;
    PanelStart start = PanelStart::WhenLookedAt;
    // Called once at the start, for what a panel must hear before anybody looks at it; null where there is nothing.
    void (*listen)(PanelDockWidget& dock, const PanelContext& context) = nullptr;
};

// In the order of their tabs within an area.
[[nodiscard]] std::vector<PanelDock> panelDocks();

// The toolbar's address bar; null until a panel provides one.
[[nodiscard]] QWidget* makeAddressBar(const PanelContext& context, QWidget* parent);

}  // namespace memdelbrot
