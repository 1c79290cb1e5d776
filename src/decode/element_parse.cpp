#include "decode/element_bytes.h"
#include "decode/float16.h"
#include "decode/python_literal.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace memdelbrot {

namespace {

using Bytes = std::vector<std::byte>;

Error wrong(ErrorCode code, const Dtype& dtype, std::string_view text)
{
    return {.code = code, .subject = std::string(text), .detail = "it is no " + dtype.name()};
}

// What fits, in a few words.
std::string rangeText(const Dtype& dtype)
{
    const std::uint64_t all = dtype.itemSize() > 8 ? 0 : ~std::uint64_t{0} >> (64 - 8 * dtype.itemSize());
    switch (dtype.kind()) {
    case DtypeKind::UnsignedInteger:
        return dtype.name() + " holds 0 to " + std::to_string(all);
    case DtypeKind::SignedInteger:
        return dtype.name() + " holds -" + std::to_string((all >> 1) + 1) + " to " + std::to_string(all >> 1);
    case DtypeKind::ByteString:
        return dtype.name() + " holds " + std::to_string(dtype.itemSize()) + " bytes";
    case DtypeKind::UnicodeString:
        return dtype.name() + " holds " + std::to_string(dtype.itemSize() / 4) + " characters";
    default:
        return "it does not fit " + dtype.name();
    }
}

Error outOfRange(const Dtype& dtype, std::string_view text)
{
    return {.code = ErrorCode::InvalidArgument, .subject = std::string(text), .detail = rangeText(dtype)};
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view spaces = " \t\r\n";
    const std::size_t first = text.find_first_not_of(spaces);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

bool takeSign(std::string_view& text)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    return negative;
}

// std::errc() on success; result_out_of_range where it does not fit Number.
template <typename Number, typename... Format>
std::errc readWhole(std::string_view view, Number& number, Format... format)
{
    const std::string text(view);   // libstdc++ 12 reads behind the end of a long double's text that no zero ends
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, format...);
    if (error == std::errc() && end != text.data() + text.size())
        return std::errc::invalid_argument;
    return error;
}

Result<std::uint64_t> magnitudeOf(std::string_view text, const Dtype& dtype, std::string_view whole)
{
    int base = 10;
    if (text.starts_with("0x") || text.starts_with("0X")) {
        base = 16;
        text.remove_prefix(2);
    }
    std::uint64_t magnitude = 0;
    const auto error = readWhole(text, magnitude, base);
    if (error != std::errc())
        return failure(error == std::errc::result_out_of_range ? outOfRange(dtype, whole)
                                                               : wrong(ErrorCode::Syntax, dtype, whole));
    return magnitude;
}

Bytes integerBytes(std::uint64_t value, const Dtype& dtype)
{
    Bytes bytes = storeNumber(value, ByteOrder::Little);
    bytes.resize(dtype.itemSize());
    if (dtype.order() == ByteOrder::Big)
        std::ranges::reverse(bytes);
    return bytes;
}

Result<Bytes> parseInteger(const Dtype& dtype, std::string_view text)
{
    std::string_view rest = trimmed(text);
    const bool negative = takeSign(rest);
    const auto magnitude = magnitudeOf(rest, dtype, text);
    if (!magnitude)
        return failure(magnitude.error());
    const std::uint64_t all = ~std::uint64_t{0} >> (64 - 8 * dtype.itemSize());
    const bool isSigned = dtype.kind() == DtypeKind::SignedInteger;
    const std::uint64_t highest = isSigned ? all >> 1 : all;
    const std::uint64_t most = !negative ? highest : isSigned ? highest + 1 : 0;
    if (*magnitude > most)
        return failure(outOfRange(dtype, text));
    return integerBytes(negative ? std::uint64_t{0} - *magnitude : *magnitude, dtype);
}

template <typename Number>
Result<Number> parseReal(std::string_view text, const Dtype& dtype, std::string_view whole)
{
    const bool negative = takeSign(text);
    Number number = 0;
    // A second sign, or the payload of "nan(…)", is not ours to take.
    if (text.empty() || text.front() == '-' || text.find('(') != std::string_view::npos)
        return failure(wrong(ErrorCode::Syntax, dtype, whole));
    const auto error = readWhole(text, number, std::chars_format::general);
    if (error != std::errc())
        return failure(error == std::errc::result_out_of_range ? outOfRange(dtype, whole)
                                                               : wrong(ErrorCode::Syntax, dtype, whole));
    return negative ? -number : number;
}

