#include "gui/shell/main_window.h"

#include <QDockWidget>

namespace memdelbrot {

MainWindow::MainWindow(Workbench& workbench, WorkbenchEvents& events, QWidget* parent)
    : QMainWindow(parent)
    , m_context {workbench, events, m_navigator}
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Memdelbrot"));
    setDockNestingEnabled(true);
    addPanels();
    arrangeDocks();
}

MainWindow::~MainWindow() = default;

void MainWindow::addPanels()
{
    for (const PanelDock& panel : panelDocks()) {
        auto* dock = new QDockWidget(panel.title, this);
        dock->setObjectName(panel.objectName);
        dock->setWidget(panel.make(m_context, dock));
        m_docks[panel.area].push_back(dock);
    }
}

void MainWindow::arrangeDocks()
{
    QDockWidget* before = nullptr;
    for (const PanelArea area : {PanelArea::Left, PanelArea::CentreLeft, PanelArea::Centre, PanelArea::Right}) {
        QDockWidget* first = nullptr;
        for (QDockWidget* dock : m_docks[area]) {
            if (first)
                tabifyDockWidget(first, dock);
            else if (before)
                splitDockWidget(before, dock, Qt::Horizontal);
            else
                addDockWidget(Qt::TopDockWidgetArea, dock);
            first = first ? first : dock;
        }
        before = first ? first : before;
    }
    QDockWidget* bottom = nullptr;
    for (QDockWidget* dock : m_docks[PanelArea::Bottom]) {
        if (bottom)
            tabifyDockWidget(bottom, dock);
        else
            addDockWidget(Qt::BottomDockWidgetArea, dock);
        bottom = bottom ? bottom : dock;
    }
}

}  // namespace memdelbrot
