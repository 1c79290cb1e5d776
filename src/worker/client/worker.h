#pragma once

#include "base/result.h"
#include "process/crash_report.h"
#include "process/thread_state.h"
#include "worker/protocol/allocation_kind.h"
#include "worker/protocol/passed_value.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace memdelbrot {

struct CallRequest {
    Address function;
    PassedType result = PassedType::Void;
    std::vector<PassedValue> arguments;             // at most 64
    std::optional<std::size_t> fixedArguments;      // variadic functions: how many stand before the dots
    std::chrono::milliseconds timeout{10'000};
};

struct CallResult {
    PassedValue result;
    int errnoValue = 0;              // read at once after the call; it was set to 0 before
    std::uint64_t nanoseconds = 0;   // of the call alone
    std::string standardOutput;      // what the callee wrote, as far as it was flushed
    std::string standardError;
};

struct WorkerAllocation {
    Address address;
    std::uint64_t size = 0;   // bytes
    AllocationKind kind = AllocationKind::Malloc;
};

struct LoadedLibrary {
    std::uint64_t handle = 0;   // dlopen's, in the worker
    std::string path;           // as resolved by the loader
};

struct WorkerOptions {
    std::string program;                 // path of memdelbrot-worker; empty: beside this executable
    bool usePtrace = true;               // false, or where ptrace is refused: the handler-and-park fallback
};

// One memdelbrot-worker and its supervision. Calls are made one at a time: a second caller waits.
// After a crash or a time-out the worker is over: `report()` has it, every further request fails with Crashed, and the
// frozen process stays until this object goes. Thread-safe. Blocking: not for the GUI thread.
class Worker final {
public:
    // The stop token ends the wait for its first answer, of 20 s at most. Errors: NotFound, Refused, System, BadMessage,
    // Crashed, TimedOut, Cancelled (by the stop token).
    [[nodiscard]] static Result<std::unique_ptr<Worker>> start(const WorkerOptions& options,
                                                               const std::stop_token& stop = {});
    ~Worker();

    [[nodiscard]] ProcessId pid() const;
    [[nodiscard]] bool isTraced() const;  // false: the fallback; lostByFallback() words what is lost
    [[nodiscard]] std::optional<CrashReport> report() const;  // set once the worker is over

    [[nodiscard]] Result<std::vector<ThreadState>> threadStates() const;  // Supervisor's, of one that is frozen

    // Errors of each: Crashed (see report()), TimedOut (likewise), BadMessage (the called code wrote over the memory that
    // we share: the worker is over), NotFound, Diagnostic (dlerror's text), System.
    // Loading runs the library's constructors: the stop token ends that, and the worker with it, as 10 s do. Further
    // error: Cancelled (by the stop token).
    [[nodiscard]] Result<LoadedLibrary> load(const std::string& path, const std::stop_token& stop = {});
    [[nodiscard]] Result<Address> symbol(const LoadedLibrary& library, const std::string& name,
                                         const std::stop_token& stop = {});
    // The stop token interrupts a call as its time-out would. Further errors: InvalidArgument (subject: the argument's
    // number, from 1), TooLarge, Diagnostic (a C++ exception left the function: subject is its type; the worker goes on).
    [[nodiscard]] Result<CallResult> call(const CallRequest& request, std::stop_token stop = {});
    // Zero-filled. SharedMemfd: sealed (F_SEAL_SHRINK, GROW, SEAL) and mapped in the worker.
    [[nodiscard]] Result<WorkerAllocation> allocate(AllocationKind kind, std::uint64_t size);
    [[nodiscard]] Result<void> release(const WorkerAllocation& allocation);
    // Copies bytes (a string argument with its NUL, an out-parameter) into memory that lives until the call after next.
    [[nodiscard]] Result<Address> storeScratch(std::span<const std::byte> bytes);

private:
    class Private;
    explicit Worker(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

// What is lost where a worker is not traced, for the screen.
[[nodiscard]] std::string lostByFallback();

}  // namespace memdelbrot
