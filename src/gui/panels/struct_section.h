#pragma once

#include "gui/models/field_tree_model.h"
#include "gui/models/jobs.h"
#include "gui/shell/navigator.h"

#include <QWidget>

#include <memory>

namespace Ui {
class StructSection;
}

namespace memdelbrot {

// The inspector's part for a C struct, typed and laid over an address.
class StructSection final : public QWidget {
    Q_OBJECT

public:
    explicit StructSection(const PanelContext& context, QWidget* parent = nullptr);
    ~StructSection() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void connectControls();
    void noteAddress(TargetId target, Address address);
    void apply();
    void show(const Result<Inspection>& inspection);
    void showErrors(const Error& error);
    void useSuggestion();
    void follow(const QModelIndex& index);
    void colourErrors();

    PanelContext m_context;
    std::unique_ptr<Ui::StructSection> m_ui;
    FieldTreeModel m_fields;
    TargetId m_target;        // that the typed address is meant in
    TargetId m_laidOver;      // that the fields shown are of
    QString m_suggestion;
    Job m_job;
};

}  // namespace memdelbrot
