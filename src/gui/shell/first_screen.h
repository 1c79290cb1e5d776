#pragma once

#include "gui/shell/navigator.h"

namespace memdelbrot {

// Nothing is empty at the start: a picture's counts are shown beside it, for as long as no other memory is asked for.
class FirstScreen final : public QObject {
    Q_OBJECT

public:
    FirstScreen(const PanelContext& context, QObject* parent);

private:
    void showCounts();

    PanelContext m_context;
    Address m_shown;          // where the counts stood that were shown last; a resized picture has new ones
    bool m_isShowing = false;
    bool m_isOver = false;    // somebody asked for something else
};

}  // namespace memdelbrot
