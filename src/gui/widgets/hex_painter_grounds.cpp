// What lies under and around the hex view's cells: selection and the like, rules, the cursor, and what is being typed.
#include "gui/widgets/hex_painter.h"

#include <algorithm>

namespace memdelbrot {

void HexPainter::paintGrounds(const AddressRange& range, int y)
{
    if (range.contains(m_page.cursor.address()))
        m_painter.fillRect(0, y, m_page.size.width(), m_text.lineHeight(), m_colours.currentRow);
    paintRange(m_page.array, range, y, m_page.isArrayFreed ? m_colours.freedArray : m_colours.array);
    paintHeat(range, y);
    paintRange(m_page.cursor.selection(), range, y, m_colours.selection);
    paintRange(m_page.hover, range, y, m_colours.hover);
}

void HexPainter::paintRange(const AddressRange& part, const AddressRange& row, int y, const QColor& colour)
{
    const AddressRange common = part.intersected(row);
    if (common.isEmpty())
        return;
    const HexGeometry& geometry = m_page.document.rows().geometry();
    const std::uint32_t first = geometry.columnOf(common.begin());
    const std::uint32_t last = geometry.columnOf(common.last());
    for (const HexArea area : {HexArea::Hex, HexArea::Text, HexArea::Typed}) {
        if (m_page.columns.has(area))
            m_painter.fillRect(spanRect(area, first, last, y), colour);
    }
}

void HexPainter::paintHeat(const AddressRange& range, int y)
{
    const std::uint32_t first = m_page.document.rows().geometry().columnOf(range.begin());
    for (const HexArea area : {HexArea::Hex, HexArea::Text, HexArea::Typed}) {
        if (!m_page.columns.has(area))
            continue;
        const std::size_t cell = area == HexArea::Typed ? m_page.columns.content().itemSize : 1;
        for (std::size_t begin = 0; begin < m_bytes.size();) {
            const std::size_t end = std::min(begin + cell - (first + begin) % cell, m_bytes.size());
            paintCellHeat(area, first + static_cast<std::uint32_t>(begin),
                          std::span(m_bytes).subspan(begin, end - begin), y);
            begin = end;
        }
    }
}

// As hot as the hottest of its bytes.
void HexPainter::paintCellHeat(HexArea area, std::uint32_t column, std::span<const HexByte> bytes, int y)
{
    const auto isCooler = [](const HexByte& left, const HexByte& right) { return left.heat < right.heat; };
    const std::uint8_t heat = std::max_element(bytes.begin(), bytes.end(), isCooler)->heat;
    if (heat == 0)
        return;
    QColor colour = m_colours.heat;
    colour.setAlpha(heat);
    m_painter.fillRect(cellRect(area, column, y), colour);
}

// Between the columns.
void HexPainter::paintRules(int y, int height)
{
    for (const HexArea area : {HexArea::Hex, HexArea::Text, HexArea::Typed}) {
        if (!m_page.columns.has(area))
            continue;
        const QPoint at = corner(m_page.columns.cellBegin(area, 0) - 1, y);
        if (at.x() >= addressWidth())
            m_painter.fillRect(QRect(at, QSize(1, height)), m_colours.line);
    }
}

void HexPainter::paintCursor(int y)
{
    const std::uint32_t column = m_page.document.rows().geometry().columnOf(m_page.cursor.address());
    for (const HexArea area : {HexArea::Hex, HexArea::Text, HexArea::Typed}) {
        if (!m_page.columns.has(area))
            continue;
        const QRect cell = cellRect(area, column, y);
        if (cell.isEmpty())
            continue;   // beneath the address
        const bool isActive = area == m_page.cursor.area();
        QColor colour = m_colours.cursor;
        colour.setAlpha(isActive && m_page.hasFocus ? 255 : 120);
        m_painter.setPen(QPen(colour, isActive && m_page.hasFocus ? 2 : 1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(cell.adjusted(0, 0, -1, -1));
        if (isActive && m_page.edit.isActive())
            m_editCell = cell;
    }
}

// What is being typed stands over its neighbours where it needs more room than the cell.
void HexPainter::paintEdit(const QRect& cell)
{
    const QString text = QString::fromStdString(m_page.edit.text());
    const QFontMetrics metrics(m_text.font());
    const int margin = m_text.cellWidth() / 3;
    const int wanted = metrics.horizontalAdvance(text) + 2 * margin + 2;
    const QRect box(cell.topLeft(), QSize(std::max(cell.width(), wanted), cell.height()));
    m_painter.fillRect(box, m_colours.edit);
    m_painter.setFont(m_text.font());
    const QColor& ink = m_colours.inks[static_cast<std::size_t>(HexInk::Edited)];
    m_painter.setPen(ink);
    m_painter.drawText(box.adjusted(margin, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
    const int caret = box.left() + margin + metrics.horizontalAdvance(text);
    m_painter.fillRect(caret, box.top() + 2, 1, box.height() - 4, ink);
}

}  // namespace memdelbrot
