#pragma once

#include "gui/models/allocation_list_model.h"
#include "gui/models/array_entry.h"
#include "gui/models/jobs.h"
#include "gui/shell/navigator.h"

namespace Ui {
class LibraryPanel;
}

namespace memdelbrot {

// The library panel's tabs for arrays in the worker: made, listed with their flags, shown, passed on and freed.
class ArrayTabs final : public QObject {
    Q_OBJECT

public:
    // The form outlives it.
    ArrayTabs(const PanelContext& context, Ui::LibraryPanel& ui, QObject* parent = nullptr);

private:
    void connectControls();
    void followHint(const QString& link);
    void listArrays();
    void updateButtons();
    void showFill();
    void createArray();
    void showCurrent();
    void passCurrent();
    void freeCurrent();
    [[nodiscard]] ArrayEntry entry() const;
    [[nodiscard]] const Allocation* current() const;

    PanelContext m_context;
    Ui::LibraryPanel& m_ui;
    AllocationListModel m_arrays;
    QString m_dtypeBefore;   // the notebook's grid was chosen; empty: it was not
    Job m_createJob;
    Job m_freeJob;
};

}  // namespace memdelbrot
