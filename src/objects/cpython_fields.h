#pragma once

#include "objects/cpython_reader.h"
#include "objects/inspection.h"

namespace memdelbrot {

// The object's C fields by name, in the order in which they lie there; items and entries are children of the field that
// holds them, at most 200. What cannot be read says so in its value.
[[nodiscard]] std::vector<InspectedField> pythonFields(CPythonReader& reader, const PythonObject& object);

}  // namespace memdelbrot
