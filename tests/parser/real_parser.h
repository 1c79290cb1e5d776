#pragma once

#include "parser/client/parser.h"

#include <string>

namespace memdelbrot::testing {

inline ParserOptions options()
{
    return {.program = BINARY_FOLDER "/memdelbrot-parser", .timeout = std::chrono::seconds(30)};
}

inline std::string firstError(const ParsedDeclarations& declarations)
{
    for (const SourceDiagnostic& diagnostic : declarations.diagnostics) {
        if (diagnostic.isError)
            return std::to_string(diagnostic.line) + ": " + diagnostic.message;
    }
    return {};
}

}  // namespace memdelbrot::testing
