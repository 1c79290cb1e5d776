#pragma once

#include "memory/process_target.h"
#include "process/core_file.h"
#include "python/python_session.h"
#include "workbench/allocations.h"
#include "workbench/events.h"
#include "workbench/frozen_processes.h"
#include "workbench/journal.h"
#include "worker/client/worker.h"

namespace memdelbrot {

// The workbench's own children: the worker, the Python session, and those of them that died. Contracts of the public
// functions are in workbench/workbench.h. Thread-safe.
class SupervisedProcesses final {
public:
    struct Options {
        WorkerOptions worker;
        PythonOptions python;
        int frozenLimit = 3;
    };
    SupervisedProcesses(Options options, Events& events, Targets& targets, Journal& journal, Allocations& allocations);
    ~SupervisedProcesses();

    [[nodiscard]] Result<std::shared_ptr<Worker>> worker();
    [[nodiscard]] Result<TargetId> workerTarget();
    std::optional<FrozenProcess> keepFrozen(const std::shared_ptr<Worker>& worker);

    [[nodiscard]] Result<std::shared_ptr<PythonSession>> startPython(PythonCallbacks callbacks,
                                                                     const std::string& interpreter);
    void endPython(const std::shared_ptr<PythonSession>& session);
    [[nodiscard]] std::shared_ptr<PythonSession> python() const;
    [[nodiscard]] std::optional<TargetId> pythonTarget() const;

    [[nodiscard]] std::vector<FrozenProcess> frozen() const;
    void closeFrozen(TargetId target);
    [[nodiscard]] Result<CoreFileSummary> saveCore(TargetId target, const std::string& path,
                                                   const std::stop_token& stop) const;

private:
    void closeTarget(TargetId target);   // and what was in it is gone

    // A child and the target that shows its memory.
    template <typename Process>
    struct Running {
        std::shared_ptr<Process> process;
        std::shared_ptr<ProcessTarget> memory;
        TargetId target;
    };
    // What the Python session's callbacks share with us: it may end before start() has returned.
    struct PythonRun {
        bool isRetired = false;   // ended by us: its end is no news
        std::optional<CrashReport> report;
        TargetId target;
    };

    [[nodiscard]] Running<Worker> runningWorker() const;
    [[nodiscard]] Result<Running<Worker>> startedWorker();
    [[nodiscard]] PythonCallbacks wrapped(PythonCallbacks callbacks, const std::shared_ptr<PythonRun>& run);
    void endRunningPython();   // REQUIRES: m_startingPython is held, or nobody else calls
    void pythonEnded(const std::shared_ptr<PythonRun>& run, const CrashReport& report);
    // What no longer fits goes to `dropped`, for the caller to destroy with no lock held.
    using Dropped = std::vector<FrozenProcesses::Dropped>;
    FrozenProcess freeze(const CrashReport& report, FrozenProcesses::Owner owner, TargetId target,
                         ProcessTarget* memory, Dropped& dropped);
    [[nodiscard]] TargetId addStrayTarget(const CrashReport& report);

    Options m_options;
    Events& m_events;
    Targets& m_targets;
    Journal& m_journal;
    Allocations& m_allocations;
    FrozenProcesses m_frozen;

    std::mutex m_startingWorker;   // one start at a time
    std::mutex m_startingPython;
    std::mutex m_freezing;         // one freeze at a time, so that a process is frozen once
    mutable std::mutex m_mutex;    // guards what follows; never held over a call that blocks
    Running<Worker> m_worker;
    Running<PythonSession> m_python;
    std::shared_ptr<PythonRun> m_pythonRun;
};

}  // namespace memdelbrot
