#pragma once

#include "base/error.h"

#include <string>

namespace memdelbrot {

// One line: what, where, why, and what to do. "cannot read 0x0: nothing is mapped there (EFAULT); see `regions`".
[[nodiscard]] std::string errorText(const Error& error);

}  // namespace memdelbrot
