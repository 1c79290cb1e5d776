#include "gui/models/number_fitting.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr const char* ellipsis = "…";   // one character

// "-1234567.5" as "-1.2345675e+06". REQUIRES: more than one digit before the point, and no exponent.
std::string withExponent(const std::string& text)
{
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::size_t exponent = point - first - 1;
    std::string digits = text.substr(first + 1, exponent);
    if (point < text.size())
        digits += text.substr(point + 1);
    return text.substr(0, first + 1) + "." + digits + (exponent < 10 ? "e+0" : "e+") + std::to_string(exponent);
}

// Where the sign between the two parts of a complex number stands; 0: there is one part.
std::size_t joint(const std::string& text)
{
    const std::size_t sign = text.find_last_of("+-");
    if (sign == std::string::npos || sign == 0)
        return 0;
    const char before = text[sign - 1];
    if (before != 'e')
        return sign;
    const std::size_t earlier = text.find_last_of("+-", sign - 1);
    return earlier == std::string::npos ? 0 : earlier;
}

}  // namespace

std::string fittedNumber(std::string text, int width)
{
    const auto room = static_cast<std::size_t>(width);
    if (text.size() <= room)
        return text;
    if (text.find('e') == std::string::npos && text.find('.') >= room)
        text = withExponent(text);
    const std::size_t end = std::min(text.find('e'), text.size());
    const std::string exponent = text.substr(end);
    return text.substr(0, room - exponent.size() - 1) + ellipsis + exponent;
}

std::string fittedComplex(const std::string& text, int partWidth)
{
    if (!text.starts_with('('))
        return text;   // "2j", or no number at all
    const std::string parts = text.substr(1, text.size() - 3);   // without "j)"
    const std::size_t sign = joint(parts);
    if (sign == 0)
        return text;
    return "(" + fittedNumber(parts.substr(0, sign), partWidth) + parts[sign]
        + fittedNumber(parts.substr(sign + 1), partWidth) + "j)";
}

}  // namespace memdelbrot
