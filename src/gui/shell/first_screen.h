#pragma once

#include "gui/shell/navigator.h"

namespace memdelbrot {

// Nothing is empty at the start: the first picture's counts are shown beside it, unless other memory was asked for.
class FirstScreen final : public QObject {
    Q_OBJECT

public:
    FirstScreen(const PanelContext& context, QObject* parent);

private:
    void showCounts();

    PanelContext m_context;
    bool m_isOver = false;   // they were shown, or somebody asked for something else
};

}  // namespace memdelbrot
