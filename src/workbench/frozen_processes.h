#pragma once

#include "process/crash_report.h"
#include "process/thread_state.h"
#include "workbench/targets.h"

#include <functional>
#include <optional>

namespace memdelbrot {

// A process that crashed and is kept to be looked at.
struct FrozenProcess {
    TargetId target;
    CrashReport report;
};

// The last few processes that died, newest first. Thread-safe.
class FrozenProcesses final {
public:
    explicit FrozenProcesses(int limit) : m_limit(limit) {}

    // `process` keeps it frozen as long as it lives. `threadStates`: the process's, whom it must not keep alive.
    struct Owner {
        std::shared_ptr<void> process;
        std::function<Result<std::vector<ThreadState>>()> threadStates;
    };
    template <typename Process>
    [[nodiscard]] static Owner ownerOf(const std::shared_ptr<Process>& process)
    {
        return {process, [alive = process.get()] { return alive->threadStates(); }};
    }
    // What no longer fits is handed back, to be let go of without
    // any lock held.
    struct Dropped {
        TargetId target;
        std::shared_ptr<void> owner;
    };
    [[nodiscard]] std::vector<Dropped> keep(FrozenProcess frozen, Owner owner);
    [[nodiscard]] std::optional<Dropped> take(TargetId target);
    [[nodiscard]] std::vector<FrozenProcess> list() const;
    [[nodiscard]] std::optional<Owner> ownerOf(TargetId target) const;
    [[nodiscard]] std::optional<FrozenProcess> ownedBy(const void* owner) const;

private:
    struct Kept {
        FrozenProcess frozen;
        Owner owner;
    };

    int m_limit;
    mutable std::mutex m_mutex;
    std::vector<Kept> m_kept;  // newest first
};

}  // namespace memdelbrot
