#include "objects/cpython_value.h"
#include "objects/numpy_array.h"
#include "objects/target_words.h"

#include <algorithm>

namespace memdelbrot {

namespace {

using Payload = std::optional<PythonPayload>;

PythonPayload array(Address begin, std::uint64_t count, std::uint64_t itemSize, std::string dtype)
{
    return {AddressRange::fromSize(begin, count * itemSize), std::move(dtype), {count}};
}

Payload textPayload(CPythonReader& reader, const PythonObject& object)
{
    const auto text = readText(reader, object, 0);
    if (!text)
        return std::nullopt;
    return array(text->begin, text->length, text->kind, "uint" + std::to_string(8 * text->kind));
}

Payload byteArrayPayload(CPythonReader& reader, const PythonObject& object)
{
    const auto count = readItemCount(reader, object);
    const auto start = readWord(reader.target(), object.at(reader.layout().byteArrayStart));
    if (!count || !start)
        return std::nullopt;
    return array(Address(*start), *count, 1, "uint8");
}

Payload numpyPayload(CPythonReader& reader, const PythonObject& object)
{
    const auto found = readNumpyArray(reader, object);
    if (!found)
        return std::nullopt;
    const auto extent = found->extent();
    if (!extent)
        return std::nullopt;
    return PythonPayload{*extent, found->dtype, found->isCOrder() ? found->shape : std::vector<std::uint64_t>{}};
}

}  // namespace

Payload payloadOf(CPythonReader& reader, const PythonObject& object)
{
    const CPythonLayout& layout = reader.layout();
    switch (object.type.kind) {
    case PythonKind::Bytes: {
        const auto count = readItemCount(reader, object);
        return count ? Payload(array(object.at(layout.bytesValue), *count, 1, "uint8")) : std::nullopt;
    }
    case PythonKind::List:
    case PythonKind::Tuple: {
        const auto items = readItems(reader, object, 0);
        return items ? Payload(array(items->begin, items->count, 8, "pointer")) : std::nullopt;
    }
    case PythonKind::Bool:
    case PythonKind::Int: {
        const auto number = readInt(reader, object);
        return number
            ? Payload(array(object.at(layout.intDigits), std::max<std::uint64_t>(1, number->digitCount), 4, "uint32"))
            : std::nullopt;
    }
    case PythonKind::Float:
        return array(object.at(layout.floatValue), 1, 8, "float64");
    case PythonKind::Complex:
        return array(object.at(layout.complexValue), 1, 16, "complex128");
    case PythonKind::ByteArray:
        return byteArrayPayload(reader, object);
    case PythonKind::Text:
        return textPayload(reader, object);
    case PythonKind::NumpyArray:
        return numpyPayload(reader, object);
    default:
        return std::nullopt;
    }
}

}  // namespace memdelbrot
