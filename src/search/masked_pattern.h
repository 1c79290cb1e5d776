#pragma once

#include "decode/byte_text.h"
#include "decode/dtype.h"

namespace memdelbrot {

// Bytes of which only the bits in a mask count.
struct MaskedPattern {
    std::vector<std::byte> bytes;   // zero where the mask is
    std::vector<std::byte> mask;    // of the same size

    [[nodiscard]] std::size_t size() const { return bytes.size(); }
    // REQUIRES: found.size() == size().
    [[nodiscard]] bool matches(std::span<const std::byte> found) const;

    friend bool operator==(const MaskedPattern&, const MaskedPattern&) = default;
};

enum class LetterCase { Sensitive, Insensitive };

// "48 65 ?? 6c": pairs of hex digits, ? for any digit ("4?"), a pair's mask behind an ampersand ("41&df": A or a).
// Errors: Syntax (also where no bit counts), TooLarge (over 65536 bytes).
[[nodiscard]] Result<MaskedPattern> parseBytePattern(std::string_view text);

// Insensitive: ASCII letters in either case; others as they are written (regexes have every letter's cases).
// Errors: Syntax (empty, or a character that the encoding lacks), TooLarge.
[[nodiscard]] Result<MaskedPattern> textPattern(std::string_view utf8, TextEncoding encoding,
                                                LetterCase letterCase = LetterCase::Sensitive);

// What equals `text` read as a dtype: 0.0 finds -0.0. NaN has no pattern. Errors: parseElement's.
[[nodiscard]] Result<MaskedPattern> valuePattern(const Dtype& dtype, std::string_view text);

}  // namespace memdelbrot
