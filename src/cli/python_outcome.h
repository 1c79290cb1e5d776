#pragma once

#include "cli/outcome.h"
#include "cli/session.h"

namespace memdelbrot {

// {succeeded, output, error, exit_status}. For people nothing: what it printed has gone out already.
[[nodiscard]] Outcome pythonOutcome(const PythonExecution& execution);

// A crash of this session as its page, any other error as itself.
[[nodiscard]] Result<Outcome> pythonFailure(Session& session, const PythonSession& python, const Error& error);

}  // namespace memdelbrot
