#pragma once

#include "fractal/count_colours.h"
#include "fractal/counts_array.h"
#include "fractal/renderer.h"

#include <QImage>

#include <stop_token>

namespace memdelbrot {

// A tile's samples, one pixel each. `smoothOffsets`: of the whole array, or empty.
[[nodiscard]] QImage tileImage(const CountsArray& counts, const Tile& tile, const CountColours& colours,
                               std::span<const float> smoothOffsets = {});

// A part of the array, in samples, seen in `size` pixels: each pixel the mean of at most 4 x 4 of its samples.
// Null where it was stopped. REQUIRES: a part inside the array.
[[nodiscard]] QImage scaledImage(const CountsArray& counts, const QRectF& part, QSize size, const CountColours& colours,
                                 const std::stop_token& stop = {});

// The picture that matplotlib's imshow draws of the whole array, one pixel a sample, with 256 colours.
// Errors: OutOfMemory, System (errno 0: the image's encoder; subject: the path).
[[nodiscard]] Result<void> writePng(const CountsArray& counts, const Palette& palette, const std::string& path);

}  // namespace memdelbrot
