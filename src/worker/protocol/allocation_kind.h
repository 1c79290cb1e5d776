#pragma once

#include <cstdint>

namespace memdelbrot {

enum class AllocationKind : std::uint32_t { Malloc, Mmap, SharedMemfd };

}  // namespace memdelbrot
