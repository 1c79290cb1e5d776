#pragma once

#include "objects/cpython_reader.h"
#include "objects/inspection.h"

namespace memdelbrot {

// The Python object at an address: header, value, and where each of its fields lies.
// `evidence`: how the interpreter's version was found, put before what speaks for the object itself.
// Errors: NotFound (no object there; detail says what was looked at), Unreadable.
[[nodiscard]] Result<Inspection> inspectPythonObject(CPythonReader& reader, Address address,
                                                     const std::string& evidence);

}  // namespace memdelbrot
