#pragma once

#include "fractal/grid.h"

#include <optional>
#include <string>
#include <vector>

namespace memdelbrot {

// What `render` was told about the picture, as text.
struct RenderView {
    std::string size;       // "WxH"
    std::string real;       // "LO,HI"
    std::string imag;
    std::string center;     // "RE,IM"
    std::string radius;     // half the view's height
    std::string location;   // a JSON file with re, im and zoom or radius
    std::string grid = "centers";
    std::string tile;       // "i/n": the i-th of n bands of rows, from 1
    double magnification = 1;   // shows so much less about the middle of what the others say
};

// The samples to count. Errors: InvalidArgument, Syntax, NotFound, Unsupported (deeper than doubles reach).
[[nodiscard]] Result<Grid> gridOf(const RenderView& view);

// "1.5,-2": numbers between commas. Errors: Syntax (not so many).
[[nodiscard]] Result<std::vector<double>> parseNumbers(const std::string& text, std::size_t count);

}  // namespace memdelbrot
