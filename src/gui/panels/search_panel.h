#pragma once

#include "gui/models/jobs.h"
#include "gui/models/match_list_model.h"
#include "gui/shell/navigator.h"
#include "gui/widgets/text_colour.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class SearchPanel;
}

namespace memdelbrot {

class TargetChooser;

// Looks for bytes, text or a value in a target; the matches open in the memory.
class SearchPanel final : public QWidget {
    Q_OBJECT

public:
    explicit SearchPanel(const PanelContext& context, QWidget* parent = nullptr);
    ~SearchPanel() override;

private:
    struct Progress;   // shared with the threads that search
    struct Found {     // of the matches that are listed, or being found
        TargetId target;
        std::optional<ArrayView> view;   // how one opens
    };

    void connectControls();
    void showKind();
    void start();
    void cancel();
    void showProgress();
    void finish(Result<SearchResult> result);
    void showError(const Error& error);
    void showProblem(const QString& text);
    void say(const QString& text, const ColourOf& colour);
    [[nodiscard]] QString queryProblem(const Error& error) const;   // in words for what is chosen
    void openMatch(const QModelIndex& index);
    [[nodiscard]] Result<SearchQuery> query() const;

    PanelContext m_context;
    std::unique_ptr<Ui::SearchPanel> m_ui;
    TargetChooser* m_target;
    MatchListModel m_matches;
    Found m_found;
    std::shared_ptr<Progress> m_progress;
    QTimer m_progressTimer;
    std::stop_source m_stop;
    Job m_job;
};

}  // namespace memdelbrot
