#include "workbench/call_values.h"

#include "layout/field_value.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace memdelbrot {

namespace {

template <typename Value>
PassedValue packed(PassedType type, const Value& value)
{
    PassedValue made{.type = type};
    std::memcpy(made.bytes.data(), &value, std::min(sizeof value, made.bytes.size()));
    return made;
}

bool isSignedInteger(const CType& type)
{
    return type.kind == CTypeKind::SignedInteger
        || ((type.kind == CTypeKind::Character || type.kind == CTypeKind::Enumeration) && type.isSigned);
}

std::optional<PassedType> integerOf(std::uint64_t size, bool isSigned)
{
    switch (size) {
    case 1:
        return isSigned ? PassedType::Int8 : PassedType::UInt8;
    case 2:
        return isSigned ? PassedType::Int16 : PassedType::UInt16;
    case 4:
        return isSigned ? PassedType::Int32 : PassedType::UInt32;
    case 8:
        return isSigned ? PassedType::Int64 : PassedType::UInt64;
    default:
        return std::nullopt;
    }
}

Result<PassedValue> outOfRange(const CType& type)
{
    const unsigned bits = static_cast<unsigned>(type.size * 8);
    const std::uint64_t top = type.kind == CTypeKind::Boolean ? 1 : ~std::uint64_t{0} >> (64 - bits);
    const std::string range = isSignedInteger(type)
        ? "-" + std::to_string((top >> 1) + 1) + " to " + std::to_string(top >> 1)
        : "0 to " + std::to_string(top);
    return failure({.code = ErrorCode::InvalidArgument, .detail = "does not fit into " + type.spelling + ": " + range});
}

Result<PassedValue> passedInteger(const CType& type, PassedType passed, const std::string& text)
{
    if (type.kind == CTypeKind::Boolean && (text == "true" || text == "false"))
        return packed(passed, std::uint64_t{text == "true"});
    const auto integer = parsedInteger(text);
    if (!integer)
        return failure({.code = ErrorCode::Syntax, .detail = "not an integer for " + type.spelling});
    const unsigned bits = static_cast<unsigned>(type.size * 8);
    const std::uint64_t top = type.kind == CTypeKind::Boolean ? 1 : ~std::uint64_t{0} >> (64 - bits);
    const std::uint64_t limit =
        !isSignedInteger(type) ? (integer->isNegative ? 0 : top) : (integer->isNegative ? (top >> 1) + 1 : top >> 1);
    if (integer->magnitude > limit)
        return outOfRange(type);
    const std::uint64_t value = integer->isNegative ? std::uint64_t{0} - integer->magnitude : integer->magnitude;
    return packed(passed, value & (bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1));
}

Result<PassedValue> passedFloat(const CType& type, PassedType passed, const std::string& text)
{
    char* end = nullptr;
    const long double value = std::strtold(text.c_str(), &end);
    if (text.empty() || *end != '\0' || std::isspace(static_cast<unsigned char>(text.front())))
        return failure({.code = ErrorCode::Syntax, .detail = "not a number for " + type.spelling});
    if (passed == PassedType::LongDouble) {
        PassedValue made{.type = passed};
        std::memcpy(made.bytes.data(), &value, 10);   // x87's 80 bits; the rest is padding
        return made;
    }
    // From the text itself, not by way of the long double, which would round twice.
    const double asDouble = std::strtod(text.c_str(), nullptr);
    if (std::isinf(asDouble) && !std::isinf(value))
        return failure({.code = ErrorCode::InvalidArgument, .detail = "too large for " + type.spelling});
    if (passed == PassedType::Double)
        return packed(passed, asDouble);
    const float asFloat = std::strtof(text.c_str(), nullptr);
    if (std::isinf(asFloat) && !std::isinf(asDouble))
        return failure({.code = ErrorCode::InvalidArgument, .detail = "too large for " + type.spelling});
    return packed(passed, asFloat);
}

std::optional<char> characterOf(const std::string& text)
{
    if (text.size() == 3 && text[1] != '\\')
        return text[1];
    if (text.size() != 4 || text[1] != '\\')
        return std::nullopt;
    switch (text[2]) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case '0':
        return '\0';
    case '\\':
        return '\\';
    case '\'':
        return '\'';
    default:
        return std::nullopt;
    }
}

}  // namespace

Result<PassedType> passedTypeOf(const CType& type)
{
    switch (type.kind) {
    case CTypeKind::Void:
        return PassedType::Void;
    case CTypeKind::Pointer:
    case CTypeKind::Array:
    case CTypeKind::Function:
        return PassedType::Pointer;
    case CTypeKind::Float:
        if (type.size == 4 || type.size == 8 || type.size == 16)
            return type.size == 4 ? PassedType::Float : type.size == 8 ? PassedType::Double : PassedType::LongDouble;
        break;
    case CTypeKind::Boolean:
    case CTypeKind::Character:
    case CTypeKind::SignedInteger:
    case CTypeKind::UnsignedInteger:
    case CTypeKind::Enumeration:
        if (const auto integer = integerOf(type.size, isSignedInteger(type)))
            return *integer;
        break;
    case CTypeKind::Complex:
    case CTypeKind::Record:
        break;
    }
    return failure({.code = ErrorCode::Unsupported,
                    .subject = type.spelling,
                    .detail = "passed by value; only numbers and pointers are"});
}

std::optional<IntegerText> parsedInteger(const std::string& text)
{
    if (text.size() >= 3 && text.front() == '\'' && text.back() == '\'') {
        const auto character = characterOf(text);
        if (!character)
            return std::nullopt;
        const int value = *character;
        return IntegerText{value < 0, static_cast<std::uint64_t>(std::abs(value))};
    }
    std::string_view digits(text);
    const bool isNegative = digits.starts_with('-');
    if (isNegative || digits.starts_with('+'))
        digits.remove_prefix(1);
    const bool isHex = digits.starts_with("0x") || digits.starts_with("0X");
    if (isHex)
        digits.remove_prefix(2);
    std::uint64_t magnitude = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, isHex ? 16 : 10);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return IntegerText{isNegative, magnitude};
}

Result<PassedValue> passedNumber(const CType& type, const std::string& text)
{
    const auto passed = passedTypeOf(type);
    if (!passed)
        return failure(passed.error());
    return type.kind == CTypeKind::Float ? passedFloat(type, *passed, text) : passedInteger(type, *passed, text);
}

PassedValue passedPointer(Address address)
{
    return packed(PassedType::Pointer, address.value());
}

std::string passedText(const CType& type, const PassedValue& value)
{
    if (type.kind == CTypeKind::Void)
        return "void";
    return scalarText(type, std::span(value.bytes).first(std::min<std::size_t>(type.size, value.bytes.size())));
}

std::uint64_t passedBits(const PassedValue& value)
{
    std::uint64_t bits = 0;
    std::memcpy(&bits, value.bytes.data(), sizeof bits);
    return bits;
}

}  // namespace memdelbrot
