#include "gui/shell/narrow_window.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QResizeEvent>
#include <QTimer>

#include <utility>

namespace memdelbrot {

NarrowWindow::NarrowWindow(QMainWindow& window, int narrow, std::function<void()> shareSpace)
    : QObject(&window), m_window(window), m_narrow(narrow), m_shareSpace(std::move(shareSpace))
{
    window.installEventFilter(this);
}

void NarrowWindow::add(QDockWidget& dock)
{
    m_docks.append(&dock);
    connect(dock.toggleViewAction(), &QAction::triggered, this, &NarrowWindow::forget);
}

void NarrowWindow::layOut()
{
    m_hidden.clear();
    m_isNarrow = m_window.width() < m_narrow;
    if (m_isNarrow)
        hideDocks();
}

bool NarrowWindow::eventFilter(QObject*, QEvent* event)
{
    if (event->type() != QEvent::Resize)
        return false;
    const bool isNarrow = static_cast<const QResizeEvent*>(event)->size().width() < m_narrow;
    if (std::exchange(m_isNarrow, isNarrow) != isNarrow)   // a dock must not go amid the layout that resizes it
        QTimer::singleShot(0, this, [this] { m_isNarrow ? hideDocks() : showDocks(); });
    return false;
}

void NarrowWindow::hideDocks()
{
    for (QDockWidget* dock : std::as_const(m_docks)) {
        if (dock->isHidden() || dock->isFloating())
            continue;
        if (!dock->visibleRegion().isEmpty())
            m_front = dock;
        dock->hide();
        m_hidden.append(dock);
    }
    m_shareSpace();
}

void NarrowWindow::showDocks()
{
    if (m_hidden.isEmpty())
        return;
    for (QDockWidget* dock : std::exchange(m_hidden, {}))
        dock->show();
    if (m_front)
        m_front->raise();
    m_shareSpace();
}

}  // namespace memdelbrot
