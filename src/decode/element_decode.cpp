#include "decode/element_bytes.h"
#include "decode/float16.h"
#include "decode/utf8.h"

namespace memdelbrot {

namespace {

std::int64_t signedValue(const Dtype& dtype, std::span<const std::byte> bytes)
{
    switch (dtype.itemSize()) {
    case 1:
        return loadNumber<std::int8_t>(bytes, dtype.order());
    case 2:
        return loadNumber<std::int16_t>(bytes, dtype.order());
    case 4:
        return loadNumber<std::int32_t>(bytes, dtype.order());
    default:
        return loadNumber<std::int64_t>(bytes, dtype.order());
    }
}

std::uint64_t unsignedValue(const Dtype& dtype, std::span<const std::byte> bytes)
{
    switch (dtype.itemSize()) {
    case 1:
        return loadNumber<std::uint8_t>(bytes, dtype.order());
    case 2:
        return loadNumber<std::uint16_t>(bytes, dtype.order());
    case 4:
        return loadNumber<std::uint32_t>(bytes, dtype.order());
    default:
        return loadNumber<std::uint64_t>(bytes, dtype.order());
    }
}

Scalar floatValue(const Dtype& dtype, std::span<const std::byte> bytes)
{
    switch (dtype.itemSize()) {
    case 2:
        return doubleFromHalf(loadNumber<std::uint16_t>(bytes, dtype.order()));
    case 4:
        return double{loadNumber<float>(bytes, dtype.order())};
    case 8:
        return loadNumber<double>(bytes, dtype.order());
    default:
        return loadExtended(bytes, dtype.order());
    }
}

std::complex<double> complexValue(const Dtype& dtype, std::span<const std::byte> bytes)
{
    const std::size_t half = dtype.itemSize() / 2;
    const auto part = [&](std::span<const std::byte> of) {
        return half == 4 ? double{loadNumber<float>(of, dtype.order())} : loadNumber<double>(of, dtype.order());
    };
    return {part(bytes.first(half)), part(bytes.subspan(half))};
}

std::string byteStringValue(std::span<const std::byte> bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::byte byte : withoutTrailingZeros(bytes, 1)) {
        const auto value = std::to_integer<unsigned>(byte);
        if (value < 0x80)
            text += static_cast<char>(value);
        else
            text += {'\\', 'x', digits[value >> 4], digits[value & 15]};
    }
    return text;
}

}  // namespace

Scalar decodeElement(const Dtype& dtype, std::span<const std::byte> bytes)
{
    switch (dtype.kind()) {
    case DtypeKind::Boolean:
        return bytes[0] != std::byte{0};
    case DtypeKind::SignedInteger:
        return signedValue(dtype, bytes);
    case DtypeKind::UnsignedInteger:
    case DtypeKind::Pointer:
        return unsignedValue(dtype, bytes);
    case DtypeKind::Float:
        return floatValue(dtype, bytes);
    case DtypeKind::Complex:
        return complexValue(dtype, bytes);
    case DtypeKind::ByteString:
        return byteStringValue(bytes);
    case DtypeKind::UnicodeString:
        break;
    }
    std::string text;
    for (const char32_t point : codePointsOf(dtype, bytes))
        appendUtf8(text, point);
    return text;
}

}  // namespace memdelbrot
