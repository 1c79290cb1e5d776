#include "gui/shell/target_actions.h"

#include "gui/models/target_text.h"
#include "gui/shell/attach_dialog.h"
#include "workbench/error_text.h"

#include <QAction>
#include <QFileDialog>

#include <algorithm>

namespace memdelbrot {

TargetActions::TargetActions(const PanelContext& context, const CurrentTarget& current, Settings& settings,
                             WindowActions& actions, QWidget& window)
    : QObject(&window),
      m_context(context),
      m_current(current),
      m_settings(settings),
      m_actions(actions),
      m_window(window)
{
    connect(actions.openFile, &QAction::triggered, this, &TargetActions::askForFile);
    connect(actions.attach, &QAction::triggered, this, &TargetActions::askForProcess);
    connect(actions.closeTarget, &QAction::triggered, this, &TargetActions::closeCurrent);
    connect(&context.navigator, &Navigator::openFileRequested, this, &TargetActions::askForFile);
    connect(&context.navigator, &Navigator::attachRequested, this, &TargetActions::askForProcess);
    connect(&current, &CurrentTarget::changed, this, &TargetActions::updateActions);
    updateActions();
}

void TargetActions::openFiles(const QStringList& paths)
{
    for (const QString& path : paths) {
        m_jobs.push_back(std::make_unique<Job>());
        m_jobs.back()->start(
            this,
            [&targets = m_context.workbench.targets(), path = QFile::encodeName(path).toStdString()](std::stop_token) {
                return targets.openFile(path);
            },
            [this](const Result<TargetId>& target) { showResult(target); });
    }
}

void TargetActions::openProcesses(const QList<int>& pids)
{
    for (const int pid : pids) {
        m_jobs.push_back(std::make_unique<Job>());
        m_jobs.back()->start(
            this,
            [&targets = m_context.workbench.targets(), pid](std::stop_token) {
                return targets.openProcess(ProcessId(pid));
            },
            [this](const Result<TargetId>& target) { showResult(target); });
    }
}

void TargetActions::askForFile()
{
    auto* dialog = new QFileDialog(&m_window, tr("Open a file's bytes"), m_settings.text(Setting::LastFolder));
    dialog->setObjectName(QStringLiteral("openFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this, dialog](const QStringList& paths) {
        m_settings.setValue(Setting::LastFolder, dialog->directory().absolutePath());
        openFiles(paths);
    });
    dialog->open();
}

void TargetActions::askForProcess()
{
    auto* dialog = new AttachDialog(m_context, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TargetActions::closeCurrent()
{
    m_context.workbench.targets().close(m_current.id());
}

void TargetActions::updateActions()
{
    const TargetKind kind = m_current.info().kind;
    m_actions.closeTarget->setEnabled(kind == TargetKind::Process || kind == TargetKind::File);
}

void TargetActions::showResult(const Result<TargetId>& target)
{
    std::erase_if(m_jobs, [](const std::unique_ptr<Job>& job) { return !job->isRunning(); });
    if (!target) {
        emit m_context.navigator.failed(toQt(errorText(target.error())));
        return;
    }
    emit m_context.navigator.targetSelected(*target);
}

}  // namespace memdelbrot
