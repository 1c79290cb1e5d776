#include "objects/cpython_reader.h"

#include "base/hex_text.h"
#include "objects/target_words.h"

#include <algorithm>
#include <array>

namespace memdelbrot {

namespace {

// Bits of tp_flags (Include/object.h).
constexpr std::uint64_t HeapType = 1u << 9;
constexpr std::uint64_t Ready = 1u << 12;
constexpr std::uint64_t LongSubclass = 1u << 24;
constexpr std::uint64_t ListSubclass = 1u << 25;
constexpr std::uint64_t TupleSubclass = 1u << 26;
constexpr std::uint64_t BytesSubclass = 1u << 27;
constexpr std::uint64_t TextSubclass = 1u << 28;
constexpr std::uint64_t DictSubclass = 1u << 29;
constexpr std::uint64_t TypeSubclass = std::uint64_t{1} << 31;

constexpr std::uint64_t NameLimit = 256;        // bytes
constexpr int MetatypeLimit = 8;
constexpr int BaseLimit = 64;
constexpr std::uint64_t SizeLimit = 1u << 20;   // bytes of tp_basicsize

struct FlagKind {
    std::uint64_t flag;
    PythonKind kind;
    std::string_view name;
};
constexpr std::array FlagKinds{
    FlagKind{LongSubclass, PythonKind::Int, "int"},      FlagKind{ListSubclass, PythonKind::List, "list"},
    FlagKind{TupleSubclass, PythonKind::Tuple, "tuple"}, FlagKind{BytesSubclass, PythonKind::Bytes, "bytes"},
    FlagKind{TextSubclass, PythonKind::Text, "str"},     FlagKind{DictSubclass, PythonKind::Dict, "dict"},
    FlagKind{TypeSubclass, PythonKind::Type, "type"}};

struct NamedKind {
    std::string_view name;
    PythonKind kind;
};
constexpr std::array NamedKinds{NamedKind{"float", PythonKind::Float},
                                NamedKind{"complex", PythonKind::Complex},
                                NamedKind{"bytearray", PythonKind::ByteArray},
                                NamedKind{"set", PythonKind::Set},
                                NamedKind{"frozenset", PythonKind::Set},
                                NamedKind{"NoneType", PythonKind::None},
                                NamedKind{"ellipsis", PythonKind::Ellipsis},
                                NamedKind{"NotImplementedType", PythonKind::NotImplemented},
                                NamedKind{"numpy.ndarray", PythonKind::NumpyArray}};

tl::unexpected<Error> noObject(Address address, std::string detail)
{
    return failure({.code = ErrorCode::NotFound, .address = address.value(), .detail = std::move(detail)});
}

bool isName(const std::string& text)
{
    return !text.empty() && text.size() < NameLimit
        && std::none_of(
            text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace

Result<PythonObject> CPythonReader::object(Address address)
{
    const auto head = readBytes(m_target, address, layout().headerSize);
    if (!head)
        return failure(head.error());
    PythonObject object{.address = address,
                        .refcount = static_cast<std::int64_t>(numberIn(*head, layout().refcount, 8))};
    const Address typeAddress(numberIn(*head, layout().type, 8));
    auto found = type(typeAddress);
    if (!found)
        return noObject(address, "its second word, " + hexNumber(typeAddress.value()) + ", is no Python type");
    object.type = std::move(*found);
    if (object.refcount <= 0 && !isImmortal(object))
        return noObject(address,
                        "a Python type stands in its second word, but its reference count is "
                            + std::to_string(object.refcount) + " (an object that was freed?)");
    return object;
}

Result<PythonType> CPythonReader::type(Address address)
{
    if (const auto known = m_types.find(address); known != m_types.end())
        return known->second;
    const auto bytes = readBytes(m_target, address, layout().typeSize);
    if (!bytes)
        return failure(bytes.error());
    if (auto checked = checkMetatypes(address); !checked)
        return failure(checked.error());
    PythonType type{.address = address, .flags = numberIn(*bytes, layout().typeFlags, 8)};
    type.basicSize = numberIn(*bytes, layout().typeBasicSize, 8);
    type.itemSize = static_cast<std::int64_t>(numberIn(*bytes, layout().typeItemSize, 8));
    type.name = readText(m_target, Address(numberIn(*bytes, layout().typeName, 8)), NameLimit).value_or("");
    if (!(type.flags & Ready) || !isName(type.name) || type.basicSize > SizeLimit)
        return noObject(address, "no type object that is in use");
    const Kinship found = kinship(type, Address(numberIn(*bytes, layout().typeBase, 8)));
    type.kind = found.kind;
    type.isSubclass = found.isSubclass;
    m_types.emplace(address, type);
    return type;
}

Result<void> CPythonReader::checkMetatypes(Address type) const
{
    for (int i = 0; i < MetatypeLimit && type != m_typeType; ++i) {
        const auto next = readWord(m_target, Address(type.value() + layout().type));
        if (!next)
            return failure(next.error());
        type = Address(*next);
    }
    return type == m_typeType ? Result<void>() : noObject(type, "its types do not end at `type`");
}

CPythonReader::Kinship CPythonReader::kinship(const PythonType& type, Address base) const
{
    for (const FlagKind& known : FlagKinds) {
        if (!(type.flags & known.flag))
            continue;
        const bool isBool = known.kind == PythonKind::Int && type.name == "bool" && !(type.flags & HeapType);
        return isBool ? Kinship{PythonKind::Bool, false}
                      : Kinship{known.kind, (type.flags & HeapType) || type.name != known.name};
    }
    std::string name = type.name;
    std::uint64_t flags = type.flags;
    for (int depth = 0; depth < BaseLimit; ++depth) {
        for (const NamedKind& known : NamedKinds) {
            if (known.name == name && !(flags & HeapType))
                return {known.kind, depth > 0};
        }
        const auto bytes = readBytes(m_target, base, layout().typeSize);
        if (!bytes)
            break;
        name = readText(m_target, Address(numberIn(*bytes, layout().typeName, 8)), NameLimit).value_or("");
        flags = numberIn(*bytes, layout().typeFlags, 8);
        base = Address(numberIn(*bytes, layout().typeBase, 8));
    }
    return {};
}

}  // namespace memdelbrot
