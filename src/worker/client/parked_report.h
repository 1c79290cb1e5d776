#pragma once

#include "process/crash_report.h"
#include "worker/protocol/control_block.h"

namespace memdelbrot {

// What a worker without ptrace left behind before it parked. The record is hostile: copied out, and nothing in it is
// taken for more than a number to show. An Asked park is a TimedOut report.
[[nodiscard]] CrashReport parkedReport(const workerprotocol::ParkRecord& record, ProcessId worker);

// For a worker that SIGSTOP stopped, since it would not park: what the kernel still says of where it stands.
[[nodiscard]] CrashReport stoppedReport(ProcessId worker);

}  // namespace memdelbrot
