// How a supervised process ended or was stopped, as a page to look at.
#pragma once

#include "base/strong_id.h"
#include "memory/address.h"
#include "symbols/address_symbol.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace memdelbrot {

enum class EndKind {
    Signal,     // a fatal signal: SIGSEGV, SIGABRT …
    Exit,       // exit(), _exit(), or a return from main
    Killed,     // SIGKILL from wherever
    TimedOut,   // did not return in time and was stopped
};

struct Registers {
    std::vector<std::pair<std::string, std::uint64_t>> values;   // "rip", "rsp", … in the order to show
};

struct CrashReport {
    EndKind kind = EndKind::Signal;
    ProcessId pid;
    std::string what;                      // "worker", "python": which of our children
    int signal = 0;                        // Signal, Killed
    int signalCode = 0;                    // si_code
    int exitStatus = 0;                    // Exit
    std::optional<Address> faultAddress;   // where the signal has one
    Registers registers;                   // empty where they could not be had
    std::vector<StackFrame> backtrace;     // innermost first; empty where nothing could be unwound
    bool isReadable = false;               // the process is frozen: its memory can still be read
    std::string standardOutput;            // what the called code had written
    std::string standardError;
};

// "SIGSEGV at 0x0 in crash (subject.cpp:12)", "exit(3) in f (libf.so)", "did not return in time in spin (a.c:3)":
// one line. The place is the innermost frame outside the C and C++ runtime; where all lie inside, the outermost one:
// "SIGABRT in abort (libc.so.6)".
[[nodiscard]] std::string summary(const CrashReport& report);

}  // namespace memdelbrot
