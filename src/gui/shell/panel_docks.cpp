#include "gui/shell/panel_docks.h"

#include "gui/panels/changes_panel.h"
#include "gui/panels/crash_panel.h"
#include "gui/panels/inspector_panel.h"
#include "gui/panels/library_panel.h"
#include "gui/panels/memory_panel.h"
#include "gui/panels/fractal_panel.h"
#include "gui/panels/output_panel.h"
#include "gui/panels/python_panel.h"
#include "gui/panels/search_panel.h"
#include "gui/panels/source_panel.h"
#include "gui/panels/targets_panel.h"
#include "gui/widgets/address_bar.h"

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
    return {
        {QStringLiteral("targetsDock"), title("Targets"), PanelArea::Left, &make<TargetsPanel>},

        {QStringLiteral("fractalDock"), title("Fractal"), PanelArea::CentreLeft, &make<FractalPanel>},
        {QStringLiteral("sourceDock"), title("Source"), PanelArea::CentreLeft, &make<SourcePanel>},
        {QStringLiteral("crashDock"), title("Crash"), PanelArea::CentreLeft, &make<CrashPanel>, true},

        {QStringLiteral("memoryDock"), title("Memory"), PanelArea::Centre, &make<MemoryPanel>},

        {QStringLiteral("inspectorDock"), title("Inspector"), PanelArea::Right, &make<InspectorPanel>},

        {QStringLiteral("callsDock"), title("Calls"), PanelArea::Bottom, &make<LibraryPanel>},
        {QStringLiteral("pythonDock"), title("Python"), PanelArea::Bottom, &make<PythonPanel>},
        {QStringLiteral("searchDock"), title("Search results"), PanelArea::Bottom, &make<SearchPanel>},
        {QStringLiteral("changesDock"), title("Changes"), PanelArea::Bottom, &make<ChangesPanel>},
        {QStringLiteral("outputDock"), title("Output"), PanelArea::Bottom, &make<OutputPanel>},
    };
}

QWidget* makeAddressBar(const PanelContext& context, QWidget* parent)
{
    return new AddressBar(context, parent);
}

}  // namespace memdelbrot
