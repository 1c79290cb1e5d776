#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "process/crash_report.h"
#include "process/thread_state.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace memdelbrot {

enum class OutputStream { StandardOutput, StandardError };

// A descriptor of ours that the child gets under the number `theirs` (3 to 63). It stays open and ours here.
struct PassedDescriptor {
    int ours = -1;
    int theirs = -1;
};

struct SupervisedProgram {
    std::string what;                      // for reports: "worker", "python"
    std::string program;                   // a path, or a name that is looked up in PATH
    std::vector<std::string> arguments;    // without argv[0], which is `program`
    std::optional<std::vector<std::string>> environment;   // "NAME=value"; nullopt: ours
    std::string workingFolder;             // empty: ours
    int standardInput = -1;                // a descriptor of ours; -1: /dev/null
    std::vector<PassedDescriptor> descriptors;   // everything else of ours is closed in the child
    bool usePtrace = true;
    bool freezeOnExit = true;              // false: an exit() is reported when the process is gone, unreadable
};

// They come from threads of the supervisor's own, and `output` from drainOutput()'s caller too. They must not call the
// Supervisor.
struct SupervisorCallbacks {
    // Bytes as they came through the pipe: UTF-8 sequences may be cut anywhere. Calls never overlap.
    std::function<void(OutputStream, std::string_view)> output;
    // Once, whatever the end was. What the process had written has gone to `output` before.
    std::function<void(const CrashReport&)> ended;
};

// Starts a program as a child in a process group of its own, drains its output, and looks at how it ends.
//
// Traced, a signal that would end the process does not: the process is frozen with all its threads, and stays readable
// until this object goes. That is decided when the signal is about to be delivered: a signal that the process handles or
// ignores is delivered as ever (SIGINT in Python, a SIGSEGV handler of faulthandler or of a JIT), and what then ends the
// process (the handler's second raise, a handler that was reset to SIG_DFL) is caught. exit(), _exit() and SIGKILL are
// caught on their way out: frozen and readable too. Children that the process forks are not traced.
//
// Untraced (asked for, or ptrace is refused here), death is all there is to see: the signal or the status, isReadable
// false.
//
// Thread-safe. A thread of its own forks the child, waits for it and makes all ptrace requests; it outlives the child.
class Supervisor final {
public:
    // Returns when the program runs. Errors: NotFound, Refused, System: exec failed.
    [[nodiscard]] static Result<std::unique_ptr<Supervisor>> start(const SupervisedProgram& program,
                                                                   SupervisorCallbacks callbacks);
    ~Supervisor();  // kills the process, frozen or not, and reaps it; its descendants go their own way

    Supervisor(const Supervisor&) = delete;
    Supervisor& operator=(const Supervisor&) = delete;

    [[nodiscard]] ProcessId pid() const;
    [[nodiscard]] bool isTraced() const;
    [[nodiscard]] std::optional<CrashReport> report() const;  // set once the process is over or frozen
    // Waits for the end; nullopt when it did not come in time.
    [[nodiscard]] std::optional<CrashReport> waitForEnd(std::chrono::milliseconds timeout) const;

    // To the process as a whole, as kill(2) does. Errors: Ended.
    [[nodiscard]] Result<void> sendSignal(int signal);
    // Freezes the process where its main thread stands, also with all signals masked, and reports it as TimedOut. What
    // ended before that keeps its own report. Untraced, it is stopped by SIGSTOP, without registers or backtrace.
    CrashReport stop();
    // Of a frozen process, the thread that ended it first; never empty. Errors: Unsupported (untraced), Ended (not frozen, or
    // gone), TimedOut.
    [[nodiscard]] Result<std::vector<ThreadState>> threadStates();
    // Untraced only: makes `report` (of a process that parked itself) the end, stops the process by SIGSTOP and calls
    // `ended`. No effect after the end.
    void concludeWith(const CrashReport& report);
    // Hands to `output` what the process has written so far.
    void drainOutput();

private:
    class Private;
    explicit Supervisor(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

}  // namespace memdelbrot
