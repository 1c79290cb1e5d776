#pragma once

#include <string>

namespace memdelbrot {

// C as a line of a complaint that can be copied back: lines become spaces, and a comment up to a line's end one that
// ends by itself. Empty where there is no such line: preprocessor directives need lines of their own.
[[nodiscard]] std::string codeOnOneLine(const std::string& code);

}  // namespace memdelbrot
