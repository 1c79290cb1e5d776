#pragma once

#include "decode/array_view.h"

namespace memdelbrot {

// What NumPy's indexes take from an array: an element, or where there are fewer of them than axes, a smaller array.
struct ArrayPart {
    std::int64_t offset = 0;   // bytes from the array's begin
    ArrayView view;
};

// Negative indexes count from the end of their axis. REQUIRES: a countable shape.
// Errors: InvalidArgument (detail: the index, its axis and the shape); subject is left empty.
[[nodiscard]] Result<ArrayPart> partAt(const ArrayView& array, const std::vector<std::int64_t>& indexes);

}  // namespace memdelbrot
