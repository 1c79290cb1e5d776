#pragma once

#include "parser/process/translation_unit.h"

namespace memdelbrot::parser {

// Puts the records and functions that the text itself declares into the reply.
void addDeclarations(const TranslationUnit& unit, Reply& reply);

// Puts the exported functions of all included headers into the reply, each with the header of `headers` that brought it.
// REQUIRES: the unit is of headersText(headers).
void addHeaderFunctions(const TranslationUnit& unit, const std::vector<std::string>& headers, Reply& reply);

// A text that includes those of the headers that this system has.
[[nodiscard]] std::string headersText(const std::vector<std::string>& headers);

}  // namespace memdelbrot::parser
