#pragma once

#include "python/python_session.h"
#include "workbench/addresses.h"

namespace memdelbrot {

// A variable's object from its header on, as bytes.
[[nodiscard]] Place objectPlace(TargetId target, const PythonVariable& variable);
// Its payload with dtype and shape. REQUIRES: it has contents.
[[nodiscard]] Place contentsPlace(TargetId target, const PythonVariable& variable);

// Bytes of a field, to be shown and selected.
[[nodiscard]] Place bytesPlace(TargetId target, const AddressRange& range, const std::string& label);

}  // namespace memdelbrot
