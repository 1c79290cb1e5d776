#include "decode/array_part.h"

namespace memdelbrot {

Result<ArrayPart> partAt(const ArrayView& array, const std::vector<std::int64_t>& indexes)
{
    const std::string shape = shapeText(array.shape);
    if (indexes.size() > array.shape.size())
        return failure({.code = ErrorCode::InvalidArgument,
                        .detail = std::to_string(indexes.size()) + " indexes for an array of shape " + shape});
    const Strides strides = array.strides.empty() ? cOrderStrides(array.shape, array.dtype.itemSize()) : array.strides;
    ArrayPart part{.view = {.dtype = array.dtype}};
    for (std::size_t axis = 0; axis < array.shape.size(); ++axis) {
        const auto length = static_cast<std::int64_t>(array.shape[axis]);
        if (axis >= indexes.size()) {
            part.view.shape.push_back(array.shape[axis]);
            part.view.strides.push_back(strides[axis]);
            continue;
        }
        const std::int64_t index = indexes[axis];
        if (index >= length || index < -length)
            return failure({.code = ErrorCode::InvalidArgument,
                            .detail = "index " + std::to_string(index) + " is outside axis " + std::to_string(axis)
                                + " of the shape " + shape});
        part.offset += strides[axis] * (index < 0 ? index + length : index);
    }
    if (array.strides.empty())
        part.view.strides.clear();
    return part;
}

}  // namespace memdelbrot
