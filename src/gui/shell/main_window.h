#pragma once

#include "gui/models/current_target.h"
#include "gui/shell/dock_layout.h"
#include "gui/shell/settings.h"
#include "gui/shell/theme.h"
#include "gui/shell/window_actions.h"

#include <QMainWindow>

namespace memdelbrot {

class TargetActions;
class UnsavedSource;

// The application's window: docks, menus, toolbar, status line. What it is made with outlives it.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Workbench& workbench, WorkbenchEvents& events, Settings& settings, Theme& theme);
    ~MainWindow() override;

    [[nodiscard]] const PanelContext& context() const { return m_context; }
    void resetLayout();   // as at the first start, for the window's present size
    [[nodiscard]] TargetActions& targetActions() { return *m_targetActions; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void addToolBar();
    void addStoryStrip();
    void addDockActions();
    void connectViewMenu();
    void connectGoMenu();
    void connectNavigator();
    void focusLine(const QString& objectName);
    void restoreLayout();

    Settings& m_settings;
    Theme& m_theme;
    Navigator m_navigator;
    PanelContext m_context;
    CurrentTarget m_current;
    WindowActions m_actions;
    DockLayout m_docks;
    TargetActions* m_targetActions = nullptr;
    UnsavedSource* m_unsavedSource = nullptr;
};

}  // namespace memdelbrot
