#pragma once

#include "process/crash_report.h"

#include <optional>
#include <string>
#include <string_view>

namespace memdelbrot {

// What was being called in a worker.
struct CalledFunction {
    Address address;
    std::string name;   // that its library exports it by
};

// A worker's end seen from the code that was called in it: the frames of the worker program itself, whose file is called
// `program`, and what lies outside of them are cut off, so that the outermost frame is the function that was called. An end inside
// the worker program keeps its whole stack.
// An outermost frame without a symbol is named as it was called: libc's strlen is a local function of another name, chosen
// for the processor (STT_GNU_IFUNC), which no symbol table lists without debug information.
[[nodiscard]] CrashReport withCalledFramesOnly(CrashReport report, std::string_view program,
                                               const std::optional<CalledFunction>& called = std::nullopt);

}  // namespace memdelbrot
