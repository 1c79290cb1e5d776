// What went wrong, without prose: screens and command lines word it (workbench/error_text.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace memdelbrot {

enum class ErrorCode {
    InvalidArgument,   // a value outside what the operation takes; subject names it
    Syntax,            // text that does not parse; subject is the text, detail says where
    NotFound,          // no such file, symbol, process, name
    Ambiguous,         // a name with several meanings; detail lists them
    Unreadable,        // address and errno say which byte and why
    ReadOnly,          // the pages are not writable and the write was not forced
    Locked,            // the user has not unlocked this target
    Refused,           // the system refuses: errno says how
    Ended,             // the process is gone
    Busy,              // it is doing something else that nobody can wait for; detail says what
    Stale,             // the target no longer holds what was shown
    Crashed,           // called code ended by a signal or by exit
    TimedOut,          // called code did not return in time
    BadMessage,        // the other side of a process border sent nonsense
    Diagnostic,        // a compiler or parser refused; detail is its text
    TooLarge,          // more than the stated limit
    OutOfMemory,
    Unsupported,       // known, and not possible here; detail says why
    Cancelled,
    System,            // any other failed system call: errno
};

struct Error {
    ErrorCode code = ErrorCode::System;
    int errnoValue = 0;                     // 0 where no system call failed
    std::optional<std::uint64_t> address;   // of the first byte concerned
    std::string subject;                    // path, symbol, name or expression concerned
    std::string detail;                     // foreign text (a diagnostic), or the fact that explains the refusal

    friend bool operator==(const Error&, const Error&) = default;
};

}  // namespace memdelbrot
