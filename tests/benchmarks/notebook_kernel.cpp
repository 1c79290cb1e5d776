#include "notebook_kernel.h"

#include <complex>
#include <cstddef>

extern "C" void notebookKernel(int height, int width, int maxiterations, double* c, int* fractal)
{
    const std::size_t samples = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
    for (std::size_t sample = 0; sample < samples; ++sample) {
        const std::complex<double> start(c[2 * sample], c[2 * sample + 1]);
        std::complex<double> z = start;
        for (int i = 0; i < maxiterations; ++i) {
            z = z * z + start;
            if (std::abs(z) > 2) {
                fractal[sample] = i;
                break;
            }
        }
    }
}
