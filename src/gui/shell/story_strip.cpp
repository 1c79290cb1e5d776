#include "gui/shell/story_strip.h"

#include "gui/shell/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace memdelbrot {

StoryStrip::StoryStrip(const PanelContext& context, const DockLayout& docks, QWidget* parent)
    : QWidget(parent)
    , m_steps(context, docks, this)
{
    setObjectName(QStringLiteral("storyStrip"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    auto* title = new QLabel(tr("New here? In this order:"), this);
    layout->addWidget(title);
    int number = 1;
    for (const StoryStep& step : storySteps()) {
        auto* button = new QToolButton(this);
        button->setObjectName(step.name + QStringLiteral("Step"));
        button->setText(QStringLiteral("%1 %2").arg(number++).arg(step.title));
        button->setToolTip(step.hint);
        button->setAccessibleName(step.title);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, [this, name = step.name] { m_steps.perform(name); });
        layout->addWidget(button);
    }
    layout->addStretch();
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("dismissStory"));
    close->setIcon(symbolicIcon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Dismiss the steps"));
    close->setToolTip(tr("Dismiss the steps; View, Panels brings them back"));
    connect(close, &QToolButton::clicked, this, &StoryStrip::dismissed);
    layout->addWidget(close);
}

}  // namespace memdelbrot
