// What the library panel says about a call, before it and after it.
#pragma once

#include "workbench/library_calls.h"

#include <QString>

namespace memdelbrot {

// What may be typed for a parameter of that type: "number, 100*8 or $name", "text, 0x… or $name".
[[nodiscard]] QString argumentHint(const CType& type);

// "strlen = 5  (size_t)": the result's line.
[[nodiscard]] QString resultLine(const CallReport& report);
// The line below it: errno by name and the time.
[[nodiscard]] QString resultDetails(const CallReport& report);
// "values = [2, 4, -6]": an array that came back, its first elements.
[[nodiscard]] QString outputLine(const CallReport& report, const CallOutput& output);

// A pointer that is not null, to be opened as an array.
[[nodiscard]] std::optional<Address> resultPointer(const CallReport& report);
// What a pointer result is an array of, as far as its type says: float64 for double *; else uint8.
[[nodiscard]] Dtype resultDtype(const CSignature& signature);

}  // namespace memdelbrot
