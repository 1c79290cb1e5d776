#pragma once

#include "gui/models/current_target.h"
#include "gui/models/latest_job.h"

#include <QStatusBar>
#include <QTimer>

class QLabel;

namespace memdelbrot {

class ElidedLabel;

// Target and its state (reads and faults as its tool tip), the bytes that are selected as they are now with where they
// lie, and the last render's time. While a message is shown, those that leave no room for it are hidden.
class StatusLine final : public QStatusBar {
    Q_OBJECT

public:
    // `current` outlives it.
    StatusLine(const PanelContext& context, const CurrentTarget& current, QWidget* parent);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void showText(const QString& text);
    void makeRoom();
    QLabel* addField(const QString& name, const QString& accessibleName);
    void showTarget();
    void showSelection(TargetId target, const AddressRange& range);
    void readAgain();
    void showBytes(const QString& bytes);

    PanelContext m_context;
    const CurrentTarget& m_current;
    QLabel* m_target;
    ElidedLabel* m_selection;
    QLabel* m_render;
    TargetId m_selectedTarget;
    AddressRange m_selected;
    QString m_where;   // they lie
    LatestJob m_description;
    Job m_reading;
    QTimer m_timer;
};

}  // namespace memdelbrot
