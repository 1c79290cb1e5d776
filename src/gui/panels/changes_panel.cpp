#include "gui/panels/changes_panel.h"

#include "gui/models/journal_text.h"
#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "gui/panels/table_setup.h"
#include "ui_changes_panel.h"

#include <chrono>

namespace memdelbrot {

namespace {

constexpr std::chrono::milliseconds liveInterval{500};

std::map<TargetId, QString> namesOf(const Targets& targets, const Journal::Entries& entries)
{
    std::map<TargetId, QString> names;
    for (const auto& entry : entries) {
        if (!names.contains(entry->target)) {
            const auto info = targets.lastInfo(entry->target);
            names[entry->target] = info ? uniqueName(*info) : toQt(entry->targetName);
        }
    }
    return names;
}

}  // namespace

ChangesPanel::ChangesPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_ui(std::make_unique<Ui::ChangesPanel>())
{
    m_ui->setupUi(this);
    m_ui->changesTable->setModel(&m_model);
    useFixedFont(*m_ui->changesTable);
    m_timer.setInterval(liveInterval);
    connectControls();
    listEntries();
}

ChangesPanel::~ChangesPanel() = default;

void ChangesPanel::connectControls()
{
    connect(&m_context.events, &WorkbenchEvents::journalChanged, this, &ChangesPanel::listEntries);
    connect(&m_context.events, &WorkbenchEvents::targetsChanged, this, &ChangesPanel::listEntries);
    connect(&m_timer, &QTimer::timeout, this, &ChangesPanel::checkStandings);
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
    m_model.setEntries(entries, namesOf(m_context.workbench.targets(), entries));
    m_ui->changesStack->setCurrentIndex(entries.empty() ? 0 : 1);
    m_ui->undoChange->setEnabled(journal.canUndo());
    m_ui->redoChange->setEnabled(journal.canRedo());
    const QString dropped = droppedText(journal.droppedEntries());
    m_ui->changesDropped->setText(dropped);
    m_ui->changesDropped->setVisible(!dropped.isEmpty());
    fitColumns(*m_ui->changesTable);
    checkStandings();
}

Journal::Entries ChangesPanel::entriesInSight() const
{
    const QTreeView& table = *m_ui->changesTable;
    const QModelIndex first = table.indexAt(QPoint(0, 0));
    if (!first.isValid())
        return {};
    const QModelIndex last = table.indexAt(QPoint(0, table.viewport()->height() - 1));
    const int end = last.isValid() ? last.row() + 1 : m_model.rowCount();
    Journal::Entries entries;
    for (int row = first.row(); row < end; ++row)
        entries.push_back(m_model.row(row).entry);
    return entries;
}

void ChangesPanel::checkStandings()
{
    if (!isVisible() || m_job.isRunning())
        return;
    m_job.start(
        this,
        [&targets = m_context.workbench.targets(), entries = entriesInSight()](std::stop_token) {
            std::map<std::uint64_t, PokeStanding> standings;
            for (const auto& entry : entries)
                standings[entry->number] = standingOf(targets, *entry);
            return standings;
        },
        [this](const std::map<std::uint64_t, PokeStanding>& standings) { m_model.setStandings(standings); });
}

void ChangesPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    checkStandings();
    m_timer.start();
}

void ChangesPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
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
