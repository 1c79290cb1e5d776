#pragma once

#include <cstdint>

namespace memdelbrot {

// What a C type is at heart; the numbers go between the parser process and its client.
enum class CTypeKind : std::uint8_t {
    Void,
    Boolean,
    Character,
    SignedInteger,
    UnsignedInteger,
    Float,
    Complex,
    Pointer,
    Array,
    Record,
    Enumeration,
    Function
};

inline constexpr std::uint8_t cTypeKindCount = static_cast<std::uint8_t>(CTypeKind::Function) + 1;

}  // namespace memdelbrot
