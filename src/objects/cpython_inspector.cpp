#include "objects/cpython_inspector.h"

#include "base/hex_text.h"
#include "objects/cpython_fields.h"
#include "objects/cpython_value.h"
#include "objects/numpy_array.h"
#include "objects/target_words.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::size_t ValueLimit = 1'024;                 // bytes of text
constexpr std::uint64_t ObjectLimit = std::uint64_t{1} << 40;

std::uint64_t textSize(const CPythonLayout& layout, const PythonText& text, const PythonObject& object)
{
    const std::uint64_t characters = (text.length + 1) * text.kind;
    if (!text.isCompact)
        return object.type.basicSize + characters;
    return (text.isAscii ? layout.asciiValue : layout.compactValue) + characters;
}

std::uint64_t itemsSize(CPythonReader& reader, const PythonObject& object)
{
    const PythonType& type = object.type;
    if (type.itemSize <= 0)
        return type.basicSize;
    const auto count = readItemCount(reader, object);
    return count ? type.basicSize + *count * static_cast<std::uint64_t>(type.itemSize) : type.basicSize;
}

// Bytes at the object's own address: what a view of it shows.
std::uint64_t ownSize(CPythonReader& reader, const PythonObject& object)
{
    switch (object.type.kind) {
    case PythonKind::Bool:
    case PythonKind::Int: {
        const auto number = readInt(reader, object);
        const std::uint64_t atLeast = reader.layout().minor >= 11 ? 1 : 0;   // then zero is said to have a digit too
        return number ? reader.layout().intDigits + 4 * std::max(atLeast, number->digitCount) : object.type.basicSize;
    }
    case PythonKind::Text: {
        const auto text = readText(reader, object, 0);
        return text && text->isCompact ? textSize(reader.layout(), *text, object) : object.type.basicSize;
    }
    case PythonKind::Type:
    case PythonKind::List:
    case PythonKind::Dict:
    case PythonKind::Set:
    case PythonKind::ByteArray:
    case PythonKind::NumpyArray:
        return object.type.basicSize;
    default:
        return itemsSize(reader, object);
    }
}

// What sys.getsizeof says beyond it: tables and buffers that belong to the object (each type's __sizeof__).
std::uint64_t tableSize(CPythonReader& reader, const PythonObject& object)
{
    const CPythonLayout& layout = reader.layout();
    switch (object.type.kind) {
    case PythonKind::List:
        return 8 * readWord(reader.target(), object.at(layout.listAllocated)).value_or(0);
    case PythonKind::ByteArray:
        return readWord(reader.target(), object.at(layout.byteArrayAllocated)).value_or(0);
    case PythonKind::Dict: {
        const auto entries = readDict(reader, object, 0);
        return entries && !entries->isTableShared ? entries->table.size() : 0;
    }
    case PythonKind::Set: {
        const auto entries = readSet(reader, object, 0);
        constexpr std::uint64_t SmallTable = 8;   // entries inside the object (PySet_MINSIZE)
        return entries && entries->table.size() > SmallTable * layout.setEntrySize ? entries->table.size() : 0;
    }
    case PythonKind::NumpyArray: {
        const auto array = readNumpyArray(reader, object);
        if (!array)
            return 0;
        const auto extent = array->extent();
        return array->shape.size() * 16 + (array->ownsData() && extent ? extent->size() : 0);
    }
    default:
        return 0;
    }
}

}  // namespace

Result<Inspection> inspectPythonObject(CPythonReader& reader, Address address, const std::string& evidence)
{
    const auto object = reader.object(address);
    if (!object)
        return failure(object.error());
    const std::uint64_t size = std::min(ownSize(reader, *object), ObjectLimit);
    Inspection inspection{
        .kind = "cpython", .type = object->type.shortName(), .range = AddressRange::fromSize(address, size)};
    inspection.evidence = evidence + "; ob_type " + hexNumber(object->type.address.value()) + " is the type object '"
        + object->type.name + "', whose own types end at `type`";
    inspection.confidence = address.value() % 8 == 0 ? 0.99 : 0.5;   // allocators align objects
    inspection.isImmortal = reader.isImmortal(*object);
    if (!inspection.isImmortal)
        inspection.referenceCount = static_cast<std::uint64_t>(object->refcount);
    if (object->type.kind != PythonKind::Type)
        inspection.size = size + std::min(tableSize(reader, *object), ObjectLimit);
    inspection.value = pythonValue(reader, *object, ValueLimit);
    if (auto payload = payloadOf(reader, *object)) {
        inspection.contents = payload->range;
        inspection.contentsDtype = std::move(payload->dtype);
        inspection.contentsShape = std::move(payload->shape);
    }
    inspection.fields = pythonFields(reader, *object);
    return inspection;
}

}  // namespace memdelbrot
