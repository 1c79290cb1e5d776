#include "fractal/escape_time.h"

namespace memdelbrot {

std::int32_t escapeTime(std::complex<double> c, std::int32_t maximumIterations)
{
    std::complex<double> z = c;
    for (std::int32_t step = 0; step < maximumIterations; ++step) {
        z = z * z + c;
        if (std::abs(z) > 2)
            return step;
    }
    return maximumIterations;
}

}  // namespace memdelbrot
