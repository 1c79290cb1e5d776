#include "gui/panels/changes_panel.h"

#include "gui/models/journal_text.h"
#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "gui/panels/table_setup.h"
#include "ui_changes_panel.h"

namespace memdelbrot {

ChangesPanel::ChangesPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_ui(std::make_unique<Ui::ChangesPanel>())
{
    m_ui->setupUi(this);
    m_ui->changesTable->setModel(&m_model);
    useFixedFont(*m_ui->changesTable);
    connectControls();
    listEntries();
}

ChangesPanel::~ChangesPanel() = default;

void ChangesPanel::connectControls()
{
    connect(&m_context.events, &WorkbenchEvents::journalChanged, this, &ChangesPanel::listEntries);
    connect(m_ui->undoChange, &QPushButton::clicked, &m_context.navigator, &Navigator::undoRequested);
    connect(m_ui->redoChange, &QPushButton::clicked, &m_context.navigator, &Navigator::redoRequested);
    connect(m_ui->goToChange, &QPushButton::clicked, this, &ChangesPanel::goToCurrent);
    connect(m_ui->changesTable, &QTreeView::activated, this, &ChangesPanel::goToCurrent);
    connect(m_ui->openMemoryHere, &QPushButton::clicked, &m_context.navigator, &Navigator::memoryViewRequested);
    connect(m_ui->changesTable->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& now) { m_ui->goToChange->setEnabled(now.isValid()); });
    m_ui->goToChange->setEnabled(false);
}

void ChangesPanel::listEntries()
{
    const Journal& journal = m_context.workbench.journal();
    const Journal::Entries entries = journal.entries();
    m_model.setEntries(entries);
    m_ui->changesStack->setCurrentIndex(entries.empty() ? 0 : 1);
    m_ui->undoChange->setEnabled(journal.canUndo());
    m_ui->redoChange->setEnabled(journal.canRedo());
    const QString dropped = droppedText(journal.droppedEntries());
    m_ui->changesDropped->setText(dropped);
    m_ui->changesDropped->setVisible(!dropped.isEmpty());
    fitColumns(*m_ui->changesTable);
}

void ChangesPanel::goToCurrent()
{
    const QModelIndex index = m_ui->changesTable->currentIndex();
    if (!index.isValid())
        return;
    const JournalEntry& entry = *m_model.row(index.row()).entry;
    emit m_context.navigator.memoryRequested({.target = entry.target,
                                              .address = entry.record.address,
                                              .view = std::nullopt,
                                              .label = addressText(entry.record.address).toStdString()});
}

}  // namespace memdelbrot
