#include "parser/process/type_table.h"

#include "parser/process/clang_text.h"
#include "parser/protocol/reply_check.h"

#include <algorithm>

namespace memdelbrot::parser {

namespace {

using enum CTypeKind;

struct KnownKind {
    CXTypeKind theirs;
    CTypeKind ours;
    bool isSigned;
};

// What is not here (vectors, __int128, __float128, _Float16) is shown as bytes: an opaque record.
constexpr KnownKind knownKinds[] = {
    {CXType_Void, Void, false},
    {CXType_Bool, Boolean, false},
    {CXType_Char_U, Character, false},
    {CXType_UChar, Character, false},
    {CXType_Char_S, Character, true},
    {CXType_SChar, Character, true},
    {CXType_WChar, Character, true},
    {CXType_Char16, Character, false},
    {CXType_Char32, Character, false},
    {CXType_UShort, UnsignedInteger, false},
    {CXType_UInt, UnsignedInteger, false},
    {CXType_ULong, UnsignedInteger, false},
    {CXType_ULongLong, UnsignedInteger, false},
    {CXType_Short, SignedInteger, true},
    {CXType_Int, SignedInteger, true},
    {CXType_Long, SignedInteger, true},
    {CXType_LongLong, SignedInteger, true},
    {CXType_Float, Float, true},
    {CXType_Double, Float, true},
    {CXType_LongDouble, Float, true},
    {CXType_Complex, Complex, true},
    {CXType_Pointer, Pointer, false},
    {CXType_LValueReference, Pointer, false},
    {CXType_RValueReference, Pointer, false},
    {CXType_NullPtr, Pointer, false},
    {CXType_ConstantArray, Array, false},
    {CXType_IncompleteArray, Array, false},
    {CXType_Record, Record, false},
    {CXType_Enum, Enumeration, false},
    {CXType_FunctionProto, Function, false},
    {CXType_FunctionNoProto, Function, false},
};

KnownKind kindOf(CXType canonical)
{
    for (const KnownKind& known : knownKinds) {
        if (known.theirs == canonical.kind)
            return known;
    }
    return {canonical.kind, Record, false};
}

std::uint64_t positive(long long value)
{
    return value > 0 ? static_cast<std::uint64_t>(value) : 0;   // negative: incomplete, dependent
}

bool isSignedEnumeration(CXType canonical)
{
    const CXType integer = clang_getCanonicalType(clang_getEnumDeclIntegerType(clang_getTypeDeclaration(canonical)));
    return kindOf(integer).isSigned;
}

}  // namespace

bool TypeTable::isShallow(std::uint32_t node) const
{
    return depthOf(node) < deepestNesting - 2;
}

std::uint32_t TypeTable::add(Node node, int depth)
{
    m_reply.nodes.push_back(std::move(node));
    m_depths.push_back(depth);
    return static_cast<std::uint32_t>(m_reply.nodes.size() - 1);
}

std::uint32_t TypeTable::node(CXType type, Records records)
{
    const Key key(type.data[0], type.data[1], type.kind, records);
    if (const auto found = m_known.find(key); found != m_known.end())
        return found->second;
    TypeNode made = described(type, clang_getCanonicalType(type), records);
    const int depth = 1 + std::max(depthOf(made.target), depthOf(made.record));
    return m_known[key] = add(std::move(made), depth);
}

TypeNode TypeTable::described(CXType type, CXType canonical, Records records)
{
    const KnownKind kind = kindOf(canonical);
    TypeNode made{.kind = kind.ours, .spelling = spellingOf(type)};
    made.flags = static_cast<std::uint8_t>((clang_isConstQualifiedType(canonical) != 0 ? constFlag : 0)
                                           | (kind.isSigned ? signedFlag : 0));
    if (kind.ours != Void && kind.ours != Function) {
        made.size = positive(clang_Type_getSizeOf(canonical));
        made.alignment = positive(clang_Type_getAlignOf(canonical));
    }
    if (kind.ours == Pointer)
        describePointer(made, clang_getPointeeType(canonical));
    if (kind.ours == Array)
        describeArray(made, canonical, records);
    if (canonical.kind == CXType_Record)
        describeRecord(made, canonical, records);
    if (kind.ours == Enumeration && isSignedEnumeration(canonical))
        made.flags |= signedFlag;
    if (kind.ours == Complex)
        made.target = node(clang_getElementType(canonical), Records::LeftOut);
    return made;
}

void TypeTable::describePointer(TypeNode& made, CXType target)
{
    made.size = made.alignment = sizeof(void*);   // of a reference, libclang gives what it refers to
    if (target.kind == CXType_Invalid)
        return;
    const std::uint32_t node_ = node(target, Records::LeftOut);
    if (isShallow(node_))
        made.target = node_;
}

void TypeTable::describeArray(TypeNode& made, CXType array, Records records)
{
    const std::uint32_t element = node(clang_getArrayElementType(array), records);
    if (!isShallow(element))
        return;
    made.target = element;
    made.count = positive(clang_getArraySize(array));
}

void TypeTable::describeRecord(TypeNode& made, CXType canonical, Records records)
{
    if (records == Records::LeftOut || clang_Type_getSizeOf(canonical) < 0)
        return;
    const std::uint32_t record = recordNode(canonical, made.spelling);
    if (isShallow(record))
        made.record = record;
}

std::uint32_t TypeTable::parameterNode(CXType type)
{
    const CXType canonical = clang_getCanonicalType(type);
    const CTypeKind kind = kindOf(canonical).ours;
    if (kind == Array)
        return pointerTo(clang_getArrayElementType(canonical), spellingOf(clang_getArrayElementType(canonical)) + " *");
    if (kind == Function)
        return pointerTo(canonical, declarator(spellingOf(canonical), ""));
    return typeNode(type);
}

std::uint32_t TypeTable::pointerTo(CXType target, const std::string& spelling)
{
    TypeNode made{.kind = Pointer, .spelling = spelling};
    describePointer(made, target);
    const int depth = 1 + depthOf(made.target);
    return add(std::move(made), depth);
}

std::uint32_t TypeTable::recordNode(CXType type, const std::string& name)
{
    const CXType canonical = clang_getCanonicalType(type);
    const CXCursor declaration = clang_getTypeDeclaration(canonical);
    RecordNode record{.name = name,
                      .isUnion = clang_getCursorKind(declaration) == CXCursor_UnionDecl,
                      .size = positive(clang_Type_getSizeOf(canonical)),
                      .alignment = positive(clang_Type_getAlignOf(canonical))};
    std::vector<CXCursor> fields;
    clang_Type_visitFields(
        canonical,
        [](CXCursor field, CXClientData all) {
            static_cast<std::vector<CXCursor>*>(all)->push_back(field);
            return CXVisit_Continue;
        },
        &fields);
    int depth = 0;
    for (const CXCursor field : fields) {
        const CXType fieldType = clang_getCursorType(field);
        const bool isNameless = clang_Cursor_isAnonymousRecordDecl(clang_getTypeDeclaration(fieldType)) != 0;
        const bool isBitField = clang_Cursor_isBitField(field) != 0;
        FieldEntry entry{.name = taken(clang_getCursorSpelling(field)),
                         .type = typeNode(fieldType),
                         .bitOffset = positive(clang_Cursor_getOffsetOfField(field))};
        if (isNameless && entry.name.find('(') != std::string::npos)
            entry.name.clear();
        if (isBitField)
            entry.bitWidth = static_cast<std::uint32_t>(clang_getFieldDeclBitWidth(field));
        if (isBitField && entry.name.empty())
            continue;   // padding
        depth = std::max(depth, depthOf(entry.type));
        record.fields.push_back(std::move(entry));
    }
    return add(std::move(record), depth + 1);
}

}  // namespace memdelbrot::parser
