#include "decode/byte_text.h"

#include "decode/utf8.h"

namespace memdelbrot {

namespace {

bool isWide(TextEncoding encoding)
{
    return encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be;
}

void appendUnit(std::vector<std::byte>& bytes, char32_t unit, TextEncoding encoding)
{
    const auto low = static_cast<std::byte>(unit & 0xFF);
    const auto high = static_cast<std::byte>(unit >> 8 & 0xFF);
    bytes.push_back(encoding == TextEncoding::Utf16Le ? low : high);
    bytes.push_back(encoding == TextEncoding::Utf16Le ? high : low);
}

// False where the encoding lacks the character.
bool appendPoint(std::vector<std::byte>& bytes, char32_t point, TextEncoding encoding)
{
    if (isWide(encoding)) {
        if (point < 0x10000) {
            appendUnit(bytes, point, encoding);
        } else {
            appendUnit(bytes, 0xD800 + ((point - 0x10000) >> 10), encoding);
            appendUnit(bytes, 0xDC00 + ((point - 0x10000) & 0x3FF), encoding);
        }
        return true;
    }
    if (encoding == TextEncoding::Utf8) {
        std::string text;
        appendUtf8(text, point);
        for (const char byte : text)
            bytes.push_back(static_cast<std::byte>(byte));
        return true;
    }
    if (point > (encoding == TextEncoding::Ascii ? 0x7FU : 0xFFU))
        return false;
    bytes.push_back(static_cast<std::byte>(point));
    return true;
}

std::string decodeUtf8(std::string_view bytes)
{
    std::string text;
    while (!bytes.empty()) {
        const Utf8Step step = nextCodePoint(bytes);
        appendUtf8(text, step.point);
        bytes.remove_prefix(step.size);
    }
    return text;
}

std::string decodeUtf16(std::span<const std::byte> bytes, TextEncoding encoding)
{
    const auto unitAt = [&](std::size_t at) -> char32_t {
        const auto first = std::to_integer<char32_t>(bytes[at]);
        const auto second = std::to_integer<char32_t>(bytes[at + 1]);
        return encoding == TextEncoding::Utf16Le ? second << 8 | first : first << 8 | second;
    };
    std::string text;
    std::size_t at = 0;
    while (at + 2 <= bytes.size()) {
        const char32_t unit = unitAt(at);
        at += 2;
        const bool isHigh = unit >= 0xD800 && unit <= 0xDBFF;
        const char32_t next = isHigh && at + 2 <= bytes.size() ? unitAt(at) : 0;
        if (next >= 0xDC00 && next <= 0xDFFF) {
            appendUtf8(text, 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00));
            at += 2;
        } else {
            appendUtf8(text, unit);   // a surrogate alone becomes U+FFFD
        }
    }
    if (at < bytes.size())
        appendUtf8(text, replacementCharacter);
    return text;
}

}  // namespace

Result<TextEncoding> parseTextEncoding(std::string_view name)
{
    std::string plain;
    for (const char character : name) {
        if (character != '-' && character != '_')
            plain += character >= 'A' && character <= 'Z' ? static_cast<char>(character | 0x20) : character;
    }
    if (plain == "ascii")
        return TextEncoding::Ascii;
    if (plain == "latin1" || plain == "iso88591")
        return TextEncoding::Latin1;
    if (plain == "utf8")
        return TextEncoding::Utf8;
    if (plain == "utf16le")
        return TextEncoding::Utf16Le;
    if (plain == "utf16be")
        return TextEncoding::Utf16Be;
    return failure({.code = ErrorCode::Syntax,
                    .subject = std::string(name),
                    .detail = "ascii, latin-1, utf-8, utf-16le or utf-16be"});
}

Result<std::vector<std::byte>> encodeText(std::string_view utf8, TextEncoding encoding)
{
    std::vector<std::byte> bytes;
    for (std::size_t at = 0; at < utf8.size();) {
        const Utf8Step step = nextCodePoint(utf8.substr(at));
        if (!step.valid || !appendPoint(bytes, step.point, encoding))
            return failure(
                {.code = ErrorCode::Syntax, .subject = std::string(utf8), .detail = "byte " + std::to_string(at + 1)});
        at += step.size;
    }
    return bytes;
}

std::string decodeText(std::span<const std::byte> bytes, TextEncoding encoding)
{
    if (isWide(encoding))
        return decodeUtf16(bytes, encoding);
    if (encoding == TextEncoding::Utf8)
        return decodeUtf8({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    std::string text;
    for (const std::byte byte : bytes) {
        const auto point = std::to_integer<char32_t>(byte);
        appendUtf8(text, encoding == TextEncoding::Ascii && point > 0x7F ? replacementCharacter : point);
    }
    return text;
}

}  // namespace memdelbrot
