#include "gui/panels/bookmarks_tab.h"

#include "gui/models/target_text.h"
#include "gui/panels/table_setup.h"
#include "ui_targets_panel.h"

namespace memdelbrot {

BookmarksTab::BookmarksTab(const PanelContext& context, Ui::TargetsPanel& ui) : m_context(context), m_ui(ui)
{
    m_ui.bookmarkTable->setModel(&m_model);
    connect(&context.navigator, &Navigator::selectionChanged, this, [this](TargetId target, const AddressRange& range) {
        m_selected = Place{.target = target,
                           .address = range.begin(),
                           .view = std::nullopt,
                           .label = addressText(range.begin()).toStdString()};
        updateControls();
    });
    connect(ui.addFirstBookmark, &QPushButton::clicked, this, &BookmarksTab::keepSelection);
    connect(ui.addBookmark, &QPushButton::clicked, this, &BookmarksTab::keepSelection);
    connect(ui.removeBookmark, &QPushButton::clicked, this, &BookmarksTab::removeCurrent);
    connect(ui.bookmarkTable, &QTreeView::activated, this, [this](const QModelIndex& index) {
        emit m_context.navigator.memoryRequested(m_model.row(index.row()).place);
    });
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &BookmarksTab::updateControls);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &BookmarksTab::updateControls);
    updateControls();
}

void BookmarksTab::keepSelection()
{
    if (!m_selected)
        return;
    m_description.start(
        this,
        [&workbench = m_context.workbench, place = *m_selected](std::stop_token) {
            return describeAddress(workbench, place.target, place.address).text();
        },
        [this, place = *m_selected](const std::string& text) {
            m_model.add(place, text);
            fitColumns(*m_ui.bookmarkTable);
        });
}

void BookmarksTab::removeCurrent()
{
    if (const QModelIndex index = m_ui.bookmarkTable->currentIndex(); index.isValid())
        m_model.remove(index.row());
}

void BookmarksTab::updateControls()
{
    m_ui.bookmarkStack->setCurrentIndex(m_model.rowCount() == 0 ? 0 : 1);
    m_ui.addFirstBookmark->setEnabled(m_selected.has_value());
    m_ui.addBookmark->setEnabled(m_selected.has_value());
}

}  // namespace memdelbrot
