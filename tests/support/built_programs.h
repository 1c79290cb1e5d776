// A workbench's options with the programs of this build, and a Python that has NumPy.
#pragma once

#include "workbench/workbench.h"

#include <chrono>

namespace memdelbrot::testing {

inline WorkbenchOptions builtPrograms()
{
    WorkbenchOptions options;
    options.worker.program = BINARY_FOLDER "/memdelbrot-worker";
    options.parser.program = BINARY_FOLDER "/memdelbrot-parser";
    options.parser.timeout = std::chrono::minutes(1);   // a machine that compiles beside the test
    options.python.interpreter = TEST_PYTHON;
    return options;
}

}  // namespace memdelbrot::testing
