#pragma once

#include "base/result.h"

#include <string>

namespace memdelbrot {

// A text file. Errors: NotFound, Refused, TooLarge (over 16 MiB), System.
[[nodiscard]] Result<std::string> wholeFile(const std::string& path);

}  // namespace memdelbrot
