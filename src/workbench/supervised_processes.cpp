#include "workbench/supervised_processes.h"

#include "memory/buffer_target.h"

#include <algorithm>
#include <utility>

namespace memdelbrot {

namespace {

// "3.11.2" is "python 3.11".
std::string pythonName(const std::string& version)
{
    const std::size_t major = version.find('.');
    const std::size_t minor = major == std::string::npos ? major : version.find('.', major + 1);
    return "python " + version.substr(0, minor);
}

}  // namespace

SupervisedProcesses::SupervisedProcesses(Options options, Events& events, Targets& targets, Journal& journal,
                                         Allocations& allocations)
    : m_options(std::move(options)),
      m_events(events),
      m_targets(targets),
      m_journal(journal),
      m_allocations(allocations),
      m_frozen(m_options.frozenLimit)
{
}

SupervisedProcesses::~SupervisedProcesses()
{
    endRunningPython();
}

SupervisedProcesses::Running<Worker> SupervisedProcesses::runningWorker() const
{
    const std::lock_guard lock(m_mutex);
    return m_worker;
}

Result<SupervisedProcesses::Running<Worker>> SupervisedProcesses::startedWorker()
{
    const Events::Hold hold(m_events);
    const std::lock_guard starting(m_startingWorker);
    Running<Worker> running = runningWorker();
    if (running.process && !running.process->report())
        return running;
    if (running.process)
        keepFrozen(running.process);
    auto started = Worker::start(m_options.worker);
    if (!started)
        return failure(std::move(started.error()));
    running.process = std::move(*started);
    auto memory = ProcessTarget::open(running.process->pid());
    if (!memory)
        return failure(std::move(memory.error()));
    running.memory = std::move(*memory);
    running.target = m_targets.add(TargetKind::Worker, "worker", running.process->pid(), running.memory,
                                   WriteLock::Unlocked, running.process->isTraced() ? std::string() : lostByFallback());
    const std::lock_guard lock(m_mutex);
    m_worker = running;
    return running;
}

Result<std::shared_ptr<Worker>> SupervisedProcesses::worker()
{
    return startedWorker().map([](Running<Worker> running) { return std::move(running.process); });
}

Result<TargetId> SupervisedProcesses::workerTarget()
{
    return startedWorker().map([](const Running<Worker>& running) { return running.target; });
}

std::optional<FrozenProcess> SupervisedProcesses::keepFrozen(const std::shared_ptr<Worker>& worker)
{
    const auto report = worker->report();
    if (!report)
        return std::nullopt;
    const Events::Hold hold(m_events);
    Dropped dropped;
    const std::lock_guard freezing(m_freezing);
    if (const auto known = m_frozen.ownedBy(worker.get()))
        return known;
    Running<Worker> ours;
    {
        const std::lock_guard lock(m_mutex);
        if (m_worker.process == worker)
            ours = std::exchange(m_worker, {});
    }
    if (ours.process)
        return freeze(*report, FrozenProcesses::ownerOf(worker), ours.target, ours.memory.get(), dropped);
    return freeze(*report, FrozenProcesses::ownerOf(worker), addStrayTarget(*report), nullptr, dropped);
}

// The target of a dead process that had none while it lived: a kernel's own worker.
TargetId SupervisedProcesses::addStrayTarget(const CrashReport& report)
{
    if (auto memory = ProcessTarget::open(report.pid)) {
        (*memory)->setFrozen(report.isReadable);
        return m_targets.add(TargetKind::Worker, report.what, report.pid, std::move(*memory), WriteLock::Locked);
    }
    auto nothing = std::make_shared<BufferTarget>(report.what, Address(0), std::vector<std::byte>());
    return m_targets.add(TargetKind::Worker, report.what, report.pid, std::move(nothing), WriteLock::Locked);
}

FrozenProcess SupervisedProcesses::freeze(const CrashReport& report, FrozenProcesses::Owner owner, TargetId target,
                                          ProcessTarget* memory, Dropped& dropped)
{
    if (memory)
        memory->setFrozen(report.isReadable);
    const auto info = m_targets.info(target);
    m_targets.rename(
        target, (info ? info->name : report.what) + " " + std::to_string(report.pid.value()) + ": " + summary(report));
    m_targets.lock(target);
    report.isReadable ? m_allocations.markEnded(target) : m_allocations.markGone(target);
    FrozenProcess frozen{target, report};
    dropped = m_frozen.keep(frozen, std::move(owner));
    for (const auto& process : dropped)
        closeTarget(process.target);
    m_events.notify(WorkbenchEvent::FrozenChanged);
    return frozen;
}

std::vector<FrozenProcess> SupervisedProcesses::frozen() const
{
    return m_frozen.list();
}

Result<CoreFileSummary> SupervisedProcesses::saveCore(TargetId target, const std::string& path,
                                                      const std::stop_token& stop) const
{
    const auto kept = m_frozen.list();
    const auto frozen =
        std::ranges::find_if(kept, [target](const FrozenProcess& each) { return each.target == target; });
    const auto owner = m_frozen.ownerOf(target);
    const auto memory = m_targets.target(target);
    if (frozen == kept.end() || !owner || !memory)
        return failure({.code = ErrorCode::Ended, .subject = path, .detail = "its process is not kept any more"});
    const auto threads = owner->threadStates();
    if (!threads)
        return failure(threads.error());
    const CoreSubject subject{
        .pid = frozen->report.pid, .memory = **memory, .threads = *threads, .signal = frozen->report.signal};
    return writeCoreFile(path, subject, stop);
}

void SupervisedProcesses::closeTarget(TargetId target)
{
    m_targets.close(target);
    m_allocations.markGone(target);
}

void SupervisedProcesses::closeFrozen(TargetId target)
{
    auto taken = m_frozen.take(target);
    if (!taken)
        return;
    const Events::Hold hold(m_events);
    closeTarget(target);
    m_events.notify(WorkbenchEvent::FrozenChanged);
    taken.reset();
}

PythonCallbacks SupervisedProcesses::wrapped(PythonCallbacks callbacks, const std::shared_ptr<PythonRun>& run)
{
    callbacks.ended = [this, run, told = std::move(callbacks.ended)](const CrashReport& report) {
        pythonEnded(run, report);
        if (told)
            told(report);
    };
    if (!callbacks.pokeRequested) {
        callbacks.pokeRequested = [this, run](const PythonPokeRequest& request) -> Result<void> {
            TargetId target;
            {
                const std::lock_guard lock(m_mutex);
                target = run->target;
            }
            return m_journal.pokeUnseen(target, request.address, request.bytes).map([](const PokeRecord&) {});
        };
    }
    return callbacks;
}

Result<std::shared_ptr<PythonSession>> SupervisedProcesses::startPython(PythonCallbacks callbacks,
                                                                        const std::string& interpreter)
{
    const Events::Hold hold(m_events);
    const std::lock_guard starting(m_startingPython);
    endRunningPython();
    const auto run = std::make_shared<PythonRun>();
    PythonOptions options = m_options.python;
    if (!interpreter.empty())
        options.interpreter = interpreter;
    auto started = PythonSession::start(options, wrapped(std::move(callbacks), run));
    if (!started)
        return failure(std::move(started.error()));
    Running<PythonSession> running{.process = std::move(*started), .memory = {}, .target = {}};
    auto memory = ProcessTarget::open(running.process->pid());
    if (!memory)
        return failure(std::move(memory.error()));
    running.memory = std::move(*memory);
    const std::string name = pythonName(running.process->version());
    running.target = m_targets.add(TargetKind::Python, name, running.process->pid(), running.memory, WriteLock::Locked,
                                   running.process->isTraced() ? std::string() : lostUntraced());
    std::optional<CrashReport> early;
    {
        const std::lock_guard lock(m_mutex);
        run->target = running.target;
        m_python = running;
        m_pythonRun = run;
        early = run->report;
    }
    m_events.notify(WorkbenchEvent::PythonChanged);
    if (early)
        pythonEnded(run, *early);
    return running.process;
}

// A session that is restarted or no longer wanted: not a crash, so nothing of it is kept.
void SupervisedProcesses::endPython(const std::shared_ptr<PythonSession>& session)
{
    const Events::Hold hold(m_events);
    const std::lock_guard starting(m_startingPython);
    if (python() == session)
        endRunningPython();
}

void SupervisedProcesses::endRunningPython()
{
    Running<PythonSession> old;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_python.process)
            return;
        m_pythonRun->isRetired = true;
        m_pythonRun.reset();
        old = std::exchange(m_python, {});
    }
    old.process->end();   // a cell may run in it yet, and its caller holds it
    m_targets.close(old.target);
    m_events.notify(WorkbenchEvent::PythonChanged);
}

// On the session's own thread: the session must outlive this call, so it is handed on, never let go of here.
void SupervisedProcesses::pythonEnded(const std::shared_ptr<PythonRun>& run, const CrashReport& report)
{
    const Events::Hold hold(m_events);
    Dropped dropped;
    const std::lock_guard freezing(m_freezing);
    Running<PythonSession> dead;
    {
        const std::lock_guard lock(m_mutex);
        run->report = report;
        if (run->isRetired || m_pythonRun != run)
            return;
        m_pythonRun.reset();
        dead = std::exchange(m_python, {});
    }
    freeze(report, FrozenProcesses::ownerOf(dead.process), dead.target, dead.memory.get(), dropped);
    m_events.notify(WorkbenchEvent::PythonChanged);
}

std::shared_ptr<PythonSession> SupervisedProcesses::python() const
{
    const std::lock_guard lock(m_mutex);
    return m_python.process;
}

std::optional<TargetId> SupervisedProcesses::pythonTarget() const
{
    const std::lock_guard lock(m_mutex);
    return m_python.process ? std::optional(m_python.target) : std::nullopt;
}

}  // namespace memdelbrot
