#include "decode/utf8.h"

namespace memdelbrot {

namespace {

constexpr Utf8Step broken(std::size_t size)
{
    return {replacementCharacter, size, false};
}

// What the second byte may be: narrower than 80…BF where the text would be overlong, a surrogate or past U+10FFFF
// (Unicode 15, table 3-7).
constexpr bool fitsAfter(unsigned first, unsigned second)
{
    switch (first) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return second >= 0x80 && second <= 0xBF;
    }
}

}  // namespace

void appendUtf8(std::string& text, char32_t point)
{
    if (!isScalarValue(point))
        point = replacementCharacter;
    const auto continuation = [&](int shift) { text += static_cast<char>(0x80 | (point >> shift & 0x3F)); };
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xC0 | point >> 6);
        continuation(0);
    } else if (point < 0x10000) {
        text += static_cast<char>(0xE0 | point >> 12);
        continuation(6);
        continuation(0);
    } else {
        text += static_cast<char>(0xF0 | point >> 18);
        continuation(12);
        continuation(6);
        continuation(0);
    }
}

Utf8Step nextCodePoint(std::string_view text)
{
    const auto byteAt = [&](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(text[at])); };
    const unsigned first = byteAt(0);
    if (first < 0x80)
        return {first, 1, true};
    if (first < 0xC2 || first > 0xF4)
        return broken(1);
    const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t point = first & (0xFFU >> (size + 1));
    for (std::size_t at = 1; at < size; ++at) {
        if (at >= text.size())
            return broken(at);
        const unsigned byte = byteAt(at);
        if (at == 1 ? !fitsAfter(first, byte) : byte < 0x80 || byte > 0xBF)
            return broken(at);
        point = point << 6 | (byte & 0x3F);
    }
    return {point, size, true};
}

}  // namespace memdelbrot
