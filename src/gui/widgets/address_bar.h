#pragma once

#include "gui/models/latest_job.h"
#include "gui/shell/navigator.h"

#include <QWidget>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace memdelbrot {

class ElidedLabel;

// Takes an address expression and shows it in the memory; beside it, what the selected address lies in, or why an
// expression names none.
class AddressBar final : public QWidget {
    Q_OBJECT

public:
    explicit AddressBar(const PanelContext& context, QWidget* parent = nullptr);

private:
    void shareRoom();
    void go();
    void complete(const QString& prefix);
    void showPlace(const Place& place);
    void showError(const Error& error);
    void showNote(const std::string& note);
    void describe(TargetId target, Address address);

    PanelContext m_context;
    QLineEdit* m_line;
    ElidedLabel* m_where;
    QCompleter* m_completer;
    QStringListModel* m_completions;
    TargetId m_target;
    TargetId m_describedTarget;
    std::optional<Address> m_described;   // whose words stand beside the line
    bool m_showsError = false;
    Job m_evaluation;
    LatestJob m_completion;
    LatestJob m_description;
};

}  // namespace memdelbrot
