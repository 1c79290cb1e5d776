#include "parser/process/dwarf_types.h"

#include "parser/process/dwarf_spelling.h"

#include <algorithm>
#include <bit>

namespace memdelbrot::parser {

namespace {

using enum CTypeKind;

constexpr int deepestType = 60;                                      // types in types; the reply's own limit is 200

// DWARF 5, 7.8. What C has no plain type for (__int128, decimal floats) is shown as bytes: an opaque record.
CTypeKind baseKind(Dwarf_Die& die, std::uint64_t size)
{
    const std::uint64_t encoding = numberIn(die, DW_AT_encoding).value_or(0);
    switch (encoding) {
    case DW_ATE_boolean:
        return Boolean;
    case DW_ATE_signed_char:
    case DW_ATE_unsigned_char:
    case DW_ATE_UTF:
        return Character;
    case DW_ATE_signed:
        return size <= 8 ? SignedInteger : Record;
    case DW_ATE_unsigned:
        return size <= 8 ? UnsignedInteger : Record;
    case DW_ATE_float:
        return Float;
    case DW_ATE_complex_float:
        return Complex;
    default:
        return Record;
    }
}

bool isSigned(Dwarf_Die& die)
{
    const std::uint64_t encoding = numberIn(die, DW_AT_encoding).value_or(0);
    return encoding == DW_ATE_signed || encoding == DW_ATE_signed_char || encoding == DW_ATE_float
        || encoding == DW_ATE_complex_float;
}

std::uint64_t naturalAlignment(std::uint64_t size)
{
    return size == 0 ? 1 : std::min<std::uint64_t>(16, std::bit_floor(size));
}

// Bits from the record's begin. A bit-field's place is told in three ways: DWARF 4's data_bit_offset, or the older
// bit_offset, which counts from the storage unit's highest bit (DWARF 3, 5.6.5).
std::optional<std::uint64_t> bitOffsetOf(Dwarf_Die& member, std::uint64_t typeSize)
{
    if (const auto bits = numberIn(member, DW_AT_data_bit_offset))
        return *bits;
    std::uint64_t bytes = 0;
    if (::dwarf_hasattr_integrate(&member, DW_AT_data_member_location) != 0) {
        const auto location = numberIn(member, DW_AT_data_member_location);
        if (!location)
            return std::nullopt;   // computed when the program runs: a virtual base
        bytes = *location;
    }
    const auto fromTop = numberIn(member, DW_AT_bit_offset);
    if (!fromTop)
        return bytes * 8;
    const std::uint64_t storage = numberIn(member, DW_AT_byte_size).value_or(typeSize);
    return bytes * 8 + storage * 8 - *fromTop - numberIn(member, DW_AT_bit_size).value_or(0);
}

}  // namespace

std::uint32_t DwarfTypes::add(Node node)
{
    m_reply.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(m_reply.nodes.size() - 1);
}

std::uint32_t DwarfTypes::typeNode(std::optional<Dwarf_Die> type, Records records)
{
    const Key key(type ? type->addr : nullptr, records);
    if (const auto found = m_known.find(key); found != m_known.end())
        return found->second;
    ++m_depth;
    TypeNode made{.kind = Void, .spelling = "void"};
    if (type && m_depth <= deepestType)
        made = described(*type, records);
    --m_depth;
    return m_known[key] = add(std::move(made));
}

TypeNode DwarfTypes::described(Dwarf_Die type, Records records)
{
    TypeNode made{.kind = Void, .spelling = spellingOf(type)};
    if (::dwarf_tag(&type) == DW_TAG_const_type)
        made.flags |= constFlag;
    if (const auto canonical = peeled(type))
        describeCanonical(made, *canonical, records);
    return made;
}

void DwarfTypes::describeCanonical(TypeNode& made, Dwarf_Die type, Records records)
{
    made.size = numberIn(type, DW_AT_byte_size).value_or(0);
    switch (::dwarf_tag(&type)) {
    case DW_TAG_base_type:
        made.kind = baseKind(type, made.size);
        made.flags |= isSigned(type) ? signedFlag : std::uint8_t{0};
        break;
    case DW_TAG_enumeration_type: {
        made.kind = Enumeration;
        const auto named = typeOf(type);
        auto underlying = named ? peeled(*named) : std::nullopt;
        made.flags |= underlying && isSigned(*underlying) ? signedFlag : std::uint8_t{0};
        break;
    }
    case DW_TAG_array_type:
        describeArray(made, type, records);
        return;
    case DW_TAG_structure_type:
    case DW_TAG_union_type:
    case DW_TAG_class_type:
        describeRecord(made, type, records);
        return;
    case DW_TAG_subroutine_type:
        made.kind = Function;
        made.size = 0;
        return;
    case DW_TAG_ptr_to_member_type:
        made.kind = Record;   // of one or two words: shown as bytes
        made.size = std::max<std::uint64_t>(made.size, sizeof(void*));
        break;
    default:
        describePointer(made, type);
        return;
    }
    made.alignment = naturalAlignment(made.size);
    if (made.kind == Complex)
        describeComplex(made);
}

void DwarfTypes::describePointer(TypeNode& made, Dwarf_Die type)
{
    made.kind = Pointer;
    made.size = made.alignment = sizeof(void*);
    made.target = typeNode(typeOf(type), Records::LeftOut);
}

void DwarfTypes::describeComplex(TypeNode& made)
{
    const std::uint64_t half = made.size / 2;
    made.alignment = naturalAlignment(half);
    made.target = add(TypeNode{.kind = Float,
                               .flags = signedFlag,
                               .spelling = half == sizeof(float) ? "float"
                                   : half == sizeof(double)      ? "double"
                                                                 : "long double",
                               .size = half,
                               .alignment = made.alignment});
}

// Of several dimensions, the last one's elements lie beside each other.
void DwarfTypes::describeArray(TypeNode& made, Dwarf_Die type, Records records)
{
    std::vector<std::uint64_t> counts = countsOf(type);
    if (counts.empty())
        counts.push_back(0);
    std::uint32_t element = typeNode(typeOf(type), records);
    while (counts.size() > 1) {
        const TypeNode inner = this->type(element);
        std::uint64_t size = 0;
        if (__builtin_mul_overflow(inner.size, counts.back(), &size))
            return;
        element = add(TypeNode{.kind = Array,
                               .spelling = inner.spelling + "[" + std::to_string(counts.back()) + "]",
                               .size = size,
                               .alignment = inner.alignment,
                               .target = element,
                               .count = counts.back()});
        counts.pop_back();
    }
    made.kind = Array;
    made.alignment = this->type(element).alignment;
    if (__builtin_mul_overflow(this->type(element).size, counts.back(), &made.size))
        return;
    made.target = element;
    made.count = counts.back();
}

void DwarfTypes::describeRecord(TypeNode& made, Dwarf_Die type, Records records)
{
    made.kind = Record;
    made.alignment = 1;
    const bool isComplete = ::dwarf_hasattr(&type, DW_AT_declaration) == 0;
    if (records == Records::LeftOut || !isComplete || m_open.contains(type.addr))
        return;
    made.record = recordNode(type, made.spelling);
    made.alignment = std::get<RecordNode>(m_reply.nodes[made.record]).alignment;
}

std::uint32_t DwarfTypes::recordNode(Dwarf_Die record, const std::string& name)
{
    RecordNode made{.name = name,
                    .isUnion = ::dwarf_tag(&record) == DW_TAG_union_type,
                    .size = numberIn(record, DW_AT_byte_size).value_or(0),
                    .fields = {}};
    m_open.insert(record.addr);
    Dwarf_Die member;
    if (::dwarf_child(&record, &member) == 0) {
        do {
            if (auto entry = field(member))
                made.fields.push_back(std::move(*entry));
        } while (moveToNext(member));
    }
    m_open.erase(record.addr);
    made.alignment = std::max(numberIn(record, DW_AT_alignment).value_or(1), alignmentOf(made));
    return add(std::move(made));
}

// Members, and bases as fields called by their type. Static members and virtual bases have no place of their own.
std::optional<FieldEntry> DwarfTypes::field(Dwarf_Die member)
{
    const int tag = ::dwarf_tag(&member);
    const bool isStatic =
        ::dwarf_hasattr(&member, DW_AT_external) != 0 || ::dwarf_hasattr(&member, DW_AT_declaration) != 0;
    if ((tag != DW_TAG_member && tag != DW_TAG_inheritance) || isStatic)
        return std::nullopt;
    const auto type = typeOf(member);
    FieldEntry entry{.name = nameOf(member), .type = typeNode(type, Records::Complete)};
    if (tag == DW_TAG_inheritance && type) {
        Dwarf_Die base = *type;
        entry.name = nameOf(base);
    }
    const auto offset = bitOffsetOf(member, this->type(entry.type).size);
    if (!offset)
        return std::nullopt;
    entry.bitOffset = *offset;
    if (const auto width = numberIn(member, DW_AT_bit_size))
        entry.bitWidth = static_cast<std::uint32_t>(std::min<std::uint64_t>(*width, noWidth - 1));
    return entry;
}

// DWARF says it only where the source does: what the fields' own alignments ask for, unless they lie packed.
std::uint64_t DwarfTypes::alignmentOf(const RecordNode& record) const
{
    std::uint64_t alignment = 1;
    for (const FieldEntry& entry : record.fields) {
        std::uint64_t wanted = std::max<std::uint64_t>(1, type(entry.type).alignment);
        const bool isBits = entry.bitWidth != noWidth;
        while (wanted > 1 && ((!isBits && entry.bitOffset / 8 % wanted != 0) || record.size % wanted != 0))
            wanted /= 2;
        alignment = std::max(alignment, wanted);
    }
    return alignment;
}

}  // namespace memdelbrot::parser
