#pragma once

#include "decode/dtype.h"

#include <cstdint>
#include <vector>

namespace memdelbrot {

using Shape = std::vector<std::uint64_t>;      // elements an axis; empty is one scalar
using Strides = std::vector<std::int64_t>;     // bytes an axis

// "10,10" or "(10, 10)" or "10 x 10" or "10"; "()" is a scalar. Errors: Syntax, TooLarge (not countable).
[[nodiscard]] Result<Shape> parseShape(std::string_view text);
// At most 2^40 elements, axes of length 0 left out of the product.
[[nodiscard]] bool isCountable(const Shape& shape);
[[nodiscard]] std::string shapeText(const Shape& shape);   // "10 x 10"
// REQUIRES, as do the strides: a countable shape.
[[nodiscard]] std::uint64_t elementCount(const Shape& shape);
[[nodiscard]] Strides cOrderStrides(const Shape& shape, std::size_t itemSize);
[[nodiscard]] Strides fortranOrderStrides(const Shape& shape, std::size_t itemSize);

// How bytes at an address are seen as an array.
struct ArrayView {
    Dtype dtype = Dtype::fromKind(DtypeKind::UnsignedInteger, 1);
    Shape shape;
    Strides strides;   // empty: C order

    [[nodiscard]] std::uint64_t byteSize() const { return elementCount(shape) * dtype.itemSize(); }
};

}  // namespace memdelbrot
