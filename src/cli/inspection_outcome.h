#pragma once

#include "cli/outcome.h"
#include "objects/inspection.h"

namespace memdelbrot {

// {kind, type, evidence, confidence, address, refcount, size, value, contents, fields}: fields with offsets from the object's begin.
[[nodiscard]] Outcome inspectionOutcome(const Inspection& inspection);

}  // namespace memdelbrot
