#pragma once

#include "layout/c_type.h"
#include "parser/client/parser.h"

#include <stop_token>

namespace memdelbrot {

class Workbench;

struct SourceBuild {
    std::string library;                         // path of the .so: a new file for each build; empty when it failed
    std::vector<SourceDiagnostic> diagnostics;   // warnings too
    std::vector<CSignature> functions;           // its extern "C" functions, typed by parsing the source
    double seconds = 0;
};

// Compiles C++ text with the system's g++: -O3 -ffp-contract=off -fPIC -shared -fno-gnu-unique. Blocking.
// Its functions are then known to LibraryCalls by that library's path.
// Errors: NotFound (no g++), TimedOut, Cancelled, System. A text that does not compile is a build with diagnostics.
[[nodiscard]] Result<SourceBuild> buildSource(Workbench& workbench, const std::string& text, std::stop_token stop = {});

// The example kernel that the Source panel opens with.
[[nodiscard]] std::string exampleKernel();

// int height, int width, int maxiterations, double* c, int* fractal; returning void or int.
[[nodiscard]] bool isKernelSignature(const CSignature& signature);

}  // namespace memdelbrot
