// Arguments as the user typed them, on their way into a call. Nothing here touches a process.
#pragma once

#include "decode/array_view.h"
#include "workbench/call_values.h"

#include <functional>

namespace memdelbrot {

// A value that is ready to be passed, or bytes that must stand in the worker's memory and whose address is passed.
struct PlannedArgument {
    PassedValue value;
    std::optional<ArrayView> view;    // set: `bytes` are to be stored
    std::vector<std::byte> bytes;
    bool isOutput = false;            // read back after the call: the pointee is not const
};

// What $NAME and alloc:NAME stand for: a number's or an address's text. Errors: NotFound.
using NamedValues = std::function<Result<std::string>(const std::string& name)>;

// REQUIRES: type is a parameter's. Errors: Syntax, InvalidArgument, NotFound, Unsupported, TooLarge; subject is left empty
// for the caller to name the argument.
[[nodiscard]] Result<PlannedArgument> planArgument(const CType& type, const std::string& text,
                                                   const NamedValues& names);

// Behind a variadic function's named parameters, by C's default promotions: integers as int or long, other numbers as
// double, texts and the rest as pointers.
[[nodiscard]] Result<PlannedArgument> planVariadicArgument(const std::string& text, const NamedValues& names);

}  // namespace memdelbrot
