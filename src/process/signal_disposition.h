#pragma once

#include "base/strong_id.h"

#include <string>

namespace memdelbrot {

// Whether a signal that is about to be delivered would end the process: its default action does, and the process
// neither handles nor ignores it. A fault while its signal is blocked or ignored counts: the kernel has reset the
// signal's disposition by then (Linux 6.1, kernel/signal.c, force_sig_info_to_task).
[[nodiscard]] bool wouldEnd(ProcessId process, int signal);

// "SIGSEGV", "SIGRTMIN+3".
[[nodiscard]] std::string signalName(int signal);

}  // namespace memdelbrot
