#pragma once

#include "decode/dtype.h"

#include <cstdint>
#include <vector>

namespace memdelbrot {

using Shape = std::vector<std::uint64_t>;      // elements an axis; empty is one scalar
using Strides = std::vector<std::int64_t>;     // bytes an axis

// "10,10" or "(10, 10)" or "10". Errors: Syntax, TooLarge (more than 2^40 elements).
[[nodiscard]] Result<Shape> parseShape(std::string_view text);
[[nodiscard]] std::string shapeText(const Shape& shape);   // "10 x 10"
[[nodiscard]] std::uint64_t elementCount(const Shape& shape);
[[nodiscard]] Strides cOrderStrides(const Shape& shape, std::size_t itemSize);

// How bytes at an address are seen as an array.
struct ArrayView {
    Dtype dtype = Dtype::fromKind(DtypeKind::UnsignedInteger, 1);
    Shape shape;
    Strides strides;   // empty: C order

    [[nodiscard]] std::uint64_t byteSize() const { return elementCount(shape) * dtype.itemSize(); }
};

}  // namespace memdelbrot
