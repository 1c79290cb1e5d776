#pragma once

#include "gui/models/current_target.h"
#include "gui/models/jobs.h"
#include "gui/shell/settings.h"
#include "gui/shell/window_actions.h"

namespace memdelbrot {

// Opening and closing targets from the File menu and the command line.
class TargetActions final : public QObject {
    Q_OBJECT

public:
    // All outlive it; `window` is the dialogs' parent.
    TargetActions(const PanelContext& context, const CurrentTarget& current, Settings& settings, WindowActions& actions,
                  QWidget& window);

    // Open off this thread; the last one becomes the current target. What fails is said in the status line.
    void openFiles(const QStringList& paths);
    void openProcesses(const QList<int>& pids);

private:
    void askForFile();
    void askForProcess();
    void closeCurrent();
    void updateActions();
    void showResult(const Result<TargetId>& target);

    PanelContext m_context;
    const CurrentTarget& m_current;
    Settings& m_settings;
    WindowActions& m_actions;
    QWidget& m_window;
    std::vector<std::unique_ptr<Job>> m_jobs;
};

}  // namespace memdelbrot
