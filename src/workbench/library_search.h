#pragma once

#include "workbench/library_calls.h"

namespace memdelbrot {

// The first of the libraries that exports a function of that name; else the first one with a name that begins so.
// Nothing where none does. Reads their ELF files; nothing is loaded. Blocking.
[[nodiscard]] std::optional<std::string> libraryExporting(const LibraryCalls& calls,
                                                          const std::vector<std::string>& libraries,
                                                          const std::string& name);

}  // namespace memdelbrot
