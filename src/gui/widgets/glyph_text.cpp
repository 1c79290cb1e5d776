#include "gui/widgets/glyph_text.h"

#include <QFontMetrics>
#include <QGlyphRun>

#include <algorithm>

namespace memdelbrot {

GlyphText::GlyphText(const QFont& font) : m_font(font), m_raw(QRawFont::fromFont(font))
{
    const QFontMetrics metrics(m_font);
    m_cellWidth = std::max(1, metrics.horizontalAdvance(QLatin1Char('0')));
    m_lineHeight = metrics.height() + 2;
    m_baseline = metrics.ascent() + 1;
    for (char character = 0x20; character < 0x7f; ++character) {
        const QList<quint32> indexes = m_raw.glyphIndexesForString(QString(QLatin1Char(character)));
        m_index[static_cast<std::size_t>(character)] = indexes.isEmpty() ? 0 : indexes.front();
    }
}

GlyphText::Glyphs& GlyphText::glyphsOf(std::size_t ink)
{
    if (m_glyphs.size() <= ink)
        m_glyphs.resize(ink + 1);
    return m_glyphs[ink];
}

void GlyphText::addAscii(std::size_t ink, QPoint corner, char character)
{
    if (character == ' ')
        return;
    Glyphs& glyphs = glyphsOf(ink);
    glyphs.indexes.push_back(m_index[static_cast<unsigned char>(character) & 0x7f]);
    glyphs.places.emplace_back(corner.x(), corner.y() + m_baseline);
}

void GlyphText::add(std::size_t ink, QPoint corner, std::string_view utf8)
{
    const bool isAscii =
        std::all_of(utf8.begin(), utf8.end(), [](char character) { return character >= 0x20 && character < 0x7f; });
    if (!isAscii) {
        m_foreign.push_back({ink, QPointF(corner.x(), corner.y() + m_baseline),
                             QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()))});
        return;
    }
    for (const char character : utf8) {
        addAscii(ink, corner, character);
        corner.rx() += m_cellWidth;
    }
}

void GlyphText::draw(QPainter& painter, std::span<const QColor> inks)
{
    painter.setFont(m_font);
    for (std::size_t ink = 0; ink < m_glyphs.size(); ++ink) {
        Glyphs& glyphs = m_glyphs[ink];
        if (glyphs.indexes.empty())
            continue;
        QGlyphRun run;
        run.setRawFont(m_raw);
        run.setRawData(glyphs.indexes.data(), glyphs.places.data(), static_cast<int>(glyphs.indexes.size()));
        painter.setPen(inks[ink]);
        painter.drawGlyphRun(QPointF(), run);
        glyphs.indexes.clear();
        glyphs.places.clear();
    }
    for (const Foreign& text : m_foreign) {
        painter.setPen(inks[text.ink]);
        painter.drawText(text.place, text.text);
    }
    m_foreign.clear();
}

}  // namespace memdelbrot
