#include "objects/python_text.h"

#include "base/hex_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace memdelbrot {

namespace {

constexpr std::uint32_t DecimalBase = 1'000'000'000;
constexpr std::size_t DecimalDigits = 9;
constexpr int DigitBits = 30;

// "1.2345e+02" taken apart: the significant digits and the exponent of the first.
struct Decimal {
    std::string digits;
    int exponent = 0;
};

Decimal shortest(double magnitude)
{
    std::array<char, 32> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude, std::chars_format::scientific).ptr;
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const auto e = text.find('e');
    Decimal decimal;
    std::copy_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(e), std::back_inserter(decimal.digits),
                 [](char c) { return c != '.'; });
    decimal.exponent = std::stoi(std::string(text.substr(e + 1)));
    return decimal;
}

// As float.__repr__ lays it out (Python/pystrtod.c: format code 'r').
std::string laidOut(const Decimal& decimal)
{
    const auto& [digits, exponent] = decimal;
    if (exponent < -4 || exponent >= 16) {
        std::string text = digits.substr(0, 1);
        if (digits.size() > 1)
            text += "." + digits.substr(1);
        const std::string power = std::to_string(std::abs(exponent));
        return text + (exponent < 0 ? "e-" : "e+") + (power.size() < 2 ? "0" : "") + power;
    }
    if (exponent < 0)
        return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole)
        return digits + std::string(whole - digits.size(), '0') + ".0";
    return digits.substr(0, whole) + "." + digits.substr(whole);
}

char quoteFor(bool hasSingle, bool hasDouble)
{
    return hasSingle && !hasDouble ? '"' : '\'';
}

std::string hexDigits(std::uint32_t value, std::size_t width)
{
    const std::string digits = hexNumber(value).substr(2);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

// True where the character was written.
bool appendShared(std::string& text, std::uint32_t c, char quote)
{
    if (c == static_cast<unsigned char>(quote) || c == '\\')
        text += {'\\', static_cast<char>(c)};
    else if (c == '\n')
        text += "\\n";
    else if (c == '\r')
        text += "\\r";
    else if (c == '\t')
        text += "\\t";
    else if (c >= 0x20 && c < 0x7F)
        text += static_cast<char>(c);
    else
        return false;
    return true;
}

}  // namespace

std::string pythonFloat(double value)
{
    if (std::isnan(value))
        return "nan";
    const std::string sign = std::signbit(value) ? "-" : "";
    if (std::isinf(value))
        return sign + "inf";
    return sign + (value == 0 ? "0.0" : laidOut(shortest(std::abs(value))));
}

std::string pythonComplex(double real, double imaginary)
{
    const auto part = [](double value) {
        std::string text = pythonFloat(value);
        if (text.ends_with(".0"))
            text.resize(text.size() - 2);
        return text;
    };
    if (real == 0 && !std::signbit(real))
        return part(imaginary) + "j";
    const std::string second = part(imaginary);
    return "(" + part(real) + (second.starts_with('-') ? "" : "+") + second + "j)";
}

std::string pythonInt(std::span<const std::uint32_t> digits, bool isNegative)
{
    std::vector<std::uint32_t> decimal{0};   // base 10^9, lowest first
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        std::uint64_t carry = *digit;
        for (std::uint32_t& place : decimal) {
            carry += static_cast<std::uint64_t>(place) << DigitBits;
            place = static_cast<std::uint32_t>(carry % DecimalBase);
            carry /= DecimalBase;
        }
        for (; carry != 0; carry /= DecimalBase)
            decimal.push_back(static_cast<std::uint32_t>(carry % DecimalBase));
    }
    std::string text = (isNegative ? "-" : "") + std::to_string(decimal.back());
    for (auto place = decimal.rbegin() + 1; place != decimal.rend(); ++place) {
        const std::string nine = std::to_string(*place);
        text += std::string(DecimalDigits - nine.size(), '0') + nine;
    }
    return text;
}

std::string pythonBytes(std::span<const std::byte> bytes)
{
    const auto holds = [bytes](char c) { return std::find(bytes.begin(), bytes.end(), std::byte(c)) != bytes.end(); };
    const char quote = quoteFor(holds('\''), holds('"'));
    std::string text{'b', quote};
    for (const std::byte byte : bytes) {
        const auto c = std::to_integer<std::uint32_t>(byte);
        if (!appendShared(text, c, quote))
            text += "\\x" + hexDigits(c, 2);
    }
    return text + quote;
}

std::string pythonText(std::span<const std::uint32_t> codePoints)
{
    const auto holds = [codePoints](char c) {
        return std::find(codePoints.begin(), codePoints.end(), static_cast<std::uint32_t>(c)) != codePoints.end();
    };
    const char quote = quoteFor(holds('\''), holds('"'));
    std::string text{quote};
    for (const std::uint32_t c : codePoints) {
        if (appendShared(text, c, quote))
            continue;
        if (c <= 0xA0 || c == 0xAD)
            text += "\\x" + hexDigits(c, 2);
        else if (c >= 0xD800 && c <= 0xDFFF)
            text += "\\u" + hexDigits(c, 4);
        else if (c > 0x10FFFF)
            text += "\\U" + hexDigits(c, 8);
        else
            appendUtf8(text, c);
    }
    return text + quote;
}

void appendUtf8(std::string& text, std::uint32_t c)
{
    const auto append = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (c < 0x80) {
        append(c);
    } else if (c < 0x800) {
        append(0xC0 | c >> 6);
        append(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        append(0xE0 | c >> 12);
        append(0x80 | (c >> 6 & 0x3F));
        append(0x80 | (c & 0x3F));
    } else {
        append(0xF0 | c >> 18);
        append(0x80 | (c >> 12 & 0x3F));
        append(0x80 | (c >> 6 & 0x3F));
        append(0x80 | (c & 0x3F));
    }
}

}  // namespace memdelbrot
