#include "cli/exit_codes.h"

namespace memdelbrot {

ExitCode exitCodeOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::InvalidArgument:
    case ErrorCode::Syntax:
    case ErrorCode::Ambiguous:
        return ExitUsage;
    case ErrorCode::Unreadable:
        return ExitNothingReadable;
    case ErrorCode::ReadOnly:
    case ErrorCode::Locked:
    case ErrorCode::Refused:
        return ExitRefused;
    case ErrorCode::Crashed:
        return ExitCrashed;
    case ErrorCode::TimedOut:
        return ExitTimedOut;
    default:
        return ExitFailed;
    }
}

}  // namespace memdelbrot
