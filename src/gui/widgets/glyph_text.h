#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QRawFont>

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace memdelbrot {

// Text in cells of a fixed font, collected by ink and drawn with one call an ink: a page of some thousand characters
// costs little more than its pixels, where a call for each cell costs a layout each.
class GlyphText final {
public:
    explicit GlyphText(const QFont& font);

    [[nodiscard]] const QFont& font() const { return m_font; }
    [[nodiscard]] int cellWidth() const { return m_cellWidth; }     // pixels
    [[nodiscard]] int lineHeight() const { return m_lineHeight; }

    // Places UTF-8 text with its first cell's left upper corner at `corner`.
    void add(std::size_t ink, QPoint corner, std::string_view utf8);
    void addAscii(std::size_t ink, QPoint corner, char character);
    void draw(QPainter& painter, std::span<const QColor> inks);   // and forgets

private:
    struct Glyphs {
        std::vector<quint32> indexes;
        std::vector<QPointF> places;
    };
    struct Foreign {   // characters beyond ASCII, which may need other fonts
        std::size_t ink;
        QPointF place;
        QString text;
    };
    [[nodiscard]] Glyphs& glyphsOf(std::size_t ink);

    QFont m_font;
    QRawFont m_raw;
    std::array<quint32, 128> m_index{};
    int m_cellWidth = 8;
    int m_lineHeight = 16;
    int m_baseline = 12;
    std::vector<Glyphs> m_glyphs;   // by ink
    std::vector<Foreign> m_foreign;
};

}  // namespace memdelbrot
