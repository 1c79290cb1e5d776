#include "gui/shell/attach_dialog.h"

#include "gui/models/target_text.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/text_colour.h"
#include "ui_attach_dialog.h"
#include "workbench/error_text.h"

#include <QPushButton>

namespace memdelbrot {

AttachDialog::AttachDialog(const PanelContext& context, QWidget* parent)
    : QDialog(parent), m_context(context), m_ui(std::make_unique<Ui::AttachDialog>())
{
    m_ui->setupUi(this);
    m_proxy.setSourceModel(&m_model);
    m_proxy.setFilterKeyColumn(-1);
    m_proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_ui->processTable->setModel(&m_proxy);
    m_ui->processTable->sortByColumn(ProcessListModel::PidColumn, Qt::DescendingOrder);
    m_ui->attachButtons->button(QDialogButtonBox::Ok)->setText(tr("&Attach"));
    setTextColour(*m_ui->problem, errorColour);
    m_ui->problem->hide();
    m_ui->processFilter->setFocus();
    connectControls();
    listProcesses();
}

AttachDialog::~AttachDialog() = default;

void AttachDialog::connectControls()
{
    QPushButton* const ok = m_ui->attachButtons->button(QDialogButtonBox::Ok);
    const auto updateButton = [this, ok] { ok->setEnabled(m_ui->processTable->currentIndex().isValid()); };
    connect(m_ui->processFilter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_proxy.setFilterFixedString(text);
        m_ui->processTable->setCurrentIndex(m_proxy.index(0, 0));
    });
    connect(m_ui->processTable->selectionModel(), &QItemSelectionModel::currentChanged, this, updateButton);
    connect(m_ui->processTable, &QTreeView::doubleClicked, this, &AttachDialog::attach);
    connect(m_ui->attachButtons, &QDialogButtonBox::accepted, this, &AttachDialog::attach);
    connect(m_ui->attachButtons, &QDialogButtonBox::rejected, this, &AttachDialog::reject);
    updateButton();
}

void AttachDialog::listProcesses()
{
    m_listing.start(
        this, [](std::stop_token) { return runningProcesses(); },
        [this](std::vector<RunningProcess> processes) {
            m_model.setProcesses(std::move(processes));
            for (const int column :
                 {ProcessListModel::PidColumn, ProcessListModel::NameColumn, ProcessListModel::UserColumn})
                m_ui->processTable->resizeColumnToContents(column);
            m_ui->processTable->setCurrentIndex(m_proxy.index(0, 0));
        });
}

void AttachDialog::attach()
{
    const QModelIndex index = m_proxy.mapToSource(m_ui->processTable->currentIndex());
    if (!index.isValid())
        return;
    m_opening.start(
        this,
        [&targets = m_context.workbench.targets(), pid = m_model.pid(index.row())](std::stop_token) {
            return targets.openProcess(pid);
        },
        [this](const Result<TargetId>& target) { showResult(target); });
}

void AttachDialog::showResult(const Result<TargetId>& target)
{
    if (!target) {
        m_ui->problem->setText(toQt(errorText(target.error())));
        m_ui->problem->show();
        return;
    }
    emit m_context.navigator.targetSelected(*target);
    accept();
}

}  // namespace memdelbrot