Result<Bytes> realBytes(std::size_t size, const Dtype& dtype, std::string_view text, std::string_view whole)
{
    const auto stored = [&](auto number) { return storeNumber(number, dtype.order()); };
    switch (size) {
    case 2:
        return parseReal<double>(text, dtype, whole).and_then([&](double number) -> Result<Bytes> {
            if (std::isfinite(number) && std::abs(number) >= 65520.0)
                return failure(outOfRange(dtype, whole));
            return stored(halfFromDouble(number));
        });
    case 4:
        return parseReal<float>(text, dtype, whole).map(stored);
    case 8:
        return parseReal<double>(text, dtype, whole).map(stored);
    default:
        return parseReal<long double>(text, dtype, whole).map(stored);
    }
}

// Where the imaginary part of "1e-5+2j" begins: at the last sign that is no exponent's.
std::size_t imaginaryBegin(std::string_view text)
{
    for (std::size_t at = text.size(); at-- > 1;) {
        const bool isSign = text[at] == '+' || text[at] == '-';
        if (isSign && text[at - 1] != 'e' && text[at - 1] != 'E')
            return at;
    }
    return 0;
}

Result<Bytes> parseComplex(const Dtype& dtype, std::string_view text)
{
    std::string_view real = trimmed(text);
    if (real.starts_with('(') && real.ends_with(')'))
        real = trimmed(real.substr(1, real.size() - 2));
    std::string imaginary = "0";
    if (real.ends_with('j')) {
        real.remove_suffix(1);
        const std::size_t begin = imaginaryBegin(real);
        std::string_view number = real.substr(begin);
        imaginary = takeSign(number) ? "-" : "";
        imaginary += trimmed(number).empty() ? "1" : trimmed(number);
        real = begin == 0 ? "0" : trimmed(real.substr(0, begin));
    }
    auto bytes = realBytes(dtype.itemSize() / 2, dtype, real, text);
    const auto second = realBytes(dtype.itemSize() / 2, dtype, imaginary, text);
    if (!bytes || !second)
        return failure(bytes ? second.error() : bytes.error());
    bytes->insert(bytes->end(), second->begin(), second->end());
    return bytes;
}

Result<Bytes> parseBoolean(const Dtype& dtype, std::string_view text)
{
    const std::string_view word = trimmed(text);
    for (const std::string_view yes : {"True", "true", "1"}) {
        if (word == yes)
            return Bytes{std::byte{1}};
    }
    for (const std::string_view no : {"False", "false", "0"}) {
        if (word == no)
            return Bytes{std::byte{0}};
    }
    return failure(wrong(ErrorCode::Syntax, dtype, text));
}

Result<Bytes> parseByteString(const Dtype& dtype, std::string_view text)
{
    const auto raw = bytesOfLiteral(text);
    if (!raw)
        return failure(raw.error());
    if (raw->size() > dtype.itemSize())
        return failure(outOfRange(dtype, text));
    Bytes bytes(dtype.itemSize());
    std::ranges::copy(std::as_bytes(std::span(*raw)), bytes.begin());
    return bytes;
}

Result<Bytes> parseUnicodeString(const Dtype& dtype, std::string_view text)
{
    const auto points = textOfLiteral(text);
    if (!points)
        return failure(points.error());
    if (points->size() * 4 > dtype.itemSize())
        return failure(outOfRange(dtype, text));
    Bytes bytes(dtype.itemSize());
    auto place = bytes.begin();
    for (const char32_t point : *points)
        place = std::ranges::copy(storeNumber(point, dtype.order()), place).out;
    return bytes;
}

}  // namespace

Result<std::vector<std::byte>> parseElement(const Dtype& dtype, std::string_view text)
{
    switch (dtype.kind()) {
    case DtypeKind::Boolean:
        return parseBoolean(dtype, text);
    case DtypeKind::SignedInteger:
    case DtypeKind::UnsignedInteger:
    case DtypeKind::Pointer:
        return parseInteger(dtype, text);
    case DtypeKind::Float:
        return realBytes(dtype.itemSize(), dtype, trimmed(text), text);
    case DtypeKind::Complex:
        return parseComplex(dtype, text);
    case DtypeKind::ByteString:
        return parseByteString(dtype, text);
    case DtypeKind::UnicodeString:
        break;
    }
    return parseUnicodeString(dtype, text);
}

}  // namespace memdelbrot
