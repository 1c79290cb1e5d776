#pragma once

#include "base/result.h"
#include "layout/c_type.h"

#include <chrono>
#include <string>
#include <vector>

namespace memdelbrot {

struct SourceDiagnostic {
    int line = 0;     // 1-based, in the text that was given
    int column = 0;   // 1-based, bytes
    bool isError = false;
    std::string message;
};

struct ParsedDeclarations {
    std::vector<CRecord> records;
    std::vector<CSignature> functions;
    std::vector<SourceDiagnostic> diagnostics;   // any error: records and functions are empty
    std::string suggestion;  // the text mended where a common slip was seen (a missing `struct`, a
        // missing semicolon) and the mended text parses; else empty
};

enum class SourceLanguage { C, Cpp };

struct ParserOptions {
    std::string program;  // path of memdelbrot-parser; empty: beside this executable
    // Of processor time, in whole seconds: it is what hostile text takes. A parser that waits instead, for a cold disk or
    // its turn on a busy machine, is given up after six times as long.
    std::chrono::milliseconds timeout{10'000};
    std::uint64_t memoryLimit = 1u << 30;  // bytes of address space
};

// Parses hostile text in a memdelbrot-parser of its own, which is gone when the call returns. Thread-safe, blocking.
// Declarations of what the text itself holds, with stddef.h, stdint.h, sys/types.h before it.
// Errors: Crashed (the parser died on this text), TimedOut, BadMessage, System.
[[nodiscard]] Result<ParsedDeclarations> parseDeclarations(const std::string& text, SourceLanguage language,
                                                           const ParserOptions& options = {});

// The record that the debugging information of an ELF file has under a name: "struct T", a typedef's, a C++ name. A
// separate file of it is found where the system installs them. What is wrong is an error diagnostic.
[[nodiscard]] Result<ParsedDeclarations> parseDwarf(const std::string& elf, const std::string& name,
                                                    const ParserOptions& options = {});

// Functions with external linkage declared in installed headers ("math.h", "stdlib.h", …), origin Header.
[[nodiscard]] Result<ParsedDeclarations> parseHeaders(const std::vector<std::string>& headers,
                                                      const ParserOptions& options = {});

}  // namespace memdelbrot
