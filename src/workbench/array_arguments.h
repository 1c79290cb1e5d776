#pragma once

#include "decode/array_view.h"
#include "layout/c_type.h"

#include <vector>

namespace memdelbrot {

struct ArrayArgument {
    ArrayView view;
    std::vector<std::byte> bytes;
};

// [1,2,3] of the pointee's type, @file.npy, @new:dtype:shape[:fill]: at most 1 GiB.
// Errors: Syntax, InvalidArgument (a dtype that the pointee is not), NotFound, TooLarge.
[[nodiscard]] Result<ArrayArgument> arrayArgument(const CType& pointer, const std::string& text);

// `count` elements of that value, by its text. Errors: parseElement's.
[[nodiscard]] Result<std::vector<std::byte>> repeatedElement(const Dtype& dtype, const std::string& value,
                                                             std::uint64_t count);

// \n, \t, \r, \0, \\, \", \xNN as in C. Errors: Syntax.
[[nodiscard]] Result<std::string> unescaped(const std::string& text);

}  // namespace memdelbrot
