#include "process/tracee.h"

#include "process/ptrace_calls.h"
#include "process/signal_disposition.h"
#include "symbols/unwind.h"

#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace memdelbrot {

namespace {

void addStack(CrashReport& report, pid_t thread)
{
    const auto registers = ptracing::registers(thread);
    if (!registers)
        return;
    report.registers = ptracing::shown(*registers);
    if (auto frames = unwind(report.pid, ptracing::forUnwinding(*registers)))
        report.backtrace = std::move(*frames);
}

}  // namespace

CrashReport endReport(pid_t process, const std::string& what, int status)
{
    CrashReport report{.pid = ProcessId(process), .what = what};
    if (WIFSIGNALED(status)) {
        report.signal = WTERMSIG(status);
        report.kind = report.signal == SIGKILL ? EndKind::Killed : EndKind::Signal;
    } else {
        report.kind = EndKind::Exit;
        report.exitStatus = WEXITSTATUS(status);
    }
    return report;
}

std::optional<Tracee> Tracee::seize(pid_t process, std::string what, bool freezeOnExit)
{
    if (!ptracing::seize(process))
        return std::nullopt;
    return Tracee(process, std::move(what), freezeOnExit);
}

Tracee::Tracee(pid_t process, std::string what, bool freezeOnExit)
    : m_process(process), m_what(std::move(what)), m_freezeOnExit(freezeOnExit), m_threads{process}
{
}

void Tracee::requestStop()
{
    if (m_frozen)
        return;
    m_stopRequested = true;
    for (const pid_t thread : m_threads)
        ptracing::interrupt(thread);
}

void Tracee::resumeAll()
{
    for (const pid_t thread : m_threads)
        ptracing::resume(thread, 0);
}

bool Tracee::isThreadOfOurs(pid_t thread) const
{
    return ::access(("/proc/" + std::to_string(m_process) + "/task/" + std::to_string(thread)).c_str(), F_OK) == 0;
}

std::optional<CrashReport> Tracee::handle(const ChildEvent& event)
{
    if (!WIFSTOPPED(event.status)) {
        m_threads.erase(event.id);
        m_handledFaults.erase(event.id);
        if (event.id != m_process || m_frozen)
            return std::nullopt;
        m_frozen = true;
        return endReport(m_process, m_what, event.status);
    }
    // clone() without CLONE_THREAD or an exit signal makes a process that is reported like a thread.
    if (!m_threads.contains(event.id)) {
        if (!isThreadOfOurs(event.id)) {
            ptracing::detach(event.id);
            return std::nullopt;
        }
        m_threads.insert(event.id);
    }
    if (m_frozen)
        return std::nullopt;
    switch (event.status >> 16) {
    case 0:
        return onSignal(event.id, WSTOPSIG(event.status));
    case PTRACE_EVENT_EXIT:
        return onExit(event.id);
    case PTRACE_EVENT_STOP:
        return onStop(event.id, WSTOPSIG(event.status));
    case PTRACE_EVENT_EXEC:
        m_threads = {m_process};
        m_handledFaults.clear();
        break;
    default:
        break;
    }
    ptracing::resume(event.id, 0);
    return std::nullopt;
}

std::optional<CrashReport> Tracee::onSignal(pid_t thread, int signal)
{
    if (wouldEnd(ProcessId(m_process), signal))
        return freeze(thread, signalReport(thread, signal));
    if (isFault(signal)) {
        if (const auto info = ptracing::signalInfo(thread))
            m_handledFaults[thread] = *info;
    }
    ptracing::resume(thread, signal);
    return std::nullopt;
}

CrashReport Tracee::signalReport(pid_t thread, int signal) const
{
    CrashReport report{.kind = EndKind::Signal, .pid = ProcessId(m_process), .what = m_what, .signal = signal};
    auto info = ptracing::signalInfo(thread);
    // A handler that raises the fault again, as CPython's faulthandler does, means the fault it was called for.
    const auto handled = m_handledFaults.find(thread);
    if (info && info->si_code <= 0 && handled != m_handledFaults.end() && handled->second.si_signo == signal)
        info = handled->second;
    if (info) {
        report.signalCode = info->si_code;
        report.faultAddress = faultAddress(signal, info->si_code, reinterpret_cast<std::uint64_t>(info->si_addr));
    }
    return report;
}

std::optional<CrashReport> Tracee::onExit(pid_t thread)
{
    const auto registers = ptracing::registers(thread);
    const bool isWholeProcess = thread == m_process || (registers && registers->orig_rax == SYS_exit_group);
    CrashReport report = endReport(m_process, m_what, static_cast<int>(ptracing::eventMessage(thread)));
    if (!isWholeProcess || (report.kind == EndKind::Exit && !m_freezeOnExit && !m_stopRequested)) {
        ptracing::resume(thread, 0);
        return std::nullopt;
    }
    return freeze(thread, std::move(report));
}

std::optional<CrashReport> Tracee::onStop(pid_t thread, int signal)
{
    if (m_stopRequested) {
        if (thread != m_process)
            return std::nullopt;
        return freeze(thread, {.kind = EndKind::TimedOut, .pid = ProcessId(m_process), .what = m_what});
    }
    if (signal == SIGTRAP)
        ptracing::resume(thread, 0);   // a new thread's first stop
    else
        ptracing::listen(thread);
    return std::nullopt;
}

std::optional<CrashReport> Tracee::freeze(pid_t thread, CrashReport report)
{
    m_frozen = true;
    m_ended = thread;
    if (report.kind == EndKind::Signal)
        m_signal = ptracing::signalInfo(thread);
    for (const pid_t other : m_threads) {
        if (other != thread)
            ptracing::interrupt(other);
    }
    // A stop that a thread in an uninterruptible sleep did not follow is made by SIGKILL (Supervisor::stop).
    if (m_stopRequested && report.kind == EndKind::Killed)
        report = {.kind = EndKind::TimedOut, .pid = ProcessId(m_process), .what = m_what};
    report.isReadable = true;
    addStack(report, thread);
    return report;
}

std::vector<ThreadState> Tracee::threadStates() const
{
    std::vector<ThreadState> states;
    for (const pid_t thread : m_threads) {
        const auto registers = ptracing::registers(thread);
        if (!registers)
            continue;
        const ThreadState state{.id = thread,
                                .registers = *registers,
                                .floatingPoint = ptracing::floatingPoint(thread),
                                .signal = thread == m_ended ? m_signal : std::nullopt};
        states.insert(thread == m_ended ? states.begin() : states.end(), state);
    }
    return states;
}

}  // namespace memdelbrot
