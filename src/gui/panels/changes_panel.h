#pragma once

#include "gui/models/journal_model.h"
#include "gui/shell/navigator.h"

#include <QWidget>

#include <memory>

namespace Ui {
class ChangesPanel;
}

namespace memdelbrot {

// The journal of pokes: what stood there, what stands there now; undo, redo, go to.
class ChangesPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ChangesPanel(const PanelContext& context, QWidget* parent = nullptr);
    ~ChangesPanel() override;

private:
    void connectControls();
    void listEntries();
    void goToCurrent();

    PanelContext m_context;
    std::unique_ptr<Ui::ChangesPanel> m_ui;
    JournalModel m_model;
};

}  // namespace memdelbrot
