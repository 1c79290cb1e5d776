#pragma once

#include "parser/client/parser.h"

#include <stop_token>

namespace memdelbrot {

// What g++ made of a source file.
struct CompilerRun {
    bool succeeded = false;
    std::vector<SourceDiagnostic> diagnostics;
};

// Compiles `source` to the shared library `library` by the system's g++, in a process group of its own with limits on time
// and memory; its temporary files go beside the library. Blocking.
// Errors: NotFound (no g++), TimedOut, Cancelled, System.
[[nodiscard]] Result<CompilerRun> compileSource(const std::string& source, const std::string& library,
                                                std::stop_token stop);

// g++ -fdiagnostics-format=json's output: a JSON array a line, other text between. What lies outside `source` is told by
// file and line in the message, at line 0. Capped.
[[nodiscard]] std::vector<SourceDiagnostic> compilerDiagnostics(const std::string& output, const std::string& source);

}  // namespace memdelbrot
