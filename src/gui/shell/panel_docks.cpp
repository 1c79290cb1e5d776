#include "gui/shell/panel_docks.h"

#include "gui/panels/changes_panel.h"
#include "gui/panels/crash_panel.h"
#include "gui/panels/fractal_panel.h"
#include "gui/panels/inspector_panel.h"
#include "gui/panels/library_panel.h"
#include "gui/panels/memory_panel.h"
#include "gui/panels/output_panel.h"
#include "gui/panels/python_panel.h"
#include "gui/panels/search_panel.h"
#include "gui/panels/source_panel.h"
#include "gui/panels/targets_panel.h"
#include "gui/shell/panel_dock_widget.h"
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

// A signal that made the panel is sent once more, for slots connected while a signal is being sent do not hear it. Only
// for signals that nobody minds to hear twice.
template <typename... Arguments>
void wakeBy(void (Navigator::*signal)(Arguments...), PanelDockWidget& dock, Navigator& navigator)
{
    QObject::connect(&navigator, signal, &dock,
                     [&dock, &navigator, signal](const std::decay_t<Arguments>&... arguments) {
                         if (dock.isMade())
                             return;
                         dock.panel();
                         emit(navigator.*signal)(arguments...);
                     });
}

template <auto... signal>
void wake(PanelDockWidget& dock, const PanelContext& context)
{
    (wakeBy(signal, dock, context.navigator), ...);
}

// The crash panel finds by itself what is new when it is made, and asks for its page.
void wakeByFrozen(PanelDockWidget& dock, const PanelContext& context)
{
    QObject::connect(&context.events, &WorkbenchEvents::frozenChanged, &dock, &PanelDockWidget::panel);
}

constexpr auto later = PanelStart::WhenLookedAt;
constexpr auto wakeLibrary = &wake<&Navigator::symbolRequested, &Navigator::functionsLoaded, &Navigator::callRequested>;
constexpr auto wakePython = &wake<&Navigator::pythonRequested>;
constexpr auto wakeSource = &wake<&Navigator::sourceRequested>;
constexpr auto wakeOutput = &wake<&Navigator::outputWritten, &Navigator::failed>;

QString title(const char* text)
{
    return QCoreApplication::translate("PanelDocks", text);
}

}  // namespace

std::vector<PanelDock> panelDocks()
{
    return {
        {QStringLiteral("targetsDock"), title("Targets"), PanelArea::Left, &make<TargetsPanel>, PanelStart::AtOnce},

        {QStringLiteral("fractalDock"), title("Fractal"), PanelArea::CentreLeft, &make<FractalPanel>,
         PanelStart::AtOnce},
        {QStringLiteral("sourceDock"), title("Source"), PanelArea::CentreLeft, &make<SourcePanel>, later, wakeSource},
        {QStringLiteral("crashDock"), title("Crash"), PanelArea::CentreLeft, &make<CrashPanel>, PanelStart::Hidden,
         &wakeByFrozen},

        {QStringLiteral("memoryDock"), title("Memory"), PanelArea::Centre, &make<MemoryPanel>, PanelStart::AtOnce},

        {QStringLiteral("inspectorDock"), title("Inspector"), PanelArea::Right, &make<InspectorPanel>,
         PanelStart::AtOnce},

        {QStringLiteral("callsDock"), title("Calls"), PanelArea::Bottom, &make<LibraryPanel>, later, wakeLibrary},
        {QStringLiteral("pythonDock"), title("Python"), PanelArea::Bottom, &make<PythonPanel>, later, wakePython},
        {QStringLiteral("searchDock"), title("Search"), PanelArea::Bottom, &make<SearchPanel>},
        {QStringLiteral("changesDock"), title("Changes"), PanelArea::Bottom, &make<ChangesPanel>},
        {QStringLiteral("outputDock"), title("Output"), PanelArea::Bottom, &make<OutputPanel>, later, wakeOutput},
    };
}

QWidget* makeAddressBar(const PanelContext& context, QWidget* parent)
{
    return new AddressBar(context, parent);
}

}  // namespace memdelbrot
