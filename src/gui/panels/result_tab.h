#pragma once

#include "gui/models/jobs.h"
#include "gui/shell/navigator.h"
#include "workbench/library_calls.h"

#include <optional>

namespace Ui {
class LibraryPanel;
}

namespace memdelbrot {

// The library panel's tab of what a call gave: value, errno, time, output, and a pointer's memory opened as an array.
class ResultTab final : public QObject {
    Q_OBJECT

public:
    // The form outlives it.
    ResultTab(const PanelContext& context, Ui::LibraryPanel& ui, QObject* parent = nullptr);

    void show(const CallReport& report);
    void showNothing();

private:
    void showOutput(const CallReport& report);
    void offerArray(const CallReport& report);
    void suggestShape();
    void openAsArray();
    void showCrash();

    PanelContext m_context;
    Ui::LibraryPanel& m_ui;
    std::optional<Address> m_pointer;       // what the last call returned
    std::uint64_t m_pointedSize = 0;        // bytes, where the allocation is known
    std::optional<TargetId> m_frozen;
    Job m_job;
};

}  // namespace memdelbrot
