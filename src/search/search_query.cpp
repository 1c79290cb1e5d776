#include "search/search_query.h"

#include <algorithm>
#include <cmath>

namespace memdelbrot {

namespace {

constexpr std::size_t maximumSize = std::size_t{1} << 16;   // bytes; less than a block of the search
constexpr std::size_t extendedBytes = 10;                   // of a long double's 16; the rest is padding

struct MaskedDigit {
    unsigned value = 0;
    unsigned mask = 0;
};

std::optional<MaskedDigit> digitOf(char character)
{
    if (character == '?')
        return MaskedDigit{};
    const char lower = static_cast<char>(character | 0x20);
    if (character >= '0' && character <= '9')
        return MaskedDigit{static_cast<unsigned>(character - '0'), 15};
    if (lower >= 'a' && lower <= 'f')
        return MaskedDigit{static_cast<unsigned>(lower - 'a' + 10), 15};
    return std::nullopt;
}

bool isSpace(char character)
{
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

bool isNaN(const Scalar& scalar)
{
    if (const auto* number = std::get_if<double>(&scalar))
        return std::isnan(*number);
    const auto* extended = std::get_if<long double>(&scalar);
    return extended && std::isnan(*extended);
}

bool isZero(std::span<const std::byte> bytes)
{
    const auto bits = [&](std::size_t at) {
        return bytes[at] & (at + 1 == bytes.size() ? std::byte{0x7f} : std::byte{0xff});
    };
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (bits(at) != std::byte{0})
            return false;
    }
    return true;
}

// The bits of a little-endian float that say NaN or infinity: its exponent.
std::vector<std::byte> exponentMask(std::size_t size)
{
    std::vector<std::byte> mask(size);
    const std::size_t used = std::min(size, extendedBytes);
    mask[used - 1] = std::byte{0x7f};
    switch (size) {
    case 2:
        mask[1] = std::byte{0x7c};
        break;
    case 4:
        mask[2] = std::byte{0x80};
        break;
    case 8:
        mask[6] = std::byte{0xf0};
        break;
    default:
        mask[used - 2] = std::byte{0xff};
    }
    return mask;
}

// Which bits of one little-endian real count when it is compared with ==.
std::vector<std::byte> realMask(std::span<const std::byte> bytes, bool notANumber)
{
    if (notANumber)
        return exponentMask(bytes.size());
    std::vector<std::byte> mask(bytes.size(), std::byte{0xff});
    const std::size_t used = std::min(bytes.size(), extendedBytes);
    std::fill(mask.begin() + static_cast<std::ptrdiff_t>(used), mask.end(), std::byte{0});
    if (isZero(bytes.first(used)))
        mask[used - 1] = std::byte{0x7f};
    return mask;
}

std::vector<std::byte> valueMask(const Dtype& dtype, std::span<const std::byte> bytes, bool notANumber)
{
    if (dtype.kind() == DtypeKind::Float)
        return realMask(bytes, notANumber);
    if (dtype.kind() != DtypeKind::Complex)
        return std::vector(bytes.size(), std::byte{0xff});
    std::vector<std::byte> mask = realMask(bytes.first(bytes.size() / 2), false);
    const auto imaginary = realMask(bytes.subspan(bytes.size() / 2), false);
    mask.insert(mask.end(), imaginary.begin(), imaginary.end());
    return mask;
}

// The bytes that a byte order turns as one.
std::size_t orderedUnit(const Dtype& dtype)
{
    if (dtype.kind() == DtypeKind::UnicodeString)
        return 4;
    return dtype.kind() == DtypeKind::Complex ? dtype.itemSize() / 2 : dtype.itemSize();
}

void reverseUnits(std::span<std::byte> bytes, std::size_t unit)
{
    for (; bytes.size() >= unit; bytes = bytes.subspan(unit))
        std::ranges::reverse(bytes.first(unit));
}

}  // namespace

SearchQuery::SearchQuery(std::vector<std::byte> bytes, std::vector<std::byte> mask)
    : m_bytes(std::move(bytes)), m_mask(std::move(mask))
{
    for (std::size_t at = 0; at < m_bytes.size(); ++at)
        m_bytes[at] &= m_mask[at];
}

Result<SearchQuery> SearchQuery::checked(SearchQuery query, std::string_view text)
{
    if (query.size() > maximumSize)
        return failure(
            {.code = ErrorCode::TooLarge, .subject = std::string(text.substr(0, 80)), .detail = "65536 bytes at most"});
    if (std::ranges::all_of(query.m_mask, [](std::byte byte) { return byte == std::byte{0}; }))
        return failure({.code = ErrorCode::Syntax, .subject = std::string(text), .detail = "nothing to look for"});
    return query;
}

Result<SearchQuery> SearchQuery::forBytes(std::string_view text)
{
    std::vector<std::byte> bytes;
    std::vector<std::byte> mask;
    for (std::size_t at = 0; at < text.size();) {
        if (isSpace(text[at])) {
            ++at;
            continue;
        }
        const auto high = digitOf(text[at]);
        const auto low = at + 1 < text.size() ? digitOf(text[at + 1]) : std::nullopt;
        if (!high || !low)
            return failure({.code = ErrorCode::Syntax,
                            .subject = std::string(text),
                            .detail = "two hexadecimal digits or ?? are expected at column " + std::to_string(at + 1)});
        bytes.push_back(static_cast<std::byte>(high->value * 16 + low->value));
        mask.push_back(static_cast<std::byte>(high->mask * 16 + low->mask));
        at += 2;
    }
    return checked(SearchQuery(std::move(bytes), std::move(mask)), text);
}

Result<SearchQuery> SearchQuery::forText(std::string_view utf8, TextEncoding encoding)
{
    auto bytes = encodeText(utf8, encoding);
    if (!bytes)
        return failure(std::move(bytes.error()));
    std::vector mask(bytes->size(), std::byte{0xff});
    return checked(SearchQuery(std::move(*bytes), std::move(mask)), utf8);
}

Result<SearchQuery> SearchQuery::forValue(const Dtype& dtype, std::string_view text)
{
    const Dtype little = dtype.withOrder(ByteOrder::Little);
    auto bytes = parseElement(little, text);
    if (!bytes)
        return failure(std::move(bytes.error()));
    const bool notANumber = dtype.kind() == DtypeKind::Float && isNaN(decodeElement(little, *bytes));
    std::vector<std::byte> mask = valueMask(little, *bytes, notANumber);
    if (dtype.order() == ByteOrder::Big) {
        reverseUnits(*bytes, orderedUnit(dtype));
        reverseUnits(mask, orderedUnit(dtype));
    }
    SearchQuery query(std::move(*bytes), std::move(mask));
    if (notANumber)
        query.m_notANumber = dtype;
    return checked(std::move(query), text);
}

bool SearchQuery::accepts(std::span<const std::byte> found) const
{
    return !m_notANumber || isNaN(decodeElement(*m_notANumber, found));
}

}  // namespace memdelbrot
