#pragma once

#include "workbench/call_arguments.h"

namespace memdelbrot {

// Whether more stands there than one number or name: an operator or a bracket.
[[nodiscard]] bool isArgumentExpression(const std::string& text);

// 100*8, ($n+1)*4, alloc:a+16, -2*3: whole numbers and names for such, with + - * and brackets, by the rules of addresses.
// Errors: Syntax, NotFound (a name), InvalidArgument (a name for something else), TooLarge (leaves 64 bits on the way).
[[nodiscard]] Result<IntegerText> argumentValue(const std::string& text, const NamedValues& names);

}  // namespace memdelbrot
