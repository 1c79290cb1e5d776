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

    // `arguments`: as they were typed; the arrays among them can be opened.
    void show(const CallReport& report, const std::vector<std::string>& arguments);
    void showNothing();
    // A call that was not made gave nothing: what is shown is of the one before.
    void showAsFormer();

private:
    void showDetails();
    void showOutput(const CallReport& report);
    void offerArray(const CallReport& report);
    void offerArguments(const std::vector<std::string>& arguments);
    void offerPicture(const QString& name);
    void suggestShape();
    void openAsArray();
    void checkFrozen();
    void showCrash();

    PanelContext m_context;
    Ui::LibraryPanel& m_ui;
    QString m_details;                      // of the last call that was made; empty: none was
    bool m_isFormer = false;                // one after it was not
    std::optional<Address> m_pointer;       // what the last call returned
    std::uint64_t m_pointedSize = 0;        // bytes, where the allocation is known
    std::optional<TargetId> m_frozen;
    Job m_job;
};

}  // namespace memdelbrot
