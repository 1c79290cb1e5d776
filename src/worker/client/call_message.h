#pragma once

#include "worker/client/worker.h"

#include <span>

namespace memdelbrot {

// A call as it goes to the worker. Arguments behind the dots are promoted as C does. Errors: InvalidArgument (subject
// is the argument's number, from 1), TooLarge.
[[nodiscard]] Result<std::vector<std::byte>> callMessage(const CallRequest& request);

// Errors: BadMessage.
[[nodiscard]] Result<CallResult> callResult(std::span<const std::byte> reply, int errnoValue, PassedType type);

}  // namespace memdelbrot
