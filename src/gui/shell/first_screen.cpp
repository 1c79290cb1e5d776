#include "gui/shell/first_screen.h"

#include "gui/models/allocation_list_model.h"

namespace memdelbrot {

FirstScreen::FirstScreen(const PanelContext& context, QObject* parent) : QObject(parent), m_context(context)
{
    connect(&context.navigator, &Navigator::memoryRequested, this, [this] { m_isOver = true; });
    connect(&context.navigator, &Navigator::targetSelected, this, [this] { m_isOver = true; });
    connect(&context.navigator, &Navigator::renderMeasured, this, &FirstScreen::showCounts);
}

void FirstScreen::showCounts()
{
    if (m_isOver)
        return;
    for (const Allocation& allocation : m_context.workbench.allocations().list()) {
        if (allocation.owner != AllocationOwner::Tool || !allocation.isInUse())
            continue;
        m_isOver = true;
        emit m_context.navigator.memoryRequested(placeOf(allocation));
        return;
    }
}

}  // namespace memdelbrot
