#pragma once

#include "parser/protocol/reply.h"

namespace memdelbrot::parser {

constexpr int deepestNesting = 200;

// Whether the tables keep what src/parser/README.md promises: nodes name earlier nodes of the right kind, nest at most
// deepestNesting deep, fields lie inside their records, and an error stands alone. Errors: BadMessage (detail says which).
[[nodiscard]] Result<void> checkReply(const Reply& reply);

}  // namespace memdelbrot::parser
