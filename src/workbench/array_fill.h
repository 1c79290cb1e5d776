#pragma once

#include "memory/memory_target.h"
#include "workbench/library_calls.h"

namespace memdelbrot {

// Whether the array can be made as asked. Errors: InvalidArgument, Syntax, TooLarge, OutOfMemory (more than is available).
[[nodiscard]] Result<void> checkNewArray(const LibraryCalls::NewArray& array);

// Writes the fill into fresh, zeroed memory at `begin`. REQUIRES: checkNewArray(array).
[[nodiscard]] Result<void> fillArray(const LibraryCalls::NewArray& array, MemoryTarget& memory, Address begin);

}  // namespace memdelbrot
