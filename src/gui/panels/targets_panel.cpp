#include "gui/panels/targets_panel.h"

#include "gui/models/target_text.h"
#include "gui/panels/bookmarks_tab.h"
#include "gui/panels/table_setup.h"
#include "gui/panels/target_delegate.h"
#include "ui_targets_panel.h"
#include "workbench/error_text.h"

#include <utility>

namespace memdelbrot {

namespace {

constexpr int refreshMilliseconds = 1000;
constexpr int widestTarget = 130;   // its state and lock stand beside it
enum StackPage { HintPage, ContentPage };

}  // namespace

TargetsPanel::TargetsPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_ui(std::make_unique<Ui::TargetsPanel>()), m_current(context)
{
    m_ui->setupUi(this);
    m_ui->splitter->setStretchFactor(1, 3);
    setUpTargets();
    setUpRegions();
    setUpAllocations();
    m_bookmarks = std::make_unique<BookmarksTab>(context, *m_ui);
    connectButtons();
    m_timer.setInterval(refreshMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!isVisible())
            return;
        listTargets();
        listRegions();
    });
    m_timer.start();
    listTargets();
    listAllocations();
}

TargetsPanel::~TargetsPanel() = default;

void TargetsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    listRegions();
}

void TargetsPanel::setUpTargets()
{
    m_ui->targetList->setModel(&m_targets);
    m_ui->targetList->setItemDelegate(new TargetDelegate(m_ui->targetList));
    connect(m_ui->targetList->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { selectRow(now.row()); });
    connect(&m_context.events, &WorkbenchEvents::targetsChanged, this, &TargetsPanel::listTargets);
    connect(&m_current, &CurrentTarget::changed, this, [this] {
        listTargets();
        listRegions();
    });
}

void TargetsPanel::setUpRegions()
{
    m_regionProxy.setSourceModel(&m_regions);
    m_regionProxy.setSortRole(RegionListModel::SortRole);
    m_regionProxy.setFilterKeyColumn(-1);
    m_regionProxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_ui->regionTable->setModel(&m_regionProxy);
    m_ui->regionTable->sortByColumn(RegionListModel::BeginColumn, Qt::AscendingOrder);
    useFixedFont(*m_ui->regionTable);
    m_ui->regionProblem->hide();
    connect(m_ui->regionFilter, &QLineEdit::textChanged, &m_regionProxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_ui->regionTable, &QTreeView::activated, this, &TargetsPanel::openRegion);

    m_libraryProxy.setSourceModel(&m_libraries);
    m_libraryProxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_ui->libraryTable->setModel(&m_libraryProxy);
    m_ui->libraryTable->sortByColumn(LibraryListModel::NameColumn, Qt::AscendingOrder);
    connect(m_ui->libraryFilter, &QLineEdit::textChanged, &m_libraryProxy,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_ui->libraryTable, &QTreeView::activated, this, &TargetsPanel::openLibrary);
}

void TargetsPanel::setUpAllocations()
{
    m_ui->allocationTable->setModel(&m_allocations);
    m_ui->allocationTable->setSortingEnabled(false);
    connect(m_ui->allocationTable, &QTreeView::activated, this, &TargetsPanel::openAllocation);
    connect(m_ui->openAllocation, &QPushButton::clicked, this, &TargetsPanel::openAllocation);
    connect(m_ui->freeAllocation, &QPushButton::clicked, this, &TargetsPanel::freeAllocation);
    const auto updateButtons = [this] {
        const auto chosen = chosenAllocation();
        m_ui->openAllocation->setEnabled(chosen && chosen->state != AllocationState::Gone);
        m_ui->freeAllocation->setEnabled(chosen && chosen->isInUse() && chosen->owner == AllocationOwner::Worker);
    };
    connect(m_ui->allocationTable->selectionModel(), &QItemSelectionModel::currentChanged, this, updateButtons);
    connect(&m_allocations, &QAbstractItemModel::dataChanged, this, updateButtons);
    connect(&m_context.events, &WorkbenchEvents::allocationsChanged, this, &TargetsPanel::listAllocations);
    updateButtons();
}

void TargetsPanel::connectButtons()
{
    connect(&m_context.navigator, &Navigator::regionsRequested, this,
            [this] { m_ui->targetTabs->setCurrentWidget(m_ui->regionsTab); });
    Navigator& navigator = m_context.navigator;
    connect(m_ui->startPythonHere, &QPushButton::clicked, &navigator,
            [&navigator] { emit navigator.pythonRequested({}); });
    connect(m_ui->openFileHere, &QPushButton::clicked, &navigator, &Navigator::openFileRequested);
    connect(m_ui->attachHere, &QPushButton::clicked, &navigator, &Navigator::attachRequested);
    connect(m_ui->callMallocHere, &QPushButton::clicked, &navigator,
            [&navigator] { emit navigator.symbolRequested(QStringLiteral("libc.so.6"), QStringLiteral("malloc")); });
}

