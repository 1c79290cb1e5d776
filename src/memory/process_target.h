#pragma once

#include "base/strong_id.h"
#include "base/unique_fd.h"
#include "memory/memory_target.h"

#include <atomic>
#include <memory>

namespace memdelbrot {

// The memory of a live or frozen process, this one included, by process_vm_readv and process_vm_writev; forced writes by
// /proc/PID/mem. Unreadable bytes have EFAULT (nothing mapped, PROT_NONE, behind a mapped file's end), or, all of them,
// ESRCH (the process has ended) or EPERM (it no longer lets us).
class ProcessTarget final : public MemoryTarget {
public:
    // Errors: NotFound (no such process), Refused (detail names Yama's ptrace_scope, another user, or a non-dumpable
    // process, and the one-line fix).
    [[nodiscard]] static Result<std::unique_ptr<ProcessTarget>> open(ProcessId pid);

    [[nodiscard]] ProcessId pid() const { return m_pid; }

    // REQUIRES: held by whoever froze the process; shown by state().
    void setFrozen(bool frozen);

    [[nodiscard]] std::vector<UnreadableRange> readInto(const AddressRange& range,
                                                        std::span<std::byte> bytes) const override;
    [[nodiscard]] std::vector<ReadResult> gather(std::span<const AddressRange> ranges) const override;
    [[nodiscard]] Result<void> write(Address begin, std::span<const std::byte> bytes, WriteForce force) override;
    [[nodiscard]] Result<std::vector<Region>> regions() const override;
    [[nodiscard]] TargetState state() const override;
    [[nodiscard]] std::string name() const override;

private:
    ProcessTarget(ProcessId pid, UniqueFd directory, UniqueFd pidFd);

    [[nodiscard]] bool hasEnded() const;
    // Appends the results of as many of the first ranges as one call reads whole, and says how many.
    std::size_t gatherSome(std::span<const AddressRange> ranges, std::vector<ReadResult>& results) const;
    [[nodiscard]] Result<void> writeRefused(Address at, std::span<const std::byte> bytes, int errnoValue,
                                            WriteForce force);
    [[nodiscard]] Result<void> writeForced(Address at, std::span<const std::byte> bytes, const Region& region);

    ProcessId m_pid;
    UniqueFd m_directory;  // /proc/PID, so that a reused number is never taken for this process
    UniqueFd m_pidFd;
    std::atomic<bool> m_frozen = false;
};

}  // namespace memdelbrot
