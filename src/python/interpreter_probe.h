#pragma once

#include "base/result.h"

#include <chrono>
#include <stop_token>
#include <string>

namespace memdelbrot {

// What an interpreter says of itself.
struct InterpreterFacts {
    std::string version;        // "3.11.2"
    std::string numpy;          // "1.24.2"; empty: `import numpy` fails
    bool isSupported = false;   // a session can run it
    std::string executable;     // sys.executable: behind a link or a shim the real one

    friend bool operator==(const InterpreterFacts&, const InterpreterFacts&) = default;
};

// Runs `interpreter` (looked up in PATH, or a path) for as long as `patience` at most; what runs longer is killed with its
// process group. Blocking. Errors: NotFound, Refused, System, TimedOut, Cancelled, Unsupported (it does not answer as
// Python does).
[[nodiscard]] Result<InterpreterFacts> probeInterpreter(const std::string& interpreter,
                                                        std::chrono::milliseconds patience, std::stop_token stop = {});

}  // namespace memdelbrot
