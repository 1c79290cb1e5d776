#include "decode/float16.h"

#include <cmath>
#include <limits>

namespace memdelbrot {

double doubleFromHalf(std::uint16_t bits)
{
    const int exponent = bits >> 10 & 31;
    const int fraction = bits & 1023;
    const double sign = bits >> 15 ? -1.0 : 1.0;
    if (exponent == 31)
        return std::copysign(
            fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN(), sign);
    if (exponent == 0)
        return sign * std::ldexp(fraction, -24);
    return sign * std::ldexp(fraction + 1024, exponent - 25);
}

std::uint16_t halfFromDouble(double value)
{
    const auto sign = static_cast<std::uint16_t>(std::signbit(value) ? 0x8000 : 0);
    if (std::isnan(value))
        return sign | 0x7e00;
    const double magnitude = std::abs(value);
    if (magnitude >= 65520.0)   // half-way between the largest number and what would follow it
        return sign | 0x7c00;
    const int exponent = magnitude < std::ldexp(1.0, -14) ? -14 : std::ilogb(magnitude);
    // In units of the last place: exact, so that nearbyint is the only rounding. A carry runs into the exponent rightly.
    const auto units = static_cast<unsigned>(std::nearbyint(std::ldexp(magnitude, 10 - exponent)));
    return static_cast<std::uint16_t>(sign | (static_cast<unsigned>(exponent + 14) * 1024 + units));
}

}  // namespace memdelbrot
