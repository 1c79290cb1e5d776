#include "gui/models/console_history.h"

namespace memdelbrot {

void ConsoleHistory::add(const QString& text)
{
    if (!text.trimmed().isEmpty() && (m_texts.isEmpty() || m_texts.last() != text))
        m_texts.append(text);
    if (m_texts.size() > Limit)
        m_texts.removeFirst();
    m_position = m_texts.size();
    m_typed.clear();
}

QString ConsoleHistory::previous(const QString& current)
{
    if (m_position == 0)
        return {};
    if (m_position == m_texts.size())
        m_typed = current;
    return m_texts.at(--m_position);
}

QString ConsoleHistory::next()
{
    if (m_position >= m_texts.size())
        return {};
    if (++m_position == m_texts.size())
        return m_typed.isNull() ? QStringLiteral("") : m_typed;
    return m_texts.at(m_position);
}

}  // namespace memdelbrot
