#pragma once

#include "gui/models/followed_array.h"
#include "gui/models/latest_job.h"
#include "gui/models/moved_name.h"
#include "gui/models/place_history.h"
#include "gui/models/waiting_edits.h"
#include "gui/shell/navigator.h"

#include <QWidget>

#include <map>
#include <set>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedLayout;

namespace memdelbrot {

class ElidedLabel;
class FillBar;
class HexView;
class InlineNotice;
class TargetChooser;

// The memory of one target at a time: chosen, seen as bytes, text and a dtype, changed by typing. Keeps where the user
// has been.
class MemoryPanel final : public QWidget {
    Q_OBJECT

public:
    explicit MemoryPanel(const PanelContext& context, QWidget* parent = nullptr);

    [[nodiscard]] HexView& view() { return *m_view; }

protected:
    void keyPressEvent(QKeyEvent* event) override;   // Escape dismisses the notice

private:
    QWidget* makeBar();
    QWidget* makeEmptyPage();
    void addViewActions();
    void connectView();
    void connectNavigator();

    void visit(const Place& place);
    void showPlace(const Place& place);
    bool openTarget(TargetId target);
    void travel(const std::optional<Place>& place);
    void showTarget(TargetId target);   // where it was looked at last, or its first readable region
    void leaveTarget();           // it was closed

    void followArray();   // it was resized, or is somewhere else
    void applyView(const ArrayView& view, Address begin);
    void chooseDtype(const QString& name);
    void chooseShape();

    void showFormer();   // that a name stands for another place now, or that calls run in another worker
    void leaveFormer();
    [[nodiscard]] std::optional<TargetInfo> nextWorker() const;   // to be offered
    void showLife();   // of the array: in use, or freed
    void forgetRefusal();

    void showHeld(const Error& error);
    void release();   // what waits for a lock that is open now
    void markOwnWrites();
    void dismissNotice();
    void showRefused(const Error& error);
    void showState();
    void act();
    void openFill();
    void fill(Address address, const std::shared_ptr<std::vector<std::byte>>& bytes);

    void describe();
    void showFooter();
    void showToolTip(Address address, const QPoint& position);
    void countReads();

    // What the notice's button does.
    enum class NoticeAction { None, Unlock, Force, Look };

    PanelContext m_context;
    TargetChooser* m_targets = nullptr;
    QComboBox* m_dtypes = nullptr;
    QLineEdit* m_shape = nullptr;
    QPushButton* m_fillButton = nullptr;
    InlineNotice* m_notice = nullptr;
    InlineNotice* m_formerNotice = nullptr;   // what the place was opened by, or works on, is elsewhere now
    FillBar* m_fillBar = nullptr;
    HexView* m_view = nullptr;
    ElidedLabel* m_footer = nullptr;
    QStackedLayout* m_pages = nullptr;
    std::optional<TargetId> m_target;   // none: the empty page
    std::map<TargetId, Place> m_lastPlaces;
    WaitingEdits m_waiting;             // of the other targets
    std::set<TargetId> m_forced;        // may be written although read-only: asked once
    std::set<TargetId> m_knownOver;     // workers of which the user knows that they are
    Address m_viewBegin;                // of the array, or where the user went
    std::optional<FollowedArray> m_followed;   // what is shown, for as long as it is seen as it was opened
    MovedName m_movedName;
    PlaceHistory m_history;
    NoticeAction m_noticeAction = NoticeAction::None;
    bool m_isRefusal = false;           // the notice says why something was refused, until that is mended
    QString m_where;                    // what the cursor's address lies in
    bool m_isTravelling = false;
    bool m_isHovering = false;
    quint64 m_readsTold = 0;
    LatestJob m_describeJob;
    LatestJob m_toolTipJob;
    Job m_regionJob;
};

}  // namespace memdelbrot
