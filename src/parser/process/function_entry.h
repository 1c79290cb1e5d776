#pragma once

#include "parser/process/type_table.h"

namespace memdelbrot::parser {

// A function's declaration for the reply. `header` is left empty.
[[nodiscard]] FunctionEntry functionEntry(CXCursor function, TypeTable& types, const Reply& reply);

// Whether its symbol bears its own name: external linkage, and in C++ text also extern "C".
[[nodiscard]] bool isPlainlyExported(CXCursor function);

}  // namespace memdelbrot::parser
