#include "gui/shell/dock_layout.h"

#include "gui/shell/narrow_window.h"
#include "gui/shell/panel_dock_widget.h"

#include <QAction>
#include <QLayout>
#include <QMainWindow>
#include <QTimer>

#include <algorithm>
#include <array>

namespace memdelbrot {

namespace {

// The one in front of an area's tabs at first, where it is not the first of them.
const QString frontAtFirst = QStringLiteral("pythonDock");

// Pixels of the areas. The row's widths in windows of 1600 and of 1280: the memory has room for rows of 8 bytes with text
// and uint8, or of 16 bytes alone; the rest is shared. `least` holds whatever a panel shows, and before it is made: else a
// long text in it would take its neighbours' room, or the panel's coming make the window larger. The bottom's height is
// that of calls, the highest there.
struct AreaSizes {
    PanelArea area;
    int usual;
    int narrow;
    QSize least;
};
constexpr std::array areaSizes{
    AreaSizes{PanelArea::Left, 288, 288, {230, 280}},   AreaSizes{PanelArea::CentreLeft, 356, 342, {340, 280}},
    AreaSizes{PanelArea::Centre, 654, 652, {400, 280}}, AreaSizes{PanelArea::Right, 282, 274, {270, 280}},
    AreaSizes{PanelArea::Bottom, 0, 0, {700, 180}},
};

QSize leastSize(PanelArea area)
{
    return std::find_if(areaSizes.begin(), areaSizes.end(), [area](const AreaSizes& each) { return each.area == area; })
        ->least;
}

}  // namespace

DockLayout::DockLayout(QMainWindow& window, const PanelContext& context)
    : m_window(window), m_narrow(new NarrowWindow(window, narrowWidth, [this] { shareSpace(); }))
{
    window.setDockNestingEnabled(true);
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    for (const PanelDock& panel : panelDocks()) {
        auto* dock = new PanelDockWidget(panel, context, leastSize(panel.area), &window);
        if (panel.start == PanelStart::AtOnce)
            dock->panel();
        if (panel.area == PanelArea::Left) {  // comes and goes in narrow windows: the others have their shares again
            m_narrow->add(*dock);
            QObject::connect(dock->toggleViewAction(), &QAction::triggered, &window,
                             [this] { QTimer::singleShot(0, &m_window, [this] { shareSpace(); }); });
        }
        m_all.push_back(dock);
        m_areas[panel.area].push_back(dock);
        if (panel.start == PanelStart::Hidden)
            m_hiddenAtFirst.push_back(dock);
    }
    arrange();
}

QDockWidget* DockLayout::dock(const QString& objectName) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&](const QDockWidget* dock) { return dock->objectName() == objectName; });
    return found == m_all.end() ? nullptr : *found;
}

QWidget* DockLayout::panel(const QString& dockName) const
{
    auto* const found = qobject_cast<PanelDockWidget*>(dock(dockName));
    return found ? found->panel() : nullptr;
}

void DockLayout::makeVisiblePanels() const
{
    m_window.layout()->activate();
    for (QDockWidget* dock : m_all)
        qobject_cast<PanelDockWidget*>(dock)->makeIfInFront();
}

void DockLayout::bringUp(const QString& objectName) const
{
    auto* const wanted = qobject_cast<PanelDockWidget*>(dock(objectName));
    if (!wanted)
        return;
    wanted->panel();  // whether or not the window is shown yet
    wanted->show();
    wanted->raise();
}

void DockLayout::takeRestored()
{
    m_narrow->forget();
}

void DockLayout::reset()
{
    arrange();
    QTimer::singleShot(0, &m_window, [this] { raiseFronts(); });
}

void DockLayout::arrange()
{
    for (QDockWidget* dock : m_all) {
        dock->setFloating(false);
        m_window.removeDockWidget(dock);
    }
    arrangeRow();
    arrangeBottom();
    for (QDockWidget* dock : m_all)
        dock->setVisible(std::find(m_hiddenAtFirst.begin(), m_hiddenAtFirst.end(), dock) == m_hiddenAtFirst.end());
    m_narrow->layOut();
    // Tab bars are filled when the layout is carried out; where the window is not shown yet, only after that.
    m_window.layout()->activate();
    raiseFronts();
    shareSpace();
}

void DockLayout::raiseFronts()
{
    for (const auto& [area, docks] : m_areas)
        if (!docks.empty() && area != PanelArea::Bottom)
            docks.front()->raise();
    if (QDockWidget* const front = dock(frontAtFirst))
        front->raise();
}

void DockLayout::arrangeRow()
{
    constexpr std::array row{PanelArea::Left, PanelArea::CentreLeft, PanelArea::Centre, PanelArea::Right};
    QDockWidget* before = nullptr;
    for (const PanelArea area : row) {
        if (m_areas[area].empty())
            continue;
        QDockWidget* const first = m_areas[area].front();
        if (before)
            m_window.splitDockWidget(before, first, Qt::Horizontal);
        else
            m_window.addDockWidget(Qt::TopDockWidgetArea, first);
        before = first;
    }
    // Tabs come after all splits: beside a dock that has tabs, splitDockWidget() makes another tab.
    for (const PanelArea area : row)
        for (QDockWidget* dock : m_areas[area])
            if (dock != m_areas[area].front())
                m_window.tabifyDockWidget(m_areas[area].front(), dock);
}

void DockLayout::arrangeBottom()
{
    QDockWidget* first = nullptr;
    for (QDockWidget* dock : m_areas[PanelArea::Bottom]) {
        if (first)
            m_window.tabifyDockWidget(first, dock);
        else
            m_window.addDockWidget(Qt::BottomDockWidgetArea, dock);
        if (!first)
            first = dock;
    }
}

void DockLayout::shareSpace()
{
    const bool isNarrow = m_window.width() < narrowWidth;
    QList<QDockWidget*> row;
    QList<int> widths;
    for (const AreaSizes& area : areaSizes) {
        if (area.area == PanelArea::Bottom || m_areas[area.area].empty())
            continue;
        row.append(m_areas[area.area].front());
        widths.append(isNarrow ? area.narrow : area.usual);
    }
    m_window.resizeDocks(row, widths, Qt::Horizontal);
    if (!row.isEmpty() && !m_areas[PanelArea::Bottom].empty())
        m_window.resizeDocks({row.constLast(), m_areas[PanelArea::Bottom].front()}, {600, isNarrow ? 226 : 260},
                             Qt::Vertical);
}

}  // namespace memdelbrot
