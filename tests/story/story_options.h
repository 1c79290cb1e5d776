// The programs that the story's processes are, as they were built.
#pragma once

#include "workbench/workbench.h"

namespace memdelbrot::testing {

inline WorkbenchOptions storyOptions()
{
    WorkbenchOptions options;
    options.worker.program = BINARY_FOLDER "/memdelbrot-worker";
    options.parser.program = BINARY_FOLDER "/memdelbrot-parser";
    options.parser.timeout = std::chrono::minutes(1);
    options.python.interpreter = TEST_PYTHON;
    return options;
}

}  // namespace memdelbrot::testing
