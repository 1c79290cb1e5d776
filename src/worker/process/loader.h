#pragma once

#include "reply.h"

#include <string_view>

namespace memdelbrot {

// REQUIRES: paths and names end with a NUL behind their last byte.
void loadLibrary(const char* path, Reply& reply);
void findSymbol(std::uint64_t handle, const char* name, Reply& reply);

}  // namespace memdelbrot
