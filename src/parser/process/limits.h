#pragma once

#include "base/result.h"

#include <cstdint>

namespace memdelbrot::parser {

// What this process may use from here on: bytes of address space, seconds of processor time; no core, no written files.
[[nodiscard]] Result<void> limitOurselves(std::uint64_t addressSpace, std::uint32_t processorSeconds);

}  // namespace memdelbrot::parser