void TargetsPanel::listTargets()
{
    m_targets.setTargets(m_context.workbench.targets().list());
    fitColumns(*m_ui->targetList, widestTarget);
    const int row = m_targets.rowOf(m_current.id());
    if (row >= 0 && m_ui->targetList->currentIndex().row() != row) {
        const QSignalBlocker quiet(m_ui->targetList->selectionModel());
        m_ui->targetList->setCurrentIndex(m_targets.index(row, 0));
        m_ui->targetList->viewport()->update();
    }
}

void TargetsPanel::selectRow(int row)
{
    if (row >= 0 && m_targets.row(row).info.id != m_current.id())
        emit m_context.navigator.targetSelected(m_targets.row(row).info.id);
}

void TargetsPanel::listRegions()
{
    if (m_regionJob.isRunning() && m_wanted == m_current.id())
        return;
    m_wanted = m_current.id();
    m_regionJob.start(
        this,
        [&targets = m_context.workbench.targets(), id = m_wanted](std::stop_token) -> Result<std::vector<Region>> {
            return targets.target(id).and_then(
                [](const std::shared_ptr<MemoryTarget>& target) { return target->regions(); });
        },
        [this](Result<std::vector<Region>> regions) { showRegions(std::move(regions)); });
}

void TargetsPanel::showRegions(Result<std::vector<Region>> regions)
{
    m_listed = m_wanted;
    m_ui->regionProblem->setVisible(!regions);
    if (!regions) {
        m_ui->regionProblem->setText(toQt(errorText(regions.error())));
        m_regions.setRegions({});
        m_libraries.setLibraries({});
        return;
    }
    m_libraries.setLibraries(mappedLibraries(*regions));
    m_regions.setRegions(std::move(*regions));
    if (std::exchange(m_fitted, m_listed) == m_listed)
        return;
    fitColumns(*m_ui->regionTable);
    fitColumns(*m_ui->libraryTable);
}

void TargetsPanel::listAllocations()
{
    std::vector<AllocationRow> rows;
    for (Allocation& allocation : m_context.workbench.allocations().list()) {
        const bool isWritable =
            m_context.workbench.targets().checkWritable(allocation.target, allocation.range).has_value();
        rows.push_back({.allocation = std::move(allocation), .isWritable = isWritable});
    }
    const bool isEmpty = rows.empty();
    const auto before = m_allocations.rowCount();
    m_allocations.setAllocations(std::move(rows));
    m_ui->allocationStack->setCurrentIndex(isEmpty ? HintPage : ContentPage);
    if (m_allocations.rowCount() != before)
        fitColumns(*m_ui->allocationTable);
}

void TargetsPanel::openRegion(const QModelIndex& index)
{
    const Region& region = m_regions.row(m_regionProxy.mapToSource(index).row());
    emit m_context.navigator.memoryRequested({.target = m_listed,
                                              .address = region.range.begin(),
                                              .view = std::nullopt,
                                              .label = addressText(region.range.begin()).toStdString()});
}

void TargetsPanel::openLibrary(const QModelIndex& index)
{
    emit m_context.navigator.symbolRequested(toQt(m_libraries.row(m_libraryProxy.mapToSource(index).row()).path), {});
}

std::optional<Allocation> TargetsPanel::chosenAllocation() const
{
    const QModelIndex index = m_ui->allocationTable->currentIndex();
    return index.isValid() ? std::optional(m_allocations.row(index.row()).allocation) : std::nullopt;
}

void TargetsPanel::openAllocation()
{
    if (const auto allocation = chosenAllocation())
        emit m_context.navigator.memoryRequested(placeOf(*allocation));
}

void TargetsPanel::freeAllocation()
{
    const auto allocation = chosenAllocation();
    if (!allocation)
        return;
    m_freeJob.start(
        this,
        [&calls = m_context.workbench.calls(), name = allocation->name](std::stop_token) {
            return calls.freeArray(name);
        },
        [this, name = toQt(allocation->name)](const Result<void>& done) {
            if (done)
                emit m_context.navigator.statusMessage(
                    tr("%1 is freed; what stands there now is not it any more").arg(name));
            else
                emit m_context.navigator.failed(toQt(errorText(done.error())));
        });
}

}  // namespace memdelbrot
