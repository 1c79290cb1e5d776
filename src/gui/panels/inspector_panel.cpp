#include "gui/panels/inspector_panel.h"

#include "gui/panels/object_section.h"
#include "gui/panels/struct_section.h"
#include "gui/panels/value_section.h"

#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace memdelbrot {

InspectorPanel::InspectorPanel(const PanelContext& context, QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("inspectorPanel"));
    auto* const splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("inspectorSplitter"));
    splitter->setChildrenCollapsible(false);
    auto* const tabs = new QTabWidget(splitter);
    tabs->setObjectName(QStringLiteral("inspectorTabs"));
    tabs->setDocumentMode(true);
    auto* const object = new ObjectSection(context, tabs);
    tabs->addTab(object, tr("&Object"));
    tabs->addTab(new StructSection(context, tabs), tr("As &C struct"));
    splitter->addWidget(new ValueSection(context, splitter));
    splitter->addWidget(tabs);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(splitter);
    connect(&context.navigator, &Navigator::inspectionRequested, tabs,
            [tabs, object] { tabs->setCurrentWidget(object); });
}

}  // namespace memdelbrot
