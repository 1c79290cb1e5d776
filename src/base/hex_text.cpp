#include "base/hex_text.h"

#include <charconv>

namespace memdelbrot {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

int digitValue(char character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    const char lower = static_cast<char>(character | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool isSpace(char character)
{
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

}  // namespace

std::string hexNumber(std::uint64_t value)
{
    char buffer[16];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, 16).ptr;
    return "0x" + std::string(buffer, end);
}

std::string hexBytes(std::span<const std::byte> bytes)
{
    std::string text;
    text.reserve(bytes.size() * 3);
    for (const std::byte byte : bytes) {
        if (!text.empty())
            text += ' ';
        text += digits[std::to_integer<unsigned>(byte) >> 4];
        text += digits[std::to_integer<unsigned>(byte) & 15];
    }
    return text;
}

Result<std::vector<std::byte>> bytesFromHex(std::string_view text)
{
    std::vector<std::byte> bytes;
    for (std::size_t i = 0; i < text.size();) {
        if (isSpace(text[i])) {
            ++i;
            continue;
        }
        const int high = digitValue(text[i]);
        const int low = i + 1 < text.size() ? digitValue(text[i + 1]) : -1;
        if (high < 0 || low < 0)
            return failure(
                {.code = ErrorCode::Syntax, .subject = std::string(text), .detail = "column " + std::to_string(i + 1)});
        bytes.push_back(static_cast<std::byte>(high * 16 + low));
        i += 2;
    }
    return bytes;
}

}  // namespace memdelbrot
