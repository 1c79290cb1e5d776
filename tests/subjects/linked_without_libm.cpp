// As gcc links a C++ source: libm is not named, although its hypot() is called.
#include <cmath>

extern "C" __attribute__((visibility("default"))) double lengthOf(double real, double imaginary)
{
    return std::hypot(real, imaginary);
}
