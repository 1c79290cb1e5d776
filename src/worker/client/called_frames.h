#pragma once

#include "process/crash_report.h"

#include <string_view>

namespace memdelbrot {

// A worker's end seen from the code that was called in it: the frames of the worker program itself, whose file is called
// `program`, and what lies outside of them are cut off, so that the outermost frame is the function that was called. An end inside
// the worker program keeps its whole stack.
[[nodiscard]] CrashReport withCalledFramesOnly(CrashReport report, std::string_view program);

}  // namespace memdelbrot
