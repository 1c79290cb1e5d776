#pragma once

#include "base/result.h"

#include <string>

namespace memdelbrot {

// The frames of a zoom that are wanted, both included: each is the same whichever others are asked for.
struct FrameRange {
    int first = 0;
    int last = 0;
};

// "0..99", or "7" for that one. Errors: Syntax.
[[nodiscard]] Result<FrameRange> parseFrames(const std::string& text);

// "out/zoom.png" of frame 7 is "out/zoom-0007.png".
[[nodiscard]] std::string framePath(const std::string& path, int frame);

}  // namespace memdelbrot
