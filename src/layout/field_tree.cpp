#include "layout/field_tree.h"

#include "base/hex_text.h"
#include "layout/field_value.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::size_t shownElements = 8;   // in an array's own line

class TreeBuilder final {
public:
    TreeBuilder(const MemoryTarget& target, const AddressRange& range, const FieldTreeLimits& limits)
        : m_limits(limits),
          m_read(target.read(AddressRange::fromSize(range.begin(), std::min(range.size(), limits.bytes))))
    {
    }

    // `offset`: bytes from the object's begin. Types hold no cycles, so the recursion ends.
    [[nodiscard]] FieldNode node(const CType& type, std::string name, std::uint64_t offset);

private:
    [[nodiscard]] FieldNode bitField(const CField& field, std::uint64_t recordBit);
    void addFields(FieldNode& parent, const CRecord& record, std::uint64_t offset);
    void addElements(FieldNode& parent, const CType& array, std::uint64_t offset);
    [[nodiscard]] std::string arrayText(const CType& array, const AddressRange& range) const;
    // Empty where all bytes are there.
    [[nodiscard]] std::string reasonMissing(const AddressRange& range) const;
    [[nodiscard]] std::span<const std::byte> bytesOf(const AddressRange& range) const;
    [[nodiscard]] AddressRange rangeAt(std::uint64_t offset, std::uint64_t size) const;
    void markCut(FieldNode& parent, const std::string& what);
    [[nodiscard]] bool takeNode() { return m_nodes < m_limits.nodes && ++m_nodes; }

    FieldTreeLimits m_limits;
    ReadResult m_read;
    std::size_t m_nodes = 0;
};

AddressRange TreeBuilder::rangeAt(std::uint64_t offset, std::uint64_t size) const
{
    const auto begin = m_read.range.begin().plus(offset);
    return begin ? AddressRange::fromSize(*begin, size) : AddressRange::fromSize(Address(~std::uint64_t{0}), 0);
}

std::string TreeBuilder::reasonMissing(const AddressRange& range) const
{
    for (const UnreadableRange& hole : m_read.unreadable) {
        const AddressRange common = hole.range.intersected(range);
        if (!common.isEmpty())
            return "unreadable at " + hexNumber(common.begin().value());
    }
    return m_read.range.contains(range) ? std::string()
                                        : "not read: beyond the first " + std::to_string(m_limits.bytes) + " bytes";
}

std::span<const std::byte> TreeBuilder::bytesOf(const AddressRange& range) const
{
    return std::span(m_read.bytes).subspan(range.begin().value() - m_read.range.begin().value(), range.size());
}

void TreeBuilder::markCut(FieldNode& parent, const std::string& what)
{
    parent.children.push_back({.name = "…", .range = AddressRange::fromSize(parent.range.begin(), 0), .value = what});
}

FieldNode TreeBuilder::node(const CType& type, std::string name, std::uint64_t offset)
{
    FieldNode made{.name = std::move(name), .type = type.spelling, .range = rangeAt(offset, type.size)};
    if (type.kind == CTypeKind::Record && type.record) {
        addFields(made, *type.record, offset);
        return made;
    }
    if (type.size == 0)
        return made;
    made.value = reasonMissing(made.range);
    if (type.kind == CTypeKind::Array && type.target) {
        if (made.value.empty())
            made.value = arrayText(type, made.range);
        addElements(made, type, offset);
        return made;
    }
    if (!made.value.empty())
        return made;
    made.value = dtypeOf(type) ? scalarText(type, bytesOf(made.range))
                               : hexBytes(bytesOf(made.range).first(std::min<std::uint64_t>(type.size, 16)));
    if (type.kind == CTypeKind::Pointer && dtypeOf(type)) {
        const auto value = std::get<std::uint64_t>(decodeElement(*dtypeOf(type), bytesOf(made.range)));
        if (value != 0)
            made.pointsTo = Address(value);
    }
    return made;
}

FieldNode TreeBuilder::bitField(const CField& field, std::uint64_t recordBit)
{
    const std::uint64_t firstBit = recordBit + field.bitOffset;
    const std::uint64_t width = *field.bitWidth;
    FieldNode made{.name = field.name,
                   .type = field.type.spelling + " : " + std::to_string(width),
                   .range = rangeAt(firstBit / 8, (firstBit % 8 + width + 7) / 8)};
    made.value = reasonMissing(made.range);
    if (made.value.empty() && width <= 64)
        made.value = bitFieldText(field.type, bytesOf(made.range), static_cast<unsigned>(firstBit % 8),
                                  static_cast<unsigned>(width));
    return made;
}

void TreeBuilder::addFields(FieldNode& parent, const CRecord& record, std::uint64_t offset)
{
    for (const CField& field : record.fields) {
        if (!takeNode())
            return markCut(parent, "more fields are left out");
        parent.children.push_back(field.bitWidth ? bitField(field, offset * 8)
                                                 : node(field.type, field.name, offset + field.offset()));
    }
}

void TreeBuilder::addElements(FieldNode& parent, const CType& array, std::uint64_t offset)
{
    if (array.target->kind == CTypeKind::Character && array.target->size == 1)
        return;   // its line says it all
    for (std::uint64_t i = 0; i < array.count; ++i) {
        if (i == m_limits.elements || !takeNode())
            return markCut(parent, std::to_string(array.count - i) + " more elements");
        parent.children.push_back(node(*array.target, "[" + std::to_string(i) + "]", offset + i * array.target->size));
    }
}

std::string TreeBuilder::arrayText(const CType& array, const AddressRange& range) const
{
    const CType& element = *array.target;
    const auto bytes = bytesOf(range);
    if (element.kind == CTypeKind::Character && element.size == 1)
        return characterArrayText(bytes);
    if (!dtypeOf(element) || element.size == 0)
        return {};
    std::string text = "[";
    const std::uint64_t count = std::min<std::uint64_t>(array.count, bytes.size() / element.size);
    for (std::uint64_t i = 0; i < count; ++i) {
        text += i == 0 ? "" : ", ";
        if (i == shownElements)
            return text + "…]";
        text += scalarText(element, bytes.subspan(i * element.size, element.size));
    }
    return text + "]";
}

}  // namespace

FieldNode layOut(const CType& type, const std::string& name, const MemoryTarget& target, Address address,
                 const FieldTreeLimits& limits)
{
    return TreeBuilder(target, AddressRange::fromSize(address, type.size), limits).node(type, name, 0);
}

}  // namespace memdelbrot
