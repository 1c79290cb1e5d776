#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace memdelbrot {

// The inside of a Python string literal between quotes of the right kind: "b'It\\'s'" for bytes, "'…'" for text.
// Bytes outside printable ASCII are written \xNN.
[[nodiscard]] std::string bytesLiteral(std::string_view bytes);
// Printable characters stand for themselves; controls are \xNN, what is no character is \uNNNN or \UNNNNNNNN.
[[nodiscard]] std::string textLiteral(const std::vector<char32_t>& points);

// The bytes or code points that a literal stands for; without quotes, the text as it is (UTF-8).
// Errors: Syntax (a broken escape or UTF-8, a missing quote).
[[nodiscard]] Result<std::string> bytesOfLiteral(std::string_view text);
[[nodiscard]] Result<std::vector<char32_t>> textOfLiteral(std::string_view text);

}  // namespace memdelbrot
