#include "workbench/call_arguments.h"

#include "base/hex_text.h"
#include "workbench/argument_expression.h"
#include "workbench/array_arguments.h"

#include <limits>

namespace memdelbrot {

namespace {

bool isPointer(const CType& type)
{
    return type.kind == CTypeKind::Pointer || type.kind == CTypeKind::Array;
}

bool isCharacterPointer(const CType& type)
{
    return type.target && type.target->kind == CTypeKind::Character && type.target->size == 1;
}

bool isQuoted(const std::string& text)
{
    return text.size() >= 2 && text.front() == '"' && text.back() == '"';
}

Result<PlannedArgument> stored(const CType& pointer, ArrayView view, std::vector<std::byte> bytes)
{
    return PlannedArgument{
        .view = std::move(view), .bytes = std::move(bytes), .isOutput = !(pointer.target && pointer.target->isConst)};
}

// With its NUL: S<n> without it, n >= 1.
Result<PlannedArgument> plannedText(const CType& pointer, const std::string& text)
{
    const auto characters = isQuoted(text) ? unescaped(text.substr(1, text.size() - 2)) : Result<std::string>(text);
    if (!characters)
        return failure(characters.error());
    const auto view = std::as_bytes(std::span(*characters));
    std::vector<std::byte> bytes(view.begin(), view.end());
    bytes.push_back(std::byte{0});
    const Dtype dtype = Dtype::fromKind(DtypeKind::ByteString, bytes.size());
    return stored(pointer, {.dtype = dtype}, std::move(bytes));
}

Result<PlannedArgument> plannedOutParameter(const CType& pointer)
{
    if (!pointer.target || pointer.target->size == 0)
        return failure({.code = ErrorCode::InvalidArgument,
                        .detail = "& needs a pointer to a type of known size, not " + pointer.spelling});
    const auto dtype = dtypeOf(*pointer.target);
    const ArrayView view = dtype ? ArrayView{.dtype = *dtype} : ArrayView{.shape = {pointer.target->size}};
    auto planned = stored(pointer, view, std::vector<std::byte>(pointer.target->size));
    planned->isOutput = true;
    return planned;
}

Result<PlannedArgument> plannedPointer(const CType& type, const std::string& text)
{
    if (text == "null" || text == "NULL" || text == "nullptr")
        return PlannedArgument{.value = passedPointer(Address(0))};
    if (text == "&")
        return plannedOutParameter(type);
    if (text.starts_with('[') || text.starts_with('@')) {
        auto array = arrayArgument(type, text);
        return array ? stored(type, array->view, std::move(array->bytes)) : failure(array.error());
    }
    const bool isHex = text.starts_with("0x") || text.starts_with("0X");
    if (const auto number = parsedInteger(text); number && !number->isNegative && (isHex || !isCharacterPointer(type)))
        return PlannedArgument{.value = passedPointer(Address(number->magnitude))};
    if (isCharacterPointer(type))
        return plannedText(type, text);
    if (isQuoted(text) && type.target && type.target->kind == CTypeKind::Void)
        return plannedText(type, text);
    return failure({.code = ErrorCode::Syntax,
                    .detail = "not a value for " + type.spelling
                        + ": give null, 0x…, $NAME, [1,2,3], @file.npy, @new:dtype:shape, or &"});
}

CType arithmetic(CTypeKind kind, const char* spelling, std::uint64_t size)
{
    return {.kind = kind, .spelling = spelling, .size = size, .alignment = size};
}

bool fitsInt(const IntegerText& integer)
{
    constexpr std::uint64_t top = std::numeric_limits<std::int32_t>::max();
    return integer.magnitude <= (integer.isNegative ? top + 1 : top);
}

bool isInteger(const CType& type)
{
    return type.kind == CTypeKind::SignedInteger || type.kind == CTypeKind::UnsignedInteger
        || type.kind == CTypeKind::Enumeration || type.kind == CTypeKind::Character;
}

// What a name at the text's begin stands for, or the text where there is none.
Result<std::string> withoutName(const std::string& text, const NamedValues& names)
{
    constexpr std::string_view prefix = "alloc:";   // as addresses are written
    if (text.starts_with('$'))
        return names(text.substr(1));
    return text.starts_with(prefix) ? names(text.substr(prefix.size())) : Result<std::string>(text);
}

// As parsedInteger() and plannedPointer() understand it.
Result<std::string> workedOut(const std::string& text, const NamedValues& names, bool isAddress)
{
    const auto value = argumentValue(text, names);
    if (!value)
        return failure(value.error());
    const std::string digits = isAddress ? hexNumber(value->magnitude) : std::to_string(value->magnitude);
    return value->isNegative ? "-" + digits : digits;
}

// Whether arithmetic can be meant: '+' is a character, and "a+b" a text where a pointer to one is wanted.
bool mayBeExpression(const CType& type, const std::string& text)
{
    if (!isArgumentExpression(text))
        return false;
    if (isInteger(type))
        return !parsedInteger(text);
    const bool isNamed = text.starts_with('$') || text.starts_with("alloc:");
    const bool isNumber = text.front() == '(' || (text.front() >= '0' && text.front() <= '9');
    return isPointer(type) && (isNamed || (isNumber && !isCharacterPointer(type)));
}

Result<std::string> resolved(const CType& type, const std::string& typed, const NamedValues& names)
{
    const auto text = withoutName(typed, names);
    const bool isName = text && *text != typed;   // one that holds an operator itself
    return !isName && mayBeExpression(type, typed) ? workedOut(typed, names, isPointer(type)) : text;
}

Result<PlannedArgument> plannedNumber(const CType& type, const std::string& text)
{
    const auto value = passedNumber(type, text);
    if (!value)
        return failure(value.error());
    return PlannedArgument{.value = *value};
}

}  // namespace

Result<PlannedArgument> planArgument(const CType& type, const std::string& typed, const NamedValues& names)
{
    if (const auto passed = passedTypeOf(type); !passed)
        return failure(passed.error());
    const auto text = resolved(type, typed, names);
    if (!text)
        return failure(text.error());
    return isPointer(type) || type.kind == CTypeKind::Function ? plannedPointer(type, *text)
                                                               : plannedNumber(type, *text);
}

Result<PlannedArgument> planVariadicArgument(const std::string& typed, const NamedValues& names)
{
    const auto text = withoutName(typed, names);
    if (!text)
        return failure(text.error());
    const CType character = arithmetic(CTypeKind::Character, "char", 1);
    const CType pointer{.kind = CTypeKind::Pointer, .spelling = "void *", .size = 8, .alignment = 8};
    if (const auto integer = parsedInteger(*text); integer && !text->starts_with("0x"))
        return plannedNumber(
            fitsInt(*integer)
                ? arithmetic(CTypeKind::SignedInteger, "int", 4)
                : arithmetic(integer->isNegative ? CTypeKind::SignedInteger : CTypeKind::UnsignedInteger, "long", 8),
            *text);
    if (auto number = plannedNumber(arithmetic(CTypeKind::Float, "double", 8), *text);
        number && !text->starts_with("0x"))
        return number;
    if (isQuoted(*text)) {
        CType textPointer = pointer;
        textPointer.target = std::make_shared<const CType>(character);
        return plannedText(textPointer, *text);
    }
    return plannedPointer(pointer, *text);
}

}  // namespace memdelbrot
