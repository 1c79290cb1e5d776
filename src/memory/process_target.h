#pragma once

#include "base/strong_id.h"
#include "base/unique_fd.h"
#include "memory/memory_target.h"

#include <memory>

namespace memdelbrot {

// The memory of a live or frozen process, this one included, by process_vm_readv and /proc/PID/mem.
class ProcessTarget final : public MemoryTarget {
public:
    // Errors: NotFound (no such process), Refused (detail names Yama's ptrace_scope, another user, or a non-dumpable
    // process, and the one-line fix).
    [[nodiscard]] static Result<std::unique_ptr<ProcessTarget>> open(ProcessId pid);

    [[nodiscard]] ProcessId pid() const { return m_pid; }

    // REQUIRES: held by whoever froze the process; shown by state().
    void setFrozen(bool frozen);

    [[nodiscard]] ReadResult read(const AddressRange& range) const override;
    [[nodiscard]] std::vector<ReadResult> gather(std::span<const AddressRange> ranges) const override;
    [[nodiscard]] Result<void> write(Address begin, std::span<const std::byte> bytes, WriteForce force) override;
    [[nodiscard]] Result<std::vector<Region>> regions() const override;
    [[nodiscard]] TargetState state() const override;
    [[nodiscard]] std::string name() const override;

private:
    ProcessTarget(ProcessId pid, UniqueFd directory, UniqueFd memory, UniqueFd pidFd);

    ProcessId m_pid;
    UniqueFd m_directory;   // /proc/PID, so that a reused number is never taken for this process
    UniqueFd m_memory;      // /proc/PID/mem
    UniqueFd m_pidFd;
};

}  // namespace memdelbrot
