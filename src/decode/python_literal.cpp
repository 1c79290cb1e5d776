#include "decode/python_literal.h"

#include "decode/utf8.h"

#include <charconv>

namespace memdelbrot {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

void appendEscape(std::string& text, char letter, int width, char32_t value)
{
    text += '\\';
    text += letter;
    for (int shift = 4 * (width - 1); shift >= 0; shift -= 4)
        text += digits[value >> shift & 15];
}

// One character as it stands between `quote`s; false where it needs a numbered escape.
bool appendPlain(std::string& text, char32_t point, char quote)
{
    switch (point) {
    case '\n':
        text += "\\n";
        return true;
    case '\r':
        text += "\\r";
        return true;
    case '\t':
        text += "\\t";
        return true;
    default:
        break;
    }
    if (point == U'\\' || point == static_cast<char32_t>(quote))
        text += '\\';
    if (point < 0x20 || point == 0x7F)
        return false;
    appendUtf8(text, point);
    return true;
}

template <typename Characters>
char quoteFor(const Characters& characters)
{
    bool single = false;
    bool twofold = false;
    for (const auto character : characters) {
        single = single || character == '\'';
        twofold = twofold || character == '"';
    }
    return single && !twofold ? '"' : '\'';
}

tl::unexpected<Error> broken(std::string_view text, std::size_t column)
{
    return failure(
        {.code = ErrorCode::Syntax, .subject = std::string(text), .detail = "column " + std::to_string(column + 1)});
}

// A number of `width` hex digits at the front of `text`, or -1.
std::int64_t hexAtFront(std::string_view text, std::size_t width)
{
    std::uint32_t value = 0;
    const auto digitsText = text.substr(0, width);
    const auto [end, error] = std::from_chars(digitsText.data(), digitsText.data() + digitsText.size(), value, 16);
    return error == std::errc() && end == digitsText.data() + width ? std::int64_t{value} : -1;
}

struct Escape {
    std::int64_t value = -1;   // -1: broken
    std::size_t size = 2;      // with the backslash
};

// Text literals alone have \u and \U.
Escape escapeAt(std::string_view text, bool ofText)
{
    if (text.size() < 2)
        return {};
    switch (text[1]) {
    case 'n':
        return {'\n'};
    case 'r':
        return {'\r'};
    case 't':
        return {'\t'};
    case '0':
        return {0};
    case '\\':
    case '\'':
    case '"':
        return {text[1]};
    case 'x':
        return {hexAtFront(text.substr(2), 2), 4};
    case 'u':
        return ofText ? Escape{hexAtFront(text.substr(2), 4), 6} : Escape{};
    case 'U':
        return ofText ? Escape{hexAtFront(text.substr(2), 8), 10} : Escape{};
    default:
        return {};
    }
}

// The text between the quotes, or nothing where the closing one is missing. `offset` is where it begins.
struct Inside {
    std::string_view text;
    std::size_t offset = 0;
    bool quoted = false;
    bool closed = true;
};

Inside insideOf(std::string_view text, bool prefixed)
{
    const std::size_t quoteAt = prefixed && text.starts_with('b') ? 1 : 0;
    if (text.size() <= quoteAt || (text[quoteAt] != '\'' && text[quoteAt] != '"') || (prefixed && quoteAt == 0))
        return {text};
    if (text.size() < quoteAt + 2 || text.back() != text[quoteAt])
        return {text, 0, true, false};
    return {text.substr(quoteAt + 1, text.size() - quoteAt - 2), quoteAt + 1, true, true};
}

}  // namespace

std::string bytesLiteral(std::string_view bytes)
{
    const char quote = quoteFor(bytes);
    std::string text = {'b', quote};
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        if (value >= 0x80 || !appendPlain(text, value, quote))
            appendEscape(text, 'x', 2, value);
    }
    return text + quote;
}

std::string textLiteral(const std::vector<char32_t>& points)
{
    const char quote = quoteFor(points);
    std::string text(1, quote);
    for (const char32_t point : points) {
        if (point >= 0x80 && point < 0xA0)
            appendEscape(text, 'x', 2, point);
        else if (!isScalarValue(point))
            appendEscape(text, point <= 0xFFFF ? 'u' : 'U', point <= 0xFFFF ? 4 : 8, point);
        else if (!appendPlain(text, point, quote))
            appendEscape(text, 'x', 2, point);
    }
    return text + quote;
}

Result<std::string> bytesOfLiteral(std::string_view text)
{
    const Inside inside = insideOf(text, true);
    if (!inside.closed)
        return broken(text, text.size());
    if (!inside.quoted)
        return std::string(text);
    std::string bytes;
    for (std::size_t at = 0; at < inside.text.size();) {
        if (inside.text[at] != '\\') {
            bytes += inside.text[at++];
            continue;
        }
        const Escape escape = escapeAt(inside.text.substr(at), false);
        if (escape.value < 0)
            return broken(text, inside.offset + at);
        bytes += static_cast<char>(escape.value);
        at += escape.size;
    }
    return bytes;
}

Result<std::vector<char32_t>> textOfLiteral(std::string_view text)
{
    const Inside inside = insideOf(text, false);
    if (!inside.closed)
        return broken(text, text.size());
    std::vector<char32_t> points;
    for (std::size_t at = 0; at < inside.text.size();) {
        if (inside.quoted && inside.text[at] == '\\') {
            const Escape escape = escapeAt(inside.text.substr(at), true);
            if (escape.value < 0)
                return broken(text, inside.offset + at);
            points.push_back(static_cast<char32_t>(escape.value));
            at += escape.size;
            continue;
        }
        const Utf8Step step = nextCodePoint(inside.text.substr(at));
        if (!step.valid)
            return broken(text, inside.offset + at);
        points.push_back(step.point);
        at += step.size;
    }
    return points;
}

}  // namespace memdelbrot
