#pragma once

#include "gui/models/allocation_list_model.h"
#include "gui/models/current_target.h"
#include "gui/models/jobs.h"
#include "gui/models/region_list_model.h"
#include "gui/models/target_list_model.h"

#include <QSortFilterProxyModel>
#include <QTimer>
#include <QWidget>

namespace Ui {
class TargetsPanel;
}

namespace memdelbrot {

class BookmarksTab;

// The open targets, and of the current one its regions and libraries; the named arrays; the bookmarks.
class TargetsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit TargetsPanel(const PanelContext& context, QWidget* parent = nullptr);
    ~TargetsPanel() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void setUpTargets();
    void setUpRegions();
    void setUpAllocations();
    void connectButtons();
    void listTargets();
    void listRegions();
    void listAllocations();
    void showRegions(Result<std::vector<Region>> regions);
    void selectRow(int row);
    void openRegion(const QModelIndex& index);
    void openAllocation();
    void freeAllocation();
    void openLibrary(const QModelIndex& index);
    [[nodiscard]] std::optional<Allocation> chosenAllocation() const;

    PanelContext m_context;
    std::unique_ptr<Ui::TargetsPanel> m_ui;
    CurrentTarget m_current;
    TargetId m_wanted;               // whose regions are being read
    TargetId m_listed;               // whose regions are shown
    std::optional<TargetId> m_fitted;   // whose regions the columns' widths were fitted to
    TargetListModel m_targets;
    RegionListModel m_regions;
    QSortFilterProxyModel m_regionProxy;
    LibraryListModel m_libraries;
    QSortFilterProxyModel m_libraryProxy;
    AllocationListModel m_allocations;
    std::unique_ptr<BookmarksTab> m_bookmarks;
    QTimer m_timer;                  // processes map and unmap by themselves
    Job m_regionJob;
    Job m_freeJob;
};

}  // namespace memdelbrot
