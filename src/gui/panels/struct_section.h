#pragma once

#include "gui/models/field_tree_model.h"
#include "gui/models/jobs.h"
#include "gui/panels/fitted_columns.h"
#include "gui/shell/navigator.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class StructSection;
}

namespace memdelbrot {

// The inspector's part for a C struct, typed and laid over an address. Its fields are read again twice a second, and stay,
// marked as stale, when the target ends.
class StructSection final : public QWidget {
    Q_OBJECT

public:
    explicit StructSection(const PanelContext& context, QWidget* parent = nullptr);
    ~StructSection() override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Laid;  // a struct over a place: what the table shows
    struct Reading;

    void connectControls();
    void noteAddress(TargetId target, Address address);
    void apply();
    void lay(Result<Laid> laid);
    void readAgain();
    void take(const Reading& reading);
    void showFields(const Inspection& inspection);
    void showTitle();
    void showPlaces();
    void showErrors(const Error& error);
    void forgetErrors();
    void useSuggestion();
    void follow(const QModelIndex& index);
    void colour();

    PanelContext m_context;
    std::unique_ptr<Ui::StructSection> m_ui;
    FieldTreeModel m_fields;
    FittedColumns* m_columns = nullptr;
    TargetId m_target;  // that the typed address is meant in
    std::shared_ptr<const Laid> m_laid;
    TargetState m_state = TargetState::Running;  // of the target that the fields are of
    QString m_suggestion;
    QTimer m_timer;
    Job m_applyJob;
    Job m_readJob;
};

}  // namespace memdelbrot
