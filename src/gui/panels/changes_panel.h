#pragma once

#include "gui/models/jobs.h"
#include "gui/models/journal_model.h"
#include "gui/shell/navigator.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class ChangesPanel;
}

namespace memdelbrot {

// The journal of pokes: what stood there, what was written, and whether that stands there still (looked at twice a second
// for those in sight); undo, redo, go to.
class ChangesPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ChangesPanel(const PanelContext& context, QWidget* parent = nullptr);
    ~ChangesPanel() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void connectControls();
    void listEntries();
    [[nodiscard]] Journal::Entries entriesInSight() const;
    void checkStandings();
    void goToCurrent();

    PanelContext m_context;
    std::unique_ptr<Ui::ChangesPanel> m_ui;
    JournalModel m_model;
    QTimer m_timer;
    Job m_job;
};

}  // namespace memdelbrot
