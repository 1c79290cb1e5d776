#include "gui/models/console_buffer.h"

#include <utility>

namespace memdelbrot {

void ConsoleBuffer::add(PythonOutputKind kind, const std::string& text)
{
    if (text.empty())
        return;
    if (!m_pieces.empty() && m_pieces.back().kind == kind)
        m_pieces.back().text += text;
    else
        m_pieces.push_back({kind, text});
    m_size += text.size();
    if (m_size > 2 * m_limit)   // not at every byte over it: dropping moves the rest
        dropOldest();
}

std::vector<ConsolePiece> ConsoleBuffer::take()
{
    if (m_size > m_limit)
        dropOldest();
    auto pieces = std::exchange(m_pieces, {});
    if (m_dropped > 0)
        pieces.insert(
            pieces.begin(),
            {PythonOutputKind::StandardError, "… " + std::to_string(m_dropped) + " bytes of output were left out …\n"});
    m_size = 0;
    m_dropped = 0;
    return pieces;
}

void ConsoleBuffer::dropOldest()
{
    std::size_t excess = m_size - m_limit;
    auto piece = m_pieces.begin();
    for (; excess >= piece->text.size(); ++piece) {
        excess -= piece->text.size();
        m_dropped += piece->text.size();
    }
    while (excess < piece->text.size() && (static_cast<unsigned char>(piece->text[excess]) & 0xC0) == 0x80)
        ++excess;   // not inside a character
    piece->text.erase(0, excess);
    m_dropped += excess;
    m_pieces.erase(m_pieces.begin(), piece);
    m_size = 0;
    for (const ConsolePiece& kept : m_pieces)
        m_size += kept.text.size();
}

}  // namespace memdelbrot
