#pragma once

#include "gui/models/jobs.h"
#include "gui/models/process_list.h"
#include "gui/shell/navigator.h"

#include <QDialog>
#include <QSortFilterProxyModel>

#include <memory>

namespace Ui {
class AttachDialog;
}

namespace memdelbrot {

// Picks a running process and opens its memory. What cannot be opened says why and leaves the choice.
class AttachDialog final : public QDialog {
    Q_OBJECT

public:
    AttachDialog(const PanelContext& context, QWidget* parent);
    ~AttachDialog() override;

private:
    void connectControls();
    void listProcesses();
    void attach();
    void showResult(const Result<TargetId>& target);

    PanelContext m_context;
    std::unique_ptr<Ui::AttachDialog> m_ui;
    ProcessListModel m_model;
    QSortFilterProxyModel m_proxy;
    Job m_listing;
    Job m_opening;
};

}  // namespace memdelbrot
