#include "objects/numpy_array.h"

#include "decode/dtype.h"
#include "objects/target_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace memdelbrot {

namespace {

constexpr std::uint64_t AxisLimit = 64;                // NPY_MAXDIMS of 2.x
constexpr std::uint64_t ByteLimit = std::uint64_t{1} << 47;   // a process has no more

// NPY_ARRAY_… (numpy/ndarraytypes.h).
constexpr std::uint32_t CContiguous = 0x1;
constexpr std::uint32_t OwnData = 0x4;
constexpr std::array FlagNames{std::pair{CContiguous, "C_CONTIGUOUS"}, std::pair{0x2u, "F_CONTIGUOUS"},
                               std::pair{OwnData, "OWNDATA"}, std::pair{0x100u, "ALIGNED"},
                               std::pair{0x400u, "WRITEABLE"}};

std::string dtypeName(char kind, char order, std::uint64_t itemSize)
{
    if (kind == 'O')
        return "pointer";
    const std::uint64_t count = kind == 'U' ? itemSize / 4 : itemSize;
    const bool hasOrder = kind != 'b' && kind != 'S' && kind != 'V' && (itemSize > 1 || kind == 'U');
    const std::string code = std::string(1, !hasOrder ? '|' : order == '>' ? '>' : '<') + kind + std::to_string(count);
    const auto dtype = Dtype::parse(code);
    return dtype ? dtype->name() : code;
}

Result<void> readDescr(CPythonReader& reader, NumpyArray& array)
{
    const auto object = reader.object(array.descr);
    if (!object)
        return failure(object.error());
    const auto& layouts = reader.numpyLayouts();
    const auto layout = std::find_if(layouts.begin(), layouts.end(),
                                     [&](const NumpyLayout& l) { return l.descrSize == object->type.basicSize; });
    if (layout == layouts.end())
        return failure({.code = ErrorCode::Unsupported,
                        .address = array.descr.value(),
                        .subject = object->type.name,
                        .detail = "a NumPy whose dtypes have " + std::to_string(object->type.basicSize) + " bytes"});
    array.layout = *layout;
    const auto bytes = readBytes(reader.target(), array.descr, layout->descrSize);
    if (!bytes)
        return failure(bytes.error());
    array.itemSize = numberIn(*bytes, layout->descrItemSize, layout->descrItemSizeWidth);
    array.dtype = dtypeName(static_cast<char>(numberIn(*bytes, layout->descrKind, 1)),
                            static_cast<char>(numberIn(*bytes, layout->descrByteOrder, 1)), array.itemSize);
    return {};
}

Result<void> readAxes(CPythonReader& reader, NumpyArray& array, std::uint64_t axes)
{
    const auto lengths = readBytes(reader.target(), array.dimensionsAt, axes * 8);
    const auto strides = readBytes(reader.target(), array.stridesAt, axes * 8);
    if (!lengths || !strides)
        return failure(lengths ? strides.error() : lengths.error());
    for (std::uint64_t axis = 0; axis < axes; ++axis) {
        array.shape.push_back(numberIn(*lengths, axis * 8, 8));
        array.strides.push_back(static_cast<std::int64_t>(numberIn(*strides, axis * 8, 8)));
    }
    return {};
}

// The next index in C order; false behind the last one.
bool advance(std::vector<std::uint64_t>& index, const std::vector<std::uint64_t>& shape)
{
    for (std::size_t axis = index.size(); axis-- > 0;) {
        if (++index[axis] < shape[axis])
            return true;
        index[axis] = 0;
    }
    return false;
}

}  // namespace

bool NumpyArray::isCOrder() const
{
    return (flags & CContiguous) != 0;
}

bool NumpyArray::ownsData() const
{
    return (flags & OwnData) != 0;
}

std::string NumpyArray::flagsText() const
{
    std::string text;
    for (const auto& [bit, name] : FlagNames) {
        if (flags & bit)
            text += (text.empty() ? "" : ", ") + std::string(name);
    }
    return text;
}

Result<AddressRange> NumpyArray::extent() const
{
    std::uint64_t below = 0;
    std::uint64_t above = itemSize;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (shape[axis] == 0)
            return AddressRange::fromSize(data, 0);
        const std::uint64_t stride = strides[axis] < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(strides[axis])
                                                       : static_cast<std::uint64_t>(strides[axis]);
        std::uint64_t reach = 0;
        std::uint64_t& side = strides[axis] < 0 ? below : above;
        if (__builtin_mul_overflow(stride, shape[axis] - 1, &reach) || __builtin_add_overflow(side, reach, &side)
            || side > ByteLimit)
            return failure(
                {.code = ErrorCode::TooLarge, .address = data.value(), .detail = "a shape that no memory holds"});
    }
    return AddressRange::fromSize(Address(data.value() - below), below + above);
}

Result<NumpyArray> readNumpyArray(CPythonReader& reader, const PythonObject& object)
{
    if (reader.numpyLayouts().empty())
        return failure({.code = ErrorCode::Unsupported,
                        .address = object.address.value(),
                        .detail = "no layout of NumPy's arrays"});
    const NumpyLayout& common = reader.numpyLayouts().front();   // 1.x and 2.x differ in the dtype alone
    const auto bytes = readBytes(reader.target(), object.address, common.flags + 4);
    if (!bytes)
        return failure(bytes.error());
    NumpyArray array{.data = Address(numberIn(*bytes, common.data, 8)),
                     .flags = static_cast<std::uint32_t>(numberIn(*bytes, common.flags, 4))};
    array.dimensionsAt = Address(numberIn(*bytes, common.dimensions, 8));
    array.stridesAt = Address(numberIn(*bytes, common.strides, 8));
    array.base = Address(numberIn(*bytes, common.base, 8));
    array.descr = Address(numberIn(*bytes, common.descr, 8));
    const std::uint64_t axes = numberIn(*bytes, common.dimensionCount, 4);
    if (axes > AxisLimit)
        return failure({.code = ErrorCode::BadMessage,
                        .address = object.address.value(),
                        .detail = std::to_string(axes) + " dimensions"});
    if (auto read = readDescr(reader, array); !read)
        return failure(read.error());
    if (auto read = readAxes(reader, array, axes); !read)
        return failure(read.error());
    return array;
}

std::string numpyValue(const CPythonReader& reader, const NumpyArray& array, std::size_t limit)
{
    std::string shape = "(";
    for (std::size_t axis = 0; axis < array.shape.size(); ++axis)
        shape += (axis == 0 ? "" : ", ") + std::to_string(array.shape[axis]);
    if (array.shape.size() == 1)
        shape += ",";
    const std::string tail = "], dtype=" + array.dtype + ", shape=" + shape + "))";
    const auto dtype = Dtype::parse(array.dtype);
    const auto extent = array.extent();
    if (!dtype || !extent || dtype->itemSize() != array.itemSize)
        return "array([…" + tail;
    std::string text = "array([";
    std::vector<std::uint64_t> index(array.shape.size());
    bool isMore = !extent->isEmpty();
    for (std::size_t count = 0; isMore && count < limit; ++count, isMore = advance(index, array.shape)) {
        std::uint64_t at = array.data.value();
        for (std::size_t axis = 0; axis < index.size(); ++axis)
            at += index[axis] * static_cast<std::uint64_t>(array.strides[axis]);
        const auto bytes = readBytes(reader.target(), Address(at), array.itemSize);
        text += (count == 0 ? "" : ", ") + (bytes ? formatElement(*dtype, *bytes) : std::string("unreadable"));
    }
    return text + (isMore ? ", …" : "") + tail;
}

}  // namespace memdelbrot
