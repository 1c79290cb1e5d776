#pragma once

#include "cli/outcome.h"
#include "workbench/workbench.h"

namespace memdelbrot {

// {succeeded, output, error}. For people nothing: what it printed has gone out already.
[[nodiscard]] Outcome pythonOutcome(const PythonExecution& execution);

// A crash of the session as its page, any other error as itself.
[[nodiscard]] Result<Outcome> pythonFailure(Workbench& workbench, const Error& error);

}  // namespace memdelbrot
