#pragma once

#include "base/strong_id.h"
#include "memory/address.h"

#include <optional>
#include <string>

namespace memdelbrot {

// Whether a signal that is about to be delivered would end the process: its default action does, and the process
// neither handles nor ignores it. A fault while its signal is blocked or ignored counts: the kernel has reset the
// signal's disposition by then (Linux 6.1, kernel/signal.c, force_sig_info_to_task).
[[nodiscard]] bool wouldEnd(ProcessId process, int signal);

// What a signal's si_code and si_addr say: only the kernel's own faults have an address, and a general protection fault
// (SI_KERNEL) does not say which.
[[nodiscard]] std::optional<Address> faultAddress(int signal, int code, std::uint64_t address);
[[nodiscard]] bool isFault(int signal);  // SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP

// "SIGSEGV", "SIGRTMIN+3".
[[nodiscard]] std::string signalName(int signal);

}  // namespace memdelbrot
