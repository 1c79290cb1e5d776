#include "python/utf8_pieces.h"

#include <utility>

namespace memdelbrot {

namespace {

// Bytes that a character with this first byte has; 1 for anything that begins none.
std::size_t characterSize(unsigned char first)
{
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if ((first & 0xF0) == 0xE0)
        return 3;
    if (first >= 0xF0 && first <= 0xF4)
        return 4;
    return 1;
}

std::size_t unfinishedSize(std::string_view text)
{
    for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xC0) != 0x80)
            return characterSize(byte) > back ? back : 0;
    }
    return 0;
}

}  // namespace

std::string Utf8Pieces::add(std::string_view piece)
{
    std::string text = std::exchange(m_waiting, {});
    text += piece;
    const std::size_t unfinished = unfinishedSize(text);
    m_waiting = text.substr(text.size() - unfinished);
    text.resize(text.size() - unfinished);
    return text;
}

std::string Utf8Pieces::rest()
{
    return std::exchange(m_waiting, {});
}

}  // namespace memdelbrot
