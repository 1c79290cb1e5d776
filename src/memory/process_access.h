#pragma once

#include "base/result.h"
#include "base/strong_id.h"

#include <string>

namespace memdelbrot {

// What decides whether the kernel lets us at another process's memory (Linux: kernel/ptrace.c, __ptrace_may_access;
// security/yama/yama_lsm.c).
struct AccessFacts {
    unsigned ownUser = 0;       // effective user ids
    unsigned targetUser = 0;
    bool dumpable = true;       // a process that is not has its files in /proc owned by root
    int yamaScope = -1;         // /proc/sys/kernel/yama/ptrace_scope, -1 where Yama is absent
};

[[nodiscard]] AccessFacts accessFactsOf(ProcessId pid);

// Why access was refused, and the one line that lifts it.
[[nodiscard]] std::string refusalText(const AccessFacts& facts);

// The error of a call on `pid`'s memory that failed with `errnoValue`; detail explains EPERM and EACCES.
[[nodiscard]] Error accessError(ProcessId pid, int errnoValue);

}  // namespace memdelbrot
