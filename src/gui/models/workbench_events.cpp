#include "gui/models/workbench_events.h"

#include "gui/models/jobs.h"

#include <mutex>
#include <set>

namespace memdelbrot {

namespace {

constexpr int longestWait = 5000;  // ms
constexpr int stateInterval = 500;  // ms

}  // namespace

struct WorkbenchEvents::Mailbox {
    std::mutex mutex;
    WorkbenchEvents* owner = nullptr;
    std::set<WorkbenchEvent> posted;   // on their way to the owner's thread
};

WorkbenchEvents::WorkbenchEvents(Workbench& workbench, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_mailbox(std::make_shared<Mailbox>())
{
    m_mailbox->owner = this;
    m_workbench.setListener([mailbox = m_mailbox](WorkbenchEvent event) {
        const std::lock_guard lock(mailbox->mutex);
        if (!mailbox->owner || !mailbox->posted.insert(event).second)
            return;
        QMetaObject::invokeMethod(
            mailbox->owner, [owner = mailbox->owner, event] { owner->deliver(event); }, Qt::QueuedConnection);
    });
    m_stateTimer.setInterval(stateInterval);
    connect(&m_stateTimer, &QTimer::timeout, this, &WorkbenchEvents::watchStates);
    m_stateTimer.start();
}

void WorkbenchEvents::watchStates()
{
    std::map<TargetId, TargetState> states;
    bool isOther = false;
    for (const TargetInfo& info : m_workbench.targets().list()) {
        const auto known = m_states.find(info.id);
        isOther = isOther || (known != m_states.end() && known->second != info.state);
        states.emplace(info.id, info.state);
    }
    m_states = std::move(states);
    if (isOther)
        emit targetsChanged();
}

// The panels are gone and have asked their work to stop; what still runs refers to the workbench, which goes next. An
// endless Python cell ends only with its session, so the wait has an end too.
WorkbenchEvents::~WorkbenchEvents()
{
    blockingPool().waitForDone(longestWait);
    m_workbench.setListener({});
    const std::lock_guard lock(m_mailbox->mutex);
    m_mailbox->owner = nullptr;
}

void WorkbenchEvents::deliver(WorkbenchEvent event)
{
    {
        // Before the signal: what changes while it is being handled is told again.
        const std::lock_guard lock(m_mailbox->mutex);
        m_mailbox->posted.erase(event);
    }
    switch (event) {
    case WorkbenchEvent::TargetsChanged:
        emit targetsChanged();
        break;
    case WorkbenchEvent::JournalChanged:
        emit journalChanged();
        break;
    case WorkbenchEvent::AllocationsChanged:
        emit allocationsChanged();
        break;
    case WorkbenchEvent::FrozenChanged:
        emit frozenChanged();
        break;
    case WorkbenchEvent::PythonChanged:
        emit pythonChanged();
        break;
    }
}

}  // namespace memdelbrot
