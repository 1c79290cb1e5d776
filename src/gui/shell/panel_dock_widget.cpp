#include "gui/shell/panel_dock_widget.h"

namespace memdelbrot {

PanelDockWidget::PanelDockWidget(const PanelDock& panel, const PanelContext& context, QSize leastSize, QWidget* parent)
    : QDockWidget(panel.title, parent), m_context(context), m_make(panel.make), m_leastSize(leastSize)
{
    setObjectName(panel.objectName);
    if (panel.listen)
        panel.listen(*this, m_context);
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool isVisible) {
        if (isVisible)
            makeIfInFront();
    });
}

QWidget* PanelDockWidget::panel()
{
    if (!m_isMade) {
        m_isMade = true;   // first: a panel may ask to be brought up while it is being made
        setWidget(m_make(m_context, this));
        widget()->setMinimumSize(m_leastSize);
        widget()->show();   // as a dock that is visible already would not
    }
    return widget();
}

void PanelDockWidget::makeIfInFront()
{
    const bool isCovered =
        !isFloating() && (geometry().right() < 0 || geometry().bottom() < 0);  // where QMainWindow puts the other tabs
    if (!isHidden() && !isCovered)
        panel();
}

}  // namespace memdelbrot
