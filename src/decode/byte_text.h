#pragma once

#include "base/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace memdelbrot {

enum class TextEncoding { Ascii, Latin1, Utf8, Utf16Le, Utf16Be };

[[nodiscard]] Result<TextEncoding> parseTextEncoding(std::string_view name);   // "utf-16le"
// UTF-8 in. Errors: Syntax (a character that the encoding lacks).
[[nodiscard]] Result<std::vector<std::byte>> encodeText(std::string_view utf8, TextEncoding encoding);
// UTF-8 out; bytes that do not decode become U+FFFD.
[[nodiscard]] std::string decodeText(std::span<const std::byte> bytes, TextEncoding encoding);

}  // namespace memdelbrot
