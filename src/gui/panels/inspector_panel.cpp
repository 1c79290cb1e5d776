#include "gui/panels/inspector_panel.h"

#include "gui/panels/object_section.h"
#include "gui/panels/struct_section.h"
#include "gui/panels/value_section.h"

#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr int leastOfValues = 90;   // pixels: a few types

}  // namespace

InspectorPanel::InspectorPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent), m_splitter(new QSplitter(Qt::Vertical, this)), m_tabs(new QTabWidget(m_splitter))
{
    setObjectName(QStringLiteral("inspectorPanel"));
    m_splitter->setObjectName(QStringLiteral("inspectorSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_tabs->setObjectName(QStringLiteral("inspectorTabs"));
    m_tabs->setDocumentMode(true);
    m_object = new ObjectSection(context, m_tabs);
    m_tabs->addTab(m_object, tr("&Object"));
    m_tabs->addTab(new StructSection(context, m_tabs), tr("As &C struct"));
    m_splitter->insertWidget(0, new ValueSection(context, m_splitter));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(m_splitter);
    connect(&context.navigator, &Navigator::inspectionRequested, m_tabs,
            [this] { m_tabs->setCurrentWidget(m_object); });
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_isSplitByHand = true; });
}

void InspectorPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (!m_isSplitByHand)
        shareHeight();
}

// Two parts to three, and in a low window as much below as shows an object's first fields.
void InspectorPanel::shareHeight()
{
    const int room = contentsRect().height() - layout()->contentsMargins().top() - layout()->contentsMargins().bottom()
        - m_splitter->handleWidth();
    const int useful = std::min(m_tabs->tabBar()->sizeHint().height() + m_object->usefulHeight(), room - leastOfValues);
    const int below = std::max(room * 3 / 5, useful);
    m_splitter->setSizes({room - below, below});
}

}  // namespace memdelbrot
