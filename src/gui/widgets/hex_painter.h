#pragma once

#include "decode/dtype.h"
#include "gui/models/hex_columns.h"
#include "gui/models/hex_cursor.h"
#include "gui/models/hex_document.h"
#include "gui/models/hex_edit.h"
#include "gui/widgets/glyph_text.h"
#include "gui/widgets/hex_colours.h"

namespace memdelbrot {

// All that a painted page depends on.
struct HexPage {
    const HexDocument& document;
    const HexColumns& columns;
    const HexCursor& cursor;
    const HexEdit& edit;
    const std::optional<Dtype>& dtype;   // of the typed columns
    AddressRange array;                  // what the view was opened on
    bool isArrayFreed = false;
    AddressRange hover;
    std::optional<HexRow> glanced;       // shown over the last row
    std::uint64_t top = 0;
    int left = 0;                        // pixels scrolled to the right
    QSize size;
    bool hasFocus = false;
};

// Paints one page of the hex view. Made for one painting.
class HexPainter final {
public:
    HexPainter(QPainter& painter, GlyphText& text, const HexColours& colours, const HexPage& page);

    void paint();

private:
    void paintCells();
    void paintAddresses();
    void paintAddress(const HexRow& row, int y);
    void paintGlanced(const HexRow& row);
    void paintHeader();
    void paintTypedHeader();
    void paintRules(int y, int height);
    void paintRow(const HexRow& row, int y);
    void paintGap(const HexRow& row, int y);
    void paintRegionName(const HexRow& row, int y);
    void paintGrounds(const AddressRange& range, int y);
    void paintRange(const AddressRange& part, const AddressRange& row, int y, const QColor& colour);
    void paintHeat(const AddressRange& range, int y);
    void paintCellHeat(HexArea area, std::uint32_t column, std::span<const HexByte> bytes, int y);
    void paintHexCells(std::uint32_t first, int y);
    void paintTextCells(std::uint32_t first, int y);
    void paintTypedCells(std::uint32_t first, int y);
    void paintCursor(int y);
    void paintEdit(const QRect& cell);

    [[nodiscard]] HexInk headerInk(std::uint32_t column, std::uint32_t count) const;
    [[nodiscard]] int addressWidth() const { return m_page.columns.addressWidth() * m_text.cellWidth(); }
    [[nodiscard]] QPoint corner(int character, int y) const;
    [[nodiscard]] QPoint fixedCorner(int character, int y) const { return {character * m_text.cellWidth(), y}; }
    [[nodiscard]] QRect cellRect(HexArea area, std::uint32_t column, int y) const;
    [[nodiscard]] QRect spanRect(HexArea area, std::uint32_t first, std::uint32_t last, int y) const;
    [[nodiscard]] HexInk inkOf(const HexByte& byte, Address address) const;

    QPainter& m_painter;
    GlyphText& m_text;
    const HexColours& m_colours;
    const HexPage& m_page;
    std::vector<HexByte> m_bytes;   // of the row being painted
    Address m_rowBegin;
    QRect m_editCell;
};

}  // namespace memdelbrot
