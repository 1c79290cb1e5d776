// The workshop's kernel in its own shape: escape times of height x width points, row after row.
#include <complex>

extern "C" void quick(int height, int width, int maxiterations, double* c, int* fractal)
{
    for (int sample = 0; sample < height * width; ++sample) {
        const std::complex<double> point(c[2 * sample], c[2 * sample + 1]);
        std::complex<double> z = point;
        for (int step = 0; step < maxiterations; ++step) {
            z = z * z + point;
            if (std::abs(z) > 2) {
                fractal[sample] = step;
                break;
            }
        }
    }
}
