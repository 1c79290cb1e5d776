#pragma once

#include "workbench/fractal_runs.h"
#include "workbench/workbench.h"

#include <string>

namespace memdelbrot {

// "builtin", "SOURCE.cpp" (built first) or "LIBRARY:SYMBOL". Errors: Syntax, NotFound, Diagnostic, InvalidArgument (a
// function that is no kernel), those of the build.
[[nodiscard]] Result<KernelChoice> kernelNamed(Workbench& workbench, const std::string& text);

}  // namespace memdelbrot
