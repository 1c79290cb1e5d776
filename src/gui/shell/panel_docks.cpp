#include "gui/shell/panel_docks.h"

#include "gui/panels/changes_panel.h"
#include "gui/panels/crash_panel.h"
#include "gui/panels/output_panel.h"
#include "gui/panels/targets_panel.h"

#include <QCoreApplication>

namespace memdelbrot {

namespace {

// For panels whose constructor is Panel(const PanelContext& context, QWidget* parent).
template <typename Panel>
QWidget* make(const PanelContext& context, QWidget* parent)
{
    return new Panel(context, parent);
}

QString title(const char* text)
{
    return QCoreApplication::translate("PanelDocks", text);
}

}  // namespace

std::vector<PanelDock> panelDocks()
{
    // A line each: {QStringLiteral("memoryDock"), title("Memory"), PanelArea::Centre, &make<MemoryPanel>},
    return {
        {QStringLiteral("targetsDock"), title("Targets"), PanelArea::Left, &make<TargetsPanel>},

        // fractalDock, sourceDock
        {QStringLiteral("crashDock"), title("Crash"), PanelArea::CentreLeft, &make<CrashPanel>, true},

        // memoryDock

        // inspectorDock

        // callsDock, pythonDock, searchDock
        {QStringLiteral("changesDock"), title("Changes"), PanelArea::Bottom, &make<ChangesPanel>},
        {QStringLiteral("outputDock"), title("Output"), PanelArea::Bottom, &make<OutputPanel>},
    };
}

QWidget* makeAddressBar(const PanelContext& context, QWidget* parent)
{
    Q_UNUSED(context);
    Q_UNUSED(parent);
    return nullptr;
}

}  // namespace memdelbrot
