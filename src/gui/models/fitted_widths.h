#pragma once

#include <vector>

namespace memdelbrot {

// The widths of a table's columns, in pixels, in a view of `room`: what they hold where all of it fits. Else columns
// that hold more than `widest` are cut, and the last one, as little as the room allows and never below half of
// `widest`; where not even that fits, each has at most `widest` and the view scrolls.
[[nodiscard]] std::vector<int> fittedWidths(const std::vector<int>& contents, int room, int widest);

}  // namespace memdelbrot
