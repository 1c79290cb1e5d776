#pragma once

#include "gui/shell/navigator.h"

namespace memdelbrot {

// Nothing is empty at the start: when the first picture is drawn and no memory was asked for yet, its counts are shown
// beside it.
class FirstScreen final : public QObject {
    Q_OBJECT

public:
    FirstScreen(const PanelContext& context, QObject* parent);

private:
    void showCounts();

    PanelContext m_context;
    bool m_isOver = false;
};

}  // namespace memdelbrot
