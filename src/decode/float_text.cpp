#include "decode/float_text.h"

#include "decode/float16.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string_view>

namespace memdelbrot {

namespace {

// Python sets numbers from 1e-4 up to 1e16 without an exponent (CPython: Python/pystrtod.c, format_float_short).
std::string positional(const std::string& digits, int exponent)
{
    const int count = static_cast<int>(digits.size());
    if (exponent < 0)
        return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    if (exponent + 1 >= count)
        return digits + std::string(static_cast<std::size_t>(exponent + 1 - count), '0') + ".0";
    const auto point = static_cast<std::size_t>(exponent + 1);
    return digits.substr(0, point) + '.' + digits.substr(point);
}

std::string withExponent(const std::string& digits, int exponent)
{
    std::string text = digits.substr(0, 1);
    if (digits.size() > 1)
        text += '.' + digits.substr(1);
    text += exponent < 0 ? "e-" : "e+";
    const std::string number = std::to_string(std::abs(exponent));
    return text + (number.size() < 2 ? "0" : "") + number;
}

// `scientific` is std::to_chars's: "-1.25e+02".
std::string pythonText(std::string_view scientific)
{
    std::string sign;
    if (scientific.front() == '-') {
        sign = "-";
        scientific.remove_prefix(1);
    }
    const std::size_t mark = scientific.find('e');
    std::string digits(scientific.substr(0, 1));
    if (mark > 2)
        digits += scientific.substr(2, mark - 2);
    while (digits.size() > 1 && digits.back() == '0')
        digits.pop_back();
    const int exponent = std::atoi(std::string(scientific.substr(mark + 1)).c_str());
    return sign + (exponent >= -4 && exponent < 16 ? positional(digits, exponent) : withExponent(digits, exponent));
}

template <typename Number>
std::string shortest(Number value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    return pythonText({buffer, static_cast<std::size_t>(end - buffer)});
}

}  // namespace

std::string floatText(float value)
{
    return shortest(value);
}

std::string floatText(double value)
{
    return shortest(value);
}

std::string floatText(long double value)
{
    return shortest(value);
}

std::string halfText(std::uint16_t bits)
{
    const double value = doubleFromHalf(bits);
    if (!std::isfinite(value))
        return shortest(value);
    // Below a power of two the numbers lie closer than above it, so where two decimals are equally near, the one
    // farther from zero may be the only one that reads back.
    const double tieBroken = std::nextafter(value, std::copysign(std::numeric_limits<double>::infinity(), value));
    char buffer[64];
    for (int digits = 0;; ++digits) {   // five digits tell any two halves apart
        for (const double candidate : {value, tieBroken}) {
            const auto end =
                std::to_chars(buffer, buffer + sizeof buffer, candidate, std::chars_format::scientific, digits).ptr;
            double back = 0;
            std::from_chars(buffer, end, back);
            if (halfFromDouble(back) == bits || digits >= 5)
                return pythonText({buffer, static_cast<std::size_t>(end - buffer)});
        }
    }
}

std::string withoutPointZero(std::string text)
{
    if (text.ends_with(".0"))
        text.resize(text.size() - 2);
    return text;
}

}  // namespace memdelbrot
