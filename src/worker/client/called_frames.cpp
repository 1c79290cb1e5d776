#include "worker/client/called_frames.h"

#include <algorithm>

namespace memdelbrot {

namespace {

void nameAsCalled(StackFrame& frame, const CalledFunction& called)
{
    const std::uint64_t place = frame.programCounter.value();
    const std::uint64_t module = place - frame.symbol.offset;   // its load address, for there is no symbol
    const bool isInside = module <= called.address.value() && called.address.value() <= place;
    if (!frame.symbol.function.empty() || frame.symbol.module.empty() || !isInside)
        return;
    frame.symbol.function = called.name;
    frame.symbol.offset = place - called.address.value();
}

}  // namespace

CrashReport withCalledFramesOnly(CrashReport report, std::string_view program,
                                 const std::optional<CalledFunction>& called)
{
    const auto isWorkers = [program](const StackFrame& frame) { return frame.symbol.module == program; };
    std::vector<StackFrame>& frames = report.backtrace;
    auto begin = frames.begin();
    // A worker that parks at exit() stands in its own handler.
    if (report.kind == EndKind::Exit)
        begin = std::ranges::find_if_not(frames, isWorkers);
    const auto end = std::find_if(begin, frames.end(), isWorkers);
    if (begin == end)
        return report;
    frames = std::vector<StackFrame>(begin, end);
    if (called)
        nameAsCalled(frames.back(), *called);
    return report;
}

}  // namespace memdelbrot
