#pragma once

#include "gui/models/bookmark_list_model.h"
#include "gui/models/jobs.h"
#include "gui/shell/navigator.h"

namespace Ui {
class TargetsPanel;
}

namespace memdelbrot {

// The bookmarks' tab of the targets panel: keeps what is selected in the memory view, and goes back to it.
class BookmarksTab final : public QObject {
    Q_OBJECT

public:
    // `ui` outlives it.
    BookmarksTab(const PanelContext& context, Ui::TargetsPanel& ui);

private:
    void keepSelection();
    void removeCurrent();
    void updateControls();

    PanelContext m_context;
    Ui::TargetsPanel& m_ui;
    BookmarkListModel m_model;
    std::optional<Place> m_selected;   // in the memory view
    Job m_description;
};

}  // namespace memdelbrot
