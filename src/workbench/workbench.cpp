#include "workbench/workbench.h"

#include "workbench/build_folder.h"
#include "workbench/supervised_processes.h"

namespace memdelbrot {

namespace {

std::function<void()> notifier(Events& events, WorkbenchEvent event)
{
    return [&events, event] { events.notify(event); };
}

}  // namespace

class Workbench::Private final {
public:
    Private(Workbench& workbench, WorkbenchOptions wanted)
        : options(std::move(wanted)),
          buildFolder(options.buildFolder),
          targets(notifier(events, WorkbenchEvent::TargetsChanged)),
          journal(targets, notifier(events, WorkbenchEvent::JournalChanged)),
          allocations(notifier(events, WorkbenchEvent::AllocationsChanged)),
          processes({options.worker, options.python, options.frozenLimit}, events, targets, journal, allocations),
          calls(workbench)
    {
    }

    Events events;
    WorkbenchOptions options;
    BuildFolder buildFolder;
    Targets targets;
    Journal journal;
    Allocations allocations;
    SymbolIndexCache symbolIndices;
    SupervisedProcesses processes;
    LibraryCalls calls;
};

Workbench::Workbench(WorkbenchOptions options) : d(std::make_unique<Private>(*this, std::move(options))) {}

Workbench::~Workbench()
{
    d->events.setListener({});
}

void Workbench::setListener(std::function<void(WorkbenchEvent)> listener)
{
    d->events.setListener(std::move(listener));
}

const WorkbenchOptions& Workbench::options() const
{
    return d->options;
}

Targets& Workbench::targets()
{
    return d->targets;
}

Journal& Workbench::journal()
{
    return d->journal;
}

Allocations& Workbench::allocations()
{
    return d->allocations;
}

LibraryCalls& Workbench::calls()
{
    return d->calls;
}

SymbolIndexCache& Workbench::symbolIndices()
{
    return d->symbolIndices;
}

Result<std::shared_ptr<Worker>> Workbench::worker()
{
    return d->processes.worker();
}

Result<TargetId> Workbench::workerTarget()
{
    return d->processes.workerTarget();
}

std::optional<FrozenProcess> Workbench::keepFrozen(const std::shared_ptr<Worker>& worker)
{
    return d->processes.keepFrozen(worker);
}

Result<std::shared_ptr<PythonSession>> Workbench::startPython(PythonCallbacks callbacks, const std::string& interpreter)
{
    return d->processes.startPython(std::move(callbacks), interpreter);
}

void Workbench::endPython(const std::shared_ptr<PythonSession>& session)
{
    d->processes.endPython(session);
}

std::shared_ptr<PythonSession> Workbench::python() const
{
    return d->processes.python();
}

std::optional<TargetId> Workbench::pythonTarget() const
{
    return d->processes.pythonTarget();
}

std::vector<FrozenProcess> Workbench::frozen() const
{
    return d->processes.frozen();
}

Result<CoreFileSummary> Workbench::saveCore(TargetId frozen, const std::string& path, const std::stop_token& stop) const
{
    return d->processes.saveCore(frozen, path, stop);
}

void Workbench::closeFrozen(TargetId target)
{
    d->processes.closeFrozen(target);
}

}  // namespace memdelbrot
