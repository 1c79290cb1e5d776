#include "workbench/events.h"

#include <algorithm>
#include <utility>

namespace memdelbrot {

namespace {

thread_local Events::Hold* innermostHold = nullptr;

}  // namespace

Events::Hold::Hold(Events& events) : m_events(events), m_outer(std::exchange(innermostHold, this)) {}

Events::Hold::~Hold()
{
    innermostHold = m_outer;
    for (const WorkbenchEvent event : m_waiting)
        m_events.notify(event);
}

void Events::Hold::add(WorkbenchEvent event)
{
    if (std::find(m_waiting.begin(), m_waiting.end(), event) == m_waiting.end())
        m_waiting.push_back(event);
}

void Events::setListener(Listener listener)
{
    auto next = listener ? std::make_shared<const Listener>(std::move(listener)) : nullptr;
    std::unique_lock lock(m_mutex);
    m_listener = std::move(next);
    m_idle.wait(lock, [this] { return m_underWay == 0; });
}

void Events::notify(WorkbenchEvent event)
{
    if (innermostHold && innermostHold->isOf(*this))
        innermostHold->add(event);
    else
        tell(event);
}

void Events::tell(WorkbenchEvent event)
{
    std::shared_ptr<const Listener> listener;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_listener)
            return;
        listener = m_listener;
        ++m_underWay;
    }
    (*listener)(event);
    {
        const std::lock_guard lock(m_mutex);
        --m_underWay;
    }
    m_idle.notify_all();
}

}  // namespace memdelbrot
