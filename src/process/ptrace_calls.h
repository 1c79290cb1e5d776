// ptrace's requests that the supervision makes, by their meaning. All are for the thread that seized.
#pragma once

#include "process/crash_report.h"
#include "symbols/unwind.h"

#include <csignal>
#include <optional>
#include <sys/types.h>
#include <sys/user.h>

namespace memdelbrot::ptracing {

// False where ptrace is refused.
[[nodiscard]] bool seize(pid_t thread);
void interrupt(pid_t thread);
void resume(pid_t thread, int signal);   // signal 0: none
void listen(pid_t thread);               // leaves a group-stopped thread stopped
void detach(pid_t thread);
[[nodiscard]] std::optional<siginfo_t> signalInfo(pid_t thread);
[[nodiscard]] std::optional<user_regs_struct> registers(pid_t thread);
[[nodiscard]] std::optional<user_fpregs_struct> floatingPoint(pid_t thread);
[[nodiscard]] unsigned long eventMessage(pid_t thread);

[[nodiscard]] Registers shown(const user_regs_struct& registers);
[[nodiscard]] UnwindRegisters forUnwinding(const user_regs_struct& registers);

}  // namespace memdelbrot::ptracing
