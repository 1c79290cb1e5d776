#pragma once

#include "process/crash_report.h"
#include "process/interruptible_wait.h"
#include "process/thread_state.h"

#include <csignal>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <sys/types.h>
#include <vector>

namespace memdelbrot {

// A process under ptrace: decides at each stop whether it goes on, or freezes and is reported. For the thread that
// forked it.
class Tracee final {
public:
    // nullopt where ptrace is refused.
    [[nodiscard]] static std::optional<Tracee> seize(pid_t process, std::string what, bool freezeOnExit);

    // A report when this event was the end; at most one in a tracee's life.
    [[nodiscard]] std::optional<CrashReport> handle(const ChildEvent& event);
    // The main thread's next stop becomes a report of kind TimedOut.
    void requestStop();
    // Lets every thread go that stands: a SIGKILL does not wake those that stopped on their way out.
    void resumeAll();

    // Of a frozen process: its threads as they stand, the one that ended it first. One that has not stopped yet, as in an
    // uninterruptible sleep, is left out.
    [[nodiscard]] std::vector<ThreadState> threadStates() const;

private:
    Tracee(pid_t process, std::string what, bool freezeOnExit);

    std::optional<CrashReport> onSignal(pid_t thread, int signal);
    std::optional<CrashReport> onExit(pid_t thread);
    std::optional<CrashReport> onStop(pid_t thread, int signal);
    std::optional<CrashReport> freeze(pid_t thread, CrashReport report);
    [[nodiscard]] CrashReport signalReport(pid_t thread, int signal) const;
    [[nodiscard]] bool isThreadOfOurs(pid_t thread) const;

    pid_t m_process;
    std::string m_what;
    bool m_freezeOnExit;
    bool m_frozen = false;
    bool m_stopRequested = false;
    pid_t m_ended = 0;  // the thread that the report is of
    std::optional<siginfo_t> m_signal;  // that ended it
    std::set<pid_t> m_threads;
    std::map<pid_t, siginfo_t> m_handledFaults;  // delivered to the process's own handler, which may raise it again
};

// How waitpid's status of a process that is gone reads.
[[nodiscard]] CrashReport endReport(pid_t process, const std::string& what, int status);

}  // namespace memdelbrot
