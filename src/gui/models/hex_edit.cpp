#include "gui/models/hex_edit.h"

#include "base/hex_text.h"

namespace memdelbrot {

bool isHexDigit(char32_t character)
{
    return (character >= U'0' && character <= U'9') || (character >= U'a' && character <= U'f')
        || (character >= U'A' && character <= U'F');
}

void HexEdit::removeLast()
{
    // Bytes 10xxxxxx continue a UTF-8 character.
    while (!m_text.empty() && (static_cast<unsigned char>(m_text.back()) & 0xC0) == 0x80)
        m_text.pop_back();
    if (!m_text.empty())
        m_text.pop_back();
}

std::optional<std::byte> HexEdit::typeHexDigit(char32_t character)
{
    if (!isHexDigit(character))
        return std::nullopt;
    m_text += static_cast<char>(character);
    if (m_text.size() < 2)
        return std::nullopt;
    const auto bytes = bytesFromHex(m_text);
    m_text.clear();
    return bytes && bytes->size() == 1 ? std::optional(bytes->front()) : std::nullopt;
}

}  // namespace memdelbrot
