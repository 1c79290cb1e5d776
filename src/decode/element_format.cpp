#include "base/hex_text.h"
#include "decode/element_bytes.h"
#include "decode/float_text.h"
#include "decode/python_literal.h"

#include <cmath>

namespace memdelbrot {

namespace {

std::string realText(std::size_t size, std::span<const std::byte> bytes, ByteOrder order)
{
    switch (size) {
    case 2:
        return halfText(loadNumber<std::uint16_t>(bytes, order));
    case 4:
        return floatText(loadNumber<float>(bytes, order));
    case 8:
        return floatText(loadNumber<double>(bytes, order));
    default:
        return floatText(loadExtended(bytes, order));
    }
}

// "2j", "(1+2j)", as Python prints them (CPython: Objects/complexobject.c, complex_repr).
std::string complexText(const Dtype& dtype, std::span<const std::byte> bytes)
{
    const std::size_t half = dtype.itemSize() / 2;
    const std::string real = withoutPointZero(realText(half, bytes.first(half), dtype.order()));
    const std::string imaginary = withoutPointZero(realText(half, bytes.subspan(half), dtype.order()));
    if (real == "0")
        return imaginary + 'j';
    return '(' + real + (imaginary.front() == '-' ? "" : "+") + imaginary + "j)";
}

std::string byteStringText(std::span<const std::byte> bytes)
{
    const auto used = withoutTrailingZeros(bytes, 1);
    return bytesLiteral({reinterpret_cast<const char*>(used.data()), used.size()});
}

}  // namespace

std::string formatElement(const Dtype& dtype, std::span<const std::byte> bytes)
{
    switch (dtype.kind()) {
    case DtypeKind::Boolean:
        return std::get<bool>(decodeElement(dtype, bytes)) ? "True" : "False";
    case DtypeKind::SignedInteger:
        return std::to_string(std::get<std::int64_t>(decodeElement(dtype, bytes)));
    case DtypeKind::UnsignedInteger:
        return std::to_string(std::get<std::uint64_t>(decodeElement(dtype, bytes)));
    case DtypeKind::Pointer:
        return hexNumber(std::get<std::uint64_t>(decodeElement(dtype, bytes)));
    case DtypeKind::Float:
        return realText(dtype.itemSize(), bytes, dtype.order());
    case DtypeKind::Complex:
        return complexText(dtype, bytes);
    case DtypeKind::ByteString:
        return byteStringText(bytes);
    case DtypeKind::UnicodeString:
        break;
    }
    return textLiteral(codePointsOf(dtype, bytes));
}

}  // namespace memdelbrot
