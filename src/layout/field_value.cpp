#include "layout/field_value.h"

#include <algorithm>
#include <cstdio>

namespace memdelbrot {

namespace {

constexpr std::size_t mostCharacters = 256;

std::string escaped(std::byte byte, char quote)
{
    const auto character = std::to_integer<unsigned char>(byte);
    switch (character) {
    case '\n':
        return "\\n";
    case '\t':
        return "\\t";
    case '\r':
        return "\\r";
    case '\\':
        return "\\\\";
    default:
        break;
    }
    if (character == static_cast<unsigned char>(quote))
        return std::string("\\") + quote;
    if (character >= 0x20 && character < 0x7f)
        return std::string(1, static_cast<char>(character));
    char text[8];
    std::snprintf(text, sizeof text, "\\x%02x", character);
    return text;
}

}  // namespace

std::string scalarText(const CType& type, std::span<const std::byte> bytes)
{
    const auto dtype = dtypeOf(type);
    if (!dtype || dtype->itemSize() != bytes.size())
        return {};
    const std::string text = formatElement(*dtype, bytes);
    if (type.kind == CTypeKind::Character && type.size == 1)
        return text + " '" + escaped(bytes[0], '\'') + "'";
    return text;
}

std::string bitFieldText(const CType& type, std::span<const std::byte> bytes, unsigned firstBit, unsigned width)
{
    std::uint64_t value = 0;
    for (unsigned bit = 0; bit < width && bit < 64; ++bit) {
        const unsigned at = firstBit + bit;
        if (at / 8 < bytes.size() && (std::to_integer<unsigned>(bytes[at / 8]) >> (at % 8) & 1) != 0)
            value |= std::uint64_t{1} << bit;
    }
    if (type.kind == CTypeKind::Boolean)
        return value != 0 ? "True" : "False";
    const bool isSigned = type.kind == CTypeKind::SignedInteger || type.isSigned;
    if (isSigned && width > 0 && width < 64 && (value >> (width - 1) & 1) != 0)
        value |= ~std::uint64_t{0} << width;
    return isSigned ? std::to_string(static_cast<std::int64_t>(value)) : std::to_string(value);
}

std::string characterArrayText(std::span<const std::byte> bytes)
{
    const auto end = std::find(bytes.begin(), bytes.end(), std::byte{0});
    std::string text = "\"";
    std::size_t count = 0;
    for (auto at = bytes.begin(); at != end; ++at) {
        if (++count > mostCharacters)
            return text + "\"…";
        text += escaped(*at, '"');
    }
    return text + '"';
}

}  // namespace memdelbrot
