#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

class QDockWidget;
class QMainWindow;

namespace memdelbrot {

// Docks that give way in a window too narrow for all, and come back when there is room again: unless the user closed or
// opened one of them meanwhile, whose wish that then is.
class NarrowWindow final : public QObject {
    Q_OBJECT

public:
    // `narrow`: pixels; below, docks that were `add`ed go. `shareSpace` is called after they went or came.
    NarrowWindow(QMainWindow& window, int narrow, std::function<void()> shareSpace);

    void add(QDockWidget& dock);
    // By a layout, which says what is shown: those that have no room are hidden at once.
    void layOut();
    void forget() { m_hidden.clear(); }  // what is hidden now is hidden by wish

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void hideDocks();
    void showDocks();

    QMainWindow& m_window;
    int m_narrow;
    std::function<void()> m_shareSpace;
    bool m_isNarrow = false;
    QList<QDockWidget*> m_docks;
    QList<QDockWidget*> m_hidden;  // by us, to come back
    QPointer<QDockWidget> m_front;  // of those
};

}  // namespace memdelbrot
