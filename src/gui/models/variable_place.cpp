#include "gui/models/variable_place.h"

namespace memdelbrot {

Place objectPlace(TargetId target, const PythonVariable& variable)
{
    return bytesPlace(target, AddressRange::fromSize(variable.address, variable.size), "py:" + variable.name);
}

Place contentsPlace(TargetId target, const PythonVariable& variable)
{
    const AddressRange& contents = *variable.contents;
    Place place = bytesPlace(target, contents, "py:" + variable.name + ".contents");
    const auto dtype = Dtype::parse(variable.dtype);
    if (dtype && !variable.shape.empty())
        place.view = ArrayView{.dtype = *dtype, .shape = variable.shape, .strides = {}};
    return place;
}

Place bytesPlace(TargetId target, const AddressRange& range, const std::string& label)
{
    const Dtype bytes = Dtype::fromKind(DtypeKind::UnsignedInteger, 1);
    return {.target = target,
            .address = range.begin(),
            .view = ArrayView{.dtype = bytes, .shape = {range.size()}, .strides = {}},
            .label = label};
}

}  // namespace memdelbrot
