// Kernels of the notebook's signature, to be loaded into a worker.
#include <complex>
#include <cstddef>
#include <cstdlib>

namespace {

int escapeTime(std::complex<double> start, int limit)
{
    std::complex<double> z = start;
    for (int i = 0; i < limit; ++i) {
        z = z * z + start;
        if (std::abs(z) > 2)
            return i;
    }
    return limit;
}

void countAll(int height, int width, int maxiterations, const double* c, int* fractal)
{
    for (std::ptrdiff_t i = 0; i < std::ptrdiff_t{height} * width; ++i)
        fractal[i] = escapeTime({c[2 * i], c[2 * i + 1]}, maxiterations);
}

}  // namespace

extern "C" {

void quick(int height, int width, int maxiterations, double* c, int* fractal)
{
    countAll(height, width, maxiterations, c, fractal);
}

// Wrong in two places.
void nearly(int height, int width, int maxiterations, double* c, int* fractal)
{
    countAll(height, width, maxiterations, c, fractal);
    fractal[width + 2] += 1;
    fractal[width + 5] = -3;
}

// Leaves one count behind, then the process.
void crashing(int, int, int, double*, int* fractal)
{
    fractal[7] = 4242;
    std::abort();
}

void endless(int, int, int, double*, int*)
{
    for (volatile bool runs = true; runs;) {}
}
}
