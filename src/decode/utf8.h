#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace memdelbrot {

inline constexpr char32_t replacementCharacter = 0xFFFD;

[[nodiscard]] constexpr bool isScalarValue(char32_t point)
{
    return point < 0xD800 || (point > 0xDFFF && point <= 0x10FFFF);
}

// What is no scalar value becomes U+FFFD.
void appendUtf8(std::string& text, char32_t point);

struct Utf8Step {
    char32_t point = 0;       // replacementCharacter where the bytes do not decode
    std::size_t size = 1;     // bytes taken; of broken text the longest part that could have begun a character
    bool valid = true;
};

// REQUIRES: text is not empty.
[[nodiscard]] Utf8Step nextCodePoint(std::string_view text);

}  // namespace memdelbrot
