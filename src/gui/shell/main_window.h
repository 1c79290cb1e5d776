#pragma once

#include "gui/shell/panel_docks.h"

#include <QMainWindow>

#include <map>

class QDockWidget;

namespace memdelbrot {

// The application's window: docks, menus, toolbar, status line. The workbench and its events outlive it.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Workbench& workbench, WorkbenchEvents& events, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] Navigator& navigator() { return m_navigator; }

private:
    void addPanels();
    void arrangeDocks();

    Navigator m_navigator;
    PanelContext m_context;
    std::map<PanelArea, std::vector<QDockWidget*>> m_docks;
};

}  // namespace memdelbrot
