#pragma once

#include "process/supervisor.h"
#include "worker/client/called_frames.h"
#include "worker/client/captured_output.h"
#include "worker/client/control_memory.h"
#include "worker/client/worker.h"
#include "worker/client/worker_channel.h"

#include <condition_variable>
#include <mutex>
#include <string>

namespace memdelbrot {

// A worker process, the way to ask it, and its end. Thread-safe.
class WorkerConnection final {
public:
    [[nodiscard]] static Result<std::unique_ptr<WorkerConnection>> open(const WorkerOptions& options,
                                                                        const std::stop_token& stop);

    // A request that the worker answered, whatever the status. `output` and `errors` get what it wrote meanwhile.
    // Errors: Crashed, TimedOut, BadMessage; the worker is over then.
    [[nodiscard]] Result<Exchange> request(workerprotocol::RequestKind kind, std::span<const std::byte> payload,
                                           std::chrono::milliseconds timeout, const std::stop_token& stop,
                                           std::string* output = nullptr, std::string* errors = nullptr);

    // For the report of an end that comes meanwhile; nullopt: nothing is being called.
    void setCalled(std::optional<CalledFunction> called);

    [[nodiscard]] ProcessId pid() const { return m_supervisor->pid(); }
    [[nodiscard]] bool isTraced() const { return m_supervisor->isTraced(); }
    [[nodiscard]] std::optional<CrashReport> report();
    [[nodiscard]] Result<std::vector<ThreadState>> threadStates() { return m_supervisor->threadStates(); }

private:
    explicit WorkerConnection(ControlMemory memory) : m_memory(std::move(memory)), m_channel(m_memory.block()) {}

    Result<void> start(const WorkerOptions& options, const std::stop_token& stop);
    Result<void> spawn(const WorkerOptions& options, bool usePtrace);
    Result<void> greet(const std::stop_token& stop);
    void onEnd(CrashReport report);
    CrashReport waitForReport();
    // Makes an end of a worker that did not answer, or that parked.
    CrashReport endBy(ExchangeEnd end);
    void stopUntraced();

    ControlMemory m_memory;
    WorkerChannel m_channel;
    CapturedOutput m_captured;
    std::string m_programName;
    std::mutex m_requestMutex;
    std::mutex m_reportMutex;
    std::condition_variable m_reported;
    std::optional<CrashReport> m_report;
    std::optional<CalledFunction> m_called;
    std::unique_ptr<Supervisor> m_supervisor;   // goes first: its threads call back
};

}  // namespace memdelbrot
