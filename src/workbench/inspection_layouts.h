#pragma once

#include "objects/cpython_reader.h"
#include "objects/cpython_runtime.h"
#include "parser/client/parser.h"

namespace memdelbrot {

// The layouts for objects of that Python, from `folder` (empty: the program's resources). A file is parsed once in a run.
// Thread-safe. Errors: Unsupported (no file for this version; another version's is never taken), the parser's.
[[nodiscard]] Result<PythonLayouts> pythonLayouts(const CPythonVersion& version, const std::string& folder,
                                                  const ParserOptions& parser);

}  // namespace memdelbrot
