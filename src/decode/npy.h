#pragma once

#include "decode/array_view.h"

namespace memdelbrot {

// NumPy's .npy, version 1.0 written, 1.0 to 3.0 read (numpy/lib/format.py).
[[nodiscard]] std::vector<std::byte> npyHeader(const Dtype& dtype, const Shape& shape);

struct NpyArray {
    ArrayView view;
    std::size_t dataOffset = 0;   // bytes from the file's begin
};
// `head`: the file's first bytes, at least as many as the header says (64 KiB always do).
// Errors: Syntax, TooLarge, Unsupported (object arrays, structured dtypes).
[[nodiscard]] Result<NpyArray> parseNpyHeader(std::span<const std::byte> head);

}  // namespace memdelbrot
