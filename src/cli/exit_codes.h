#pragma once

#include "base/error.h"

namespace memdelbrot {

// What memdelbrot-cli ends with.
enum ExitCode : int {
    ExitDone = 0,
    ExitFailed = 1,
    ExitUsage = 2,
    ExitPartlyUnreadable = 3,
    ExitNothingReadable = 4,
    ExitRefused = 5,     // read-only, permission
    ExitCrashed = 6,     // the called code
    ExitTimedOut = 7,
};

[[nodiscard]] ExitCode exitCodeOf(const Error& error);

}  // namespace memdelbrot
