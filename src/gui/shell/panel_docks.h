// The window's panels, each in one line: what a new panel adds to be in the window, its View menu and its saved layout.
#pragma once

#include "gui/shell/navigator.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace memdelbrot {

enum class PanelArea { Left, CentreLeft, Centre, Right, Bottom };

struct PanelDock {
    QString objectName;   // "memoryDock": the QDockWidget's; saved layouts and tests go by it
    QString title;
    PanelArea area = PanelArea::Bottom;
    QWidget* (*make)(const PanelContext& context, QWidget* parent) = nullptr;
    bool isHiddenAtFirst = false;   // shown when there is something to show
};

// In the order of their tabs within an area.
[[nodiscard]] std::vector<PanelDock> panelDocks();

// The toolbar's address bar; null until a panel provides one.
[[nodiscard]] QWidget* makeAddressBar(const PanelContext& context, QWidget* parent);

}  // namespace memdelbrot
