#pragma once

#include "gui/models/counts_places.h"

#include <QString>

#include <complex>

namespace memdelbrot {

// The words beside a picture.
[[nodiscard]] QString timesText(
    const FractalFrame& frame);          // "built-in AVX2, 2 threads: kernel 3.1 ms, whole run 3.4 ms"
[[nodiscard]] QString comparisonText(const CountsComparison& comparison,
                                     std::size_t counts);   // `counts`: how many there are
[[nodiscard]] QString sampleText(const FractalFrame& frame, Sample sample);   // two lines
[[nodiscard]] QString complexText(std::complex<double> value,
                                  double precision);   // precision: what differs between neighbours

}  // namespace memdelbrot
