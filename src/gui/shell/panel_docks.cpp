#include "gui/shell/panel_docks.h"

#include <QCoreApplication>

namespace memdelbrot {

namespace {

// For panels whose constructor is Panel(const PanelContext& context, QWidget* parent).
template <typename Panel>
[[maybe_unused]] QWidget* make(const PanelContext& context, QWidget* parent)
{
    return new Panel(context, parent);
}

[[maybe_unused]] QString title(const char* text)
{
    return QCoreApplication::translate("PanelDocks", text);
}

}  // namespace

std::vector<PanelDock> panelDocks()
{
    // A line each: {QStringLiteral("memoryDock"), title("Memory"), PanelArea::Centre, &make<MemoryPanel>},
    return {
        // left: targetsDock

        // centre left: fractalDock, sourceDock, crashDock

        // centre: memoryDock

        // right: inspectorDock

        // bottom: callsDock, pythonDock, searchDock, changesDock, outputDock
    };
}

QWidget* makeAddressBar(const PanelContext& context, QWidget* parent)
{
    Q_UNUSED(context);
    Q_UNUSED(parent);
    return nullptr;
}

}  // namespace memdelbrot
