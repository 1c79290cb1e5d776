#pragma once

#include "memory/address.h"

#include <cstdint>

namespace memdelbrot {

// Where something was found. Millions of them are kept, so it is small.
struct Match {
    Address begin;
    std::uint32_t size = 0;   // bytes

    friend bool operator==(const Match&, const Match&) = default;
};

}  // namespace memdelbrot
