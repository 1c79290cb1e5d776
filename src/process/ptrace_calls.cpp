#include "process/ptrace_calls.h"

#include <sys/ptrace.h>

namespace memdelbrot::ptracing {

bool seize(pid_t thread)
{
    // No TRACEFORK: what the process forks stays untraced from its first instruction.
    constexpr unsigned long options = PTRACE_O_EXITKILL | PTRACE_O_TRACEEXIT | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC;
    return ::ptrace(PTRACE_SEIZE, thread, nullptr, options) == 0;
}

void interrupt(pid_t thread)
{
    ::ptrace(PTRACE_INTERRUPT, thread, nullptr, nullptr);
}

void resume(pid_t thread, int signal)
{
    ::ptrace(PTRACE_CONT, thread, nullptr, static_cast<long>(signal));
}

void listen(pid_t thread)
{
    ::ptrace(PTRACE_LISTEN, thread, nullptr, nullptr);
}

void detach(pid_t thread)
{
    ::ptrace(PTRACE_DETACH, thread, nullptr, nullptr);
}

std::optional<siginfo_t> signalInfo(pid_t thread)
{
    siginfo_t info = {};
    if (::ptrace(PTRACE_GETSIGINFO, thread, nullptr, &info) != 0)
        return std::nullopt;
    return info;
}

std::optional<user_regs_struct> registers(pid_t thread)
{
    user_regs_struct values = {};
    if (::ptrace(PTRACE_GETREGS, thread, nullptr, &values) != 0)
        return std::nullopt;
    return values;
}

std::optional<user_fpregs_struct> floatingPoint(pid_t thread)
{
    user_fpregs_struct values = {};
    if (::ptrace(PTRACE_GETFPREGS, thread, nullptr, &values) != 0)
        return std::nullopt;
    return values;
}

unsigned long eventMessage(pid_t thread)
{
    unsigned long message = 0;
    ::ptrace(PTRACE_GETEVENTMSG, thread, nullptr, &message);
    return message;
}

Registers shown(const user_regs_struct& r)
{
    return {{{"rip", r.rip}, {"rsp", r.rsp}, {"rbp", r.rbp},       {"rax", r.rax},         {"rbx", r.rbx},
             {"rcx", r.rcx}, {"rdx", r.rdx}, {"rsi", r.rsi},       {"rdi", r.rdi},         {"r8", r.r8},
             {"r9", r.r9},   {"r10", r.r10}, {"r11", r.r11},       {"r12", r.r12},         {"r13", r.r13},
             {"r14", r.r14}, {"r15", r.r15}, {"eflags", r.eflags}, {"fs_base", r.fs_base}, {"gs_base", r.gs_base}}};
}

UnwindRegisters forUnwinding(const user_regs_struct& r)
{
    return {{r.rax, r.rdx, r.rcx, r.rbx, r.rsi, r.rdi, r.rbp, r.rsp, r.r8, r.r9, r.r10, r.r11, r.r12, r.r13, r.r14,
             r.r15, r.rip}};
}

}  // namespace memdelbrot::ptracing
