#pragma once

#include "gui/models/latest_job.h"
#include "gui/shell/navigator.h"

namespace memdelbrot {

// Whether a Python name that a place was opened by still means that place: a variable that is bound anew lives somewhere
// else, and what is left behind may be anything.
class MovedName final : public QObject {
    Q_OBJECT

public:
    explicit MovedName(const PanelContext& context, QObject* parent = nullptr);

    void watch(const Place& place);  // this one from now on
    void forget();

    [[nodiscard]] QString name() const;  // "hello.contents"
    [[nodiscard]] const std::optional<Place>& elsewhere() const { return m_elsewhere; }  // where the name leads now
    [[nodiscard]] bool isUnbound() const { return m_isUnbound; }  // to nothing

signals:
    void changed();

private:
    void look();
    void take(const Result<Place>& now);
    void tell(std::optional<Place> elsewhere, bool isUnbound);

    PanelContext m_context;
    std::optional<Place> m_place;
    bool m_isName = false;  // its label leads to a variable, not to something that is merely called so
    std::optional<Place> m_elsewhere;
    bool m_isUnbound = false;
    LatestJob m_job;
};

}  // namespace memdelbrot
