#pragma once

#include "parser/client/parser.h"
#include "parser/protocol/reply.h"

namespace memdelbrot {

// The checked tables as layouts and signatures. REQUIRES: checkReply(reply).
[[nodiscard]] ParsedDeclarations declarationsOf(const parser::Reply& reply, SignatureOrigin origin);

}  // namespace memdelbrot
