#pragma once

#include "gui/models/crash_tables.h"
#include "gui/models/jobs.h"
#include "gui/shell/navigator.h"

#include <QWidget>

#include <functional>
#include <memory>

namespace Ui {
class CrashPanel;
}

namespace memdelbrot {

// The processes that crashed and are kept: how each ended, its registers and its stack. Asks to be shown when there is a
// new one.
class CrashPanel final : public QWidget {
    Q_OBJECT

public:
    explicit CrashPanel(const PanelContext& context, QWidget* parent = nullptr);
    ~CrashPanel() override;

    std::function<QString(QWidget* over, const QString& suggested)> chooseCoreFile;  // empty: none

private:
    void connectControls();
    void listFrozen();
    void show(TargetId target);
    void showReport(int index);
    void openAt(std::optional<Address> address);
    void openFrame(const QModelIndex& index);
    void closeCurrent();
    void saveCurrent();
    void tellSaved(const QString& path, const Result<CoreFileSummary>& saved);
    [[nodiscard]] const FrozenProcess* current() const;

    PanelContext m_context;
    std::unique_ptr<Ui::CrashPanel> m_ui;
    std::vector<FrozenProcess> m_frozen;  // newest first, as in the chooser
    RegisterModel m_registers;
    StackModel m_stack;
    Job m_closing;
    Job m_saving;
};

}  // namespace memdelbrot
