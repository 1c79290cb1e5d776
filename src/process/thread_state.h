#pragma once

#include <csignal>
#include <optional>
#include <sys/types.h>
#include <sys/user.h>

namespace memdelbrot {

// Where a thread of a frozen process stands.
struct ThreadState {
    pid_t id = 0;
    user_regs_struct registers = {};
    std::optional<user_fpregs_struct> floatingPoint;
    std::optional<siginfo_t> signal;   // that would have ended the process; only of the thread that got it
};

}  // namespace memdelbrot
