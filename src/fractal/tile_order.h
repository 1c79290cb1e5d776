#pragma once

#include "fractal/renderer.h"

#include <vector>

namespace memdelbrot {

// A canvas cut into tiles that fit the first cache, nearest to the focus first. -1 as the focus: the middle.
[[nodiscard]] std::vector<Tile> tilesFrom(int height, int width, int focusRow, int focusColumn);

}  // namespace memdelbrot
