#pragma once

#include "parser/process/translation_unit.h"

namespace memdelbrot::parser {

// The text with what libclang proposes for its errors (a missing `struct`, a missing semicolon) put in, as often as that
// brings new proposals; empty where the result still has errors. REQUIRES: `unit` is the text's own and has errors.
[[nodiscard]] std::string mendedText(const std::string& text, const TranslationUnit& unit, Language language);

}  // namespace memdelbrot::parser
