#pragma once

#include "base/result.h"

#include <string>

namespace memdelbrot {

// The absolute path of a library: of a path (with a slash), of a soname in the loader's folders ("libm.so.6"), or of a
// short name ("m" as a linker takes it, or "libm"): the ELF file libm.so or libm.so.N. Runs nothing.
// Errors: NotFound (detail: where it was looked for).
[[nodiscard]] Result<std::string> libraryPath(const std::string& name);

}  // namespace memdelbrot
