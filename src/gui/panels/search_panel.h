#pragma once

#include "gui/models/jobs.h"
#include "gui/models/match_list_model.h"
#include "gui/models/search_form.h"
#include "gui/models/search_stream.h"
#include "gui/shell/navigator.h"
#include "gui/widgets/text_colour.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class SearchPanel;
}

namespace memdelbrot {

class TargetChooser;

// Looks for bytes, text, expressions, numbers and pointers in a target; the matches appear as they are found and open in the
// memory.
class SearchPanel final : public QWidget {
    Q_OBJECT

public:
    explicit SearchPanel(const PanelContext& context, QWidget* parent = nullptr);
    ~SearchPanel() override;

private:
    struct Found {  // of the matches that are listed, or being found
        TargetId target;
        std::optional<ArrayView> view;  // how one opens
    };

    void connectControls();
    void showKind();
    void start();
    void search(TargetId target, const PlannedSearch& planned);
    void cancel();
    void showNews();
    void finish(const Result<SearchResult>& result);
    void showError(const Error& error);
    void showProblem(const QString& text);
    void say(const QString& text, const ColourOf& colour);
    [[nodiscard]] QString queryProblem(const Error& error) const;  // in words for what is chosen
    void openMatch(const QModelIndex& index);
    [[nodiscard]] SearchForm form(TargetId target) const;

    PanelContext m_context;
    std::unique_ptr<Ui::SearchPanel> m_ui;
    TargetChooser* m_target;
    MatchListModel m_matches;
    Found m_found;
    std::shared_ptr<SearchStream> m_stream;
    QTimer m_newsTimer;
    QElapsedTimer m_running;
    std::stop_source m_stop;
    bool m_saysProblem = false;  // which a search that still runs does not talk over
    Job m_planning;
    Job m_searching;
};

}  // namespace memdelbrot
