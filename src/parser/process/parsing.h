#pragma once

#include "parser/protocol/reply.h"
#include "parser/protocol/request.h"

namespace memdelbrot::parser {

// The answer to a request. Any error diagnostic leaves it without declarations: what libclang recovers with is a guess.
// Errors: InvalidArgument (a header's name), Diagnostic.
[[nodiscard]] Result<Reply> parsed(const Request& request);

}  // namespace memdelbrot::parser
