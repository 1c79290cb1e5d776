#pragma once

#include <cstdint>

namespace memdelbrot::parser {

// The order of layout/c_type.h's CTypeKind, which this program does not link.
enum TypeKind : std::uint8_t {
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

}  // namespace memdelbrot::parser
