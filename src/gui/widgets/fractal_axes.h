#pragma once

#include "gui/models/fractal_scene.h"

#include <QPainter>

namespace memdelbrot {

// What is drawn round the picture: marks and values outside, a frame.
struct FractalAxes {
    AxisSpan real;
    AxisSpan imag;
    bool isIndex = false;   // column and row numbers
};

// The room that marks and values need at the picture's sides.
[[nodiscard]] QMargins axesMargins(const QFontMetrics& metrics);

void paintAxes(QPainter& painter, const QRect& picture, const FractalAxes& axes, const QPalette& palette);

}  // namespace memdelbrot
