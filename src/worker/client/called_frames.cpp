#include "worker/client/called_frames.h"

#include <algorithm>

namespace memdelbrot {

CrashReport withCalledFramesOnly(CrashReport report, std::string_view program)
{
    const auto isWorkers = [program](const StackFrame& frame) { return frame.symbol.module == program; };
    std::vector<StackFrame>& frames = report.backtrace;
    auto begin = frames.begin();
    // A worker that parks at exit() stands in its own handler.
    if (report.kind == EndKind::Exit)
        begin = std::ranges::find_if_not(frames, isWorkers);
    const auto end = std::find_if(begin, frames.end(), isWorkers);
    if (begin != end)
        frames = std::vector<StackFrame>(begin, end);
    return report;
}

}  // namespace memdelbrot
