#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "memory/memory_target.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

namespace memdelbrot {

using TargetId = StrongId<struct TargetIdTag>;   // never reused in a run

enum class TargetKind { Self, Worker, Python, Process, File, Buffer };

// Worker and our own named allocations: Unlocked from the start. Python: one click for its life. Others: Locked at first.
enum class WriteLock { Locked, Unlocked };

struct TargetInfo {
    TargetId id;
    TargetKind kind = TargetKind::Buffer;
    std::string name;  // "worker", "python 3.11", "pid 4711 (cat)", "notes.txt", "memdelbrot"
    ProcessId pid;  // 0 for files and buffers
    TargetState state = TargetState::Running;
    WriteLock lock = WriteLock::Locked;
    int colour = 0;  // index into the targets' colours, stable for its life
    std::string lost;  // a child of ours that is not traced: what is lost by that, in words; else empty
};

// What is open, and the write lock's rules. Thread-safe.
class Targets final {
public:
    explicit Targets(std::function<void()> changed);  // called from any thread, after each change
    ~Targets();

    [[nodiscard]] std::vector<TargetInfo> list() const;
    [[nodiscard]] Result<TargetInfo> info(TargetId id) const;  // Errors: NotFound
    // Also of one that was closed, as it was listed last but for its state: Ended. nullopt: there never was such a one.
    [[nodiscard]] std::optional<TargetInfo> lastInfo(TargetId id) const;
    [[nodiscard]] Result<std::shared_ptr<MemoryTarget>> target(TargetId id) const;  // Errors: NotFound
    [[nodiscard]] TargetId self() const;  // this program, always there

    // The target that is open on that process already, or a new one. Errors: ProcessTarget::open's.
    [[nodiscard]] Result<TargetId> openProcess(ProcessId pid);
    [[nodiscard]] Result<TargetId> openFile(const std::string& path);
    // A core dump, listed as a file. Errors: CoreTarget::open's.
    [[nodiscard]] Result<TargetId> openCore(const std::string& path);
    TargetId add(TargetKind kind, std::string name, ProcessId pid, std::shared_ptr<MemoryTarget> target, WriteLock lock,
                 std::string lost = {});
    void close(TargetId id);  // Self stays
    void rename(TargetId id, std::string name);
    [[nodiscard]] Result<void> unlock(
        TargetId id);  // Errors: Refused for Self: only its named allocations are writable
    void lock(TargetId id);

    // Our own named allocations inside Self: writable although Self is locked.
    void allowOwnRange(const AddressRange& range);
    void disallowOwnRange(const AddressRange& range);
    // Errors: NotFound, Locked (says which target).
    [[nodiscard]] Result<void> checkWritable(TargetId id, const AddressRange& range) const;
    // checkWritable, held: while the permit lives, disallowOwnRange() waits, so that no write lands in memory that was
    // given back meanwhile.
    using WritePermit = std::shared_lock<std::shared_mutex>;
    [[nodiscard]] Result<WritePermit> permitWrite(TargetId id, const AddressRange& range) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

}  // namespace memdelbrot
