#pragma once

#include "cli/outcome.h"
#include "process/crash_report.h"

#include <QJsonObject>

namespace memdelbrot {

// A crash or time-out of called code: {signal, fault_address, backtrace: [{function, file, line}]}.
[[nodiscard]] QJsonObject crashJson(const CrashReport& report);
// The same for people, with exit code and complaint; what the code had written stands before it.
[[nodiscard]] Outcome crashOutcome(const CrashReport& report);

}  // namespace memdelbrot
