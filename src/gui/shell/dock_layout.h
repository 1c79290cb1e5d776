#pragma once

#include "gui/shell/panel_docks.h"

#include <map>
#include <vector>

class QDockWidget;
class QMainWindow;

namespace memdelbrot {

class NarrowWindow;

// The docks of a window, and where they stand at first: targets on the left, then the pictures, the memory and the
// inspector side by side, the consoles below them.
class DockLayout final {
public:
    // Makes a dock for each panel, and the panels that are there at once. `window` outlives it.
    DockLayout(QMainWindow& window, const PanelContext& context);

    [[nodiscard]] const std::vector<QDockWidget*>& docks() const { return m_all; }
    // null where there is no such panel.
    [[nodiscard]] QDockWidget* dock(const QString& objectName) const;
    // What is in a dock, made now where nobody has looked at it yet; null where there is no such dock.
    [[nodiscard]] QWidget* panel(const QString& dockName) const;
    // Makes the panels that will be seen at once, before the window is shown. REQUIRES docks where they will stand.
    void makeVisiblePanels() const;
    // Makes it visible and the front one of its tabs. The keyboard's focus stays where it is.
    void bringUp(const QString& objectName) const;
    // As at the first start. Narrow windows (below `narrowWidth` pixels) hide the targets, until they are wider.
    void reset();
    // After a saved layout was restored: what it hides is hidden by wish.
    void takeRestored();

    static constexpr int narrowWidth = 1400;

private:
    void arrange();
    void arrangeRow();
    void arrangeBottom();
    void raiseFronts();
    void shareSpace();

    QMainWindow& m_window;
    NarrowWindow* m_narrow;  // the window's
    std::vector<QDockWidget*> m_all;
    std::map<PanelArea, std::vector<QDockWidget*>> m_areas;
    std::vector<QDockWidget*> m_hiddenAtFirst;
};

}  // namespace memdelbrot
