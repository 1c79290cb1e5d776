#pragma once

#include "workbench/call_arguments.h"
#include "workbench/library_calls.h"

namespace memdelbrot {

// One call in one worker, from typed arguments to the report.
class LibraryCall final {
public:
    // REQUIRES: `signature` outlives this.
    LibraryCall(Workbench& workbench, std::shared_ptr<Worker> worker, TargetId target,
                std::shared_ptr<MemoryTarget> memory, const CSignature& signature);
    ~LibraryCall();   // releases what stood in the worker for the arguments
    LibraryCall(const LibraryCall&) = delete;
    LibraryCall& operator=(const LibraryCall&) = delete;

    // Reads the arguments' texts. Errors: of planArgument, the subject naming the argument; InvalidArgument: too few or many.
    [[nodiscard]] Result<void> plan(const std::vector<ArgumentText>& texts, const NamedValues& names);
    // Puts what needs memory into the worker, calls, reads back. `function`: where it lies there.
    [[nodiscard]] Result<CallReport> make(Address function, std::chrono::milliseconds timeout,
                                          const std::stop_token& stop);

    [[nodiscard]] const std::vector<PassedValue>& passed() const { return m_request.arguments; }

private:
    [[nodiscard]] std::string argumentName(std::size_t index, const std::string& text) const;
    [[nodiscard]] Result<Address> stored(const std::vector<std::byte>& bytes);
    [[nodiscard]] Result<void> storeArguments();
    [[nodiscard]] CallReport returned(const CallResult& result) const;
    [[nodiscard]] std::string textAt(Address address) const;

    Workbench& m_workbench;
    std::shared_ptr<Worker> m_worker;
    TargetId m_target;
    std::shared_ptr<MemoryTarget> m_memory;
    const CSignature& m_signature;
    std::vector<PlannedArgument> m_planned;
    std::vector<WorkerAllocation> m_allocated;
    CallRequest m_request;
};

// What there is to tell of a worker that is over.
[[nodiscard]] CallReport crashReport(Workbench& workbench, const std::shared_ptr<Worker>& worker,
                                     const CSignature& signature);

}  // namespace memdelbrot
