#pragma once

#include "gui/shell/story_steps.h"

#include <QWidget>

namespace memdelbrot {

// The steps of the story as buttons in a row, to be dismissed.
class StoryStrip final : public QWidget {
    Q_OBJECT

public:
    // `docks` outlives it.
    StoryStrip(const PanelContext& context, const DockLayout& docks, QWidget* parent);

signals:
    void dismissed();

private:
    StorySteps m_steps;
};

}  // namespace memdelbrot
