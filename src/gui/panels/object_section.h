#pragma once

#include "gui/models/field_tree_model.h"
#include "gui/models/jobs.h"
#include "gui/panels/fitted_columns.h"
#include "gui/shell/navigator.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class ObjectSection;
}

namespace memdelbrot {

// The inspector's part for an object: what it is and why we think so, its references as they are now, its fields.
class ObjectSection final : public QWidget {
    Q_OBJECT

public:
    explicit ObjectSection(const PanelContext& context, QWidget* parent = nullptr);
    ~ObjectSection() override;

    // Pixels in which a few fields are seen, whatever else is said about the object.
    [[nodiscard]] int usefulHeight() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void connectControls();
    void inspect(TargetId target, Address address);
    void inspectAgain();
    void show(const Result<Inspection>& inspection);
    void showInspection(const Inspection& inspection);
    [[nodiscard]] int heightFor(int fields) const;
    void foldEvidence();
    void openObject();
    void openContents();
    void follow(const QModelIndex& index);

    PanelContext m_context;
    std::unique_ptr<Ui::ObjectSection> m_ui;
    FieldTreeModel m_fields;
    FittedColumns* m_columns = nullptr;
    TargetId m_target;
    std::optional<Address> m_address;
    std::optional<Inspection> m_inspection;
    TargetId m_selectedTarget;
    std::optional<Address> m_selected;   // where the selection in the memory view begins
    QTimer m_timer;
    Job m_job;
};

}  // namespace memdelbrot
