#include "search/masked_pattern.h"

#include <algorithm>
#include <optional>

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

// Which bits of one little-endian real count when it is compared with ==.
std::vector<std::byte> realMask(std::span<const std::byte> bytes)
{
    std::vector<std::byte> mask(bytes.size(), std::byte{0xff});
    const std::size_t used = std::min(bytes.size(), extendedBytes);
    std::fill(mask.begin() + static_cast<std::ptrdiff_t>(used), mask.end(), std::byte{0});
    if (isZero(bytes.first(used)))
        mask[used - 1] = std::byte{0x7f};
    return mask;
}

std::vector<std::byte> valueMask(const Dtype& dtype, std::span<const std::byte> bytes)
{
    if (dtype.kind() == DtypeKind::Float)
        return realMask(bytes);
    if (dtype.kind() != DtypeKind::Complex)
        return std::vector(bytes.size(), std::byte{0xff});
    std::vector<std::byte> mask = realMask(bytes.first(bytes.size() / 2));
    const auto imaginary = realMask(bytes.subspan(bytes.size() / 2));
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

// Errors: TooLarge, Syntax (no bit counts).
Result<MaskedPattern> checked(MaskedPattern pattern, std::string_view text)
{
    if (pattern.size() > maximumSize)
        return failure(
            {.code = ErrorCode::TooLarge, .subject = std::string(text.substr(0, 80)), .detail = "65536 bytes at most"});
    for (std::size_t at = 0; at < pattern.size(); ++at)
        pattern.bytes[at] &= pattern.mask[at];
    if (std::ranges::all_of(pattern.mask, [](std::byte byte) { return byte == std::byte{0}; }))
        return failure({.code = ErrorCode::Syntax, .subject = std::string(text), .detail = "nothing to look for"});
    return pattern;
}

std::optional<MaskedDigit> pairAt(std::string_view text, std::size_t at)
{
    const auto high = at < text.size() ? digitOf(text[at]) : std::nullopt;
    const auto low = at + 1 < text.size() ? digitOf(text[at + 1]) : std::nullopt;
    if (!high || !low)
        return std::nullopt;
    return MaskedDigit{high->value * 16 + low->value, high->mask * 16 + low->mask};
}

// ASCII letters of either case differ in one bit, and no other character becomes a letter without it.
void letEitherCasePass(MaskedPattern& pattern, TextEncoding encoding)
{
    const bool isWide = encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be;
    const std::size_t low = encoding == TextEncoding::Utf16Be ? 1 : 0;   // of a unit's bytes
    for (std::size_t at = low; at < pattern.size(); at += isWide ? 2 : 1) {
        const auto letter = static_cast<unsigned char>(pattern.bytes[at] | std::byte{0x20});
        if (letter < 'a' || letter > 'z' || (isWide && pattern.bytes[at ^ 1] != std::byte{0}))
            continue;
        pattern.mask[at] = std::byte{0xdf};
    }
}

}  // namespace

bool MaskedPattern::matches(std::span<const std::byte> found) const
{
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if ((found[at] & mask[at]) != bytes[at])
            return false;
    }
    return true;
}

Result<MaskedPattern> parseBytePattern(std::string_view text)
{
    const auto wrongAt = [&](std::size_t at) {
        return failure({.code = ErrorCode::Syntax,
                        .subject = std::string(text),
                        .detail = "two hexadecimal digits or ?? are expected at column " + std::to_string(at + 1)});
    };
    MaskedPattern pattern;
    for (std::size_t at = 0; at < text.size();) {
        if (isSpace(text[at])) {
            ++at;
            continue;
        }
        auto pair = pairAt(text, at);
        if (!pair)
            return wrongAt(at);
        at += 2;
        if (at < text.size() && text[at] == '&') {
            const auto mask = pairAt(text, at + 1);
            if (!mask || mask->mask != 0xff)
                return wrongAt(at + 1);
            pair->mask &= mask->value;
            at += 3;
        }
        pattern.bytes.push_back(static_cast<std::byte>(pair->value));
        pattern.mask.push_back(static_cast<std::byte>(pair->mask));
    }
    return checked(std::move(pattern), text);
}

Result<MaskedPattern> textPattern(std::string_view utf8, TextEncoding encoding, LetterCase letterCase)
{
    auto bytes = encodeText(utf8, encoding);
    if (!bytes)
        return failure(std::move(bytes.error()));
    const std::size_t size = bytes->size();
    MaskedPattern pattern{std::move(*bytes), std::vector(size, std::byte{0xff})};
    if (letterCase == LetterCase::Insensitive)
        letEitherCasePass(pattern, encoding);
    return checked(std::move(pattern), utf8);
}

Result<MaskedPattern> valuePattern(const Dtype& dtype, std::string_view text)
{
    const Dtype little = dtype.withOrder(ByteOrder::Little);
    auto bytes = parseElement(little, text);
    if (!bytes)
        return failure(std::move(bytes.error()));
    std::vector<std::byte> mask = valueMask(little, *bytes);
    if (dtype.order() == ByteOrder::Big) {
        reverseUnits(*bytes, orderedUnit(dtype));
        reverseUnits(mask, orderedUnit(dtype));
    }
    return checked({std::move(*bytes), std::move(mask)}, text);
}

}  // namespace memdelbrot
