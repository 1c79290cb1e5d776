#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace memdelbrot {

// A part of the row that the cursor can stand in.
enum class HexArea { Hex, Text, Typed };

// What a row shows, before its width is known.
struct HexRowContent {
    int addressDigits = 12;
    bool showsHex = true;
    bool showsText = true;
    bool needsText = false;     // keeps its text where room is short
    std::size_t itemSize = 0;   // bytes of a typed element; 0: no typed columns
    int itemWidth = 0;          // characters of a typed element
};

// Where the columns of a row stand, in characters of a fixed font from the left.
class HexColumns final {
public:
    HexColumns() : HexColumns(HexRowContent(), 16) {}
    HexColumns(const HexRowContent& content, std::uint32_t bytesPerRow);

    // The widest row that `characters` hold: 32, 16 or 8 bytes where elements divide those, else as many whole elements as
    // come near to 16 bytes. Where not even 8 bytes fit and there are typed columns, the row goes without its text, unless
    // that is needed; what is too wide even so is scrolled to, for a row shorter than 8 bytes is none to read.
    [[nodiscard]] static HexColumns fitting(HexRowContent content, int characters);

    [[nodiscard]] const HexRowContent& content() const { return m_content; }
    [[nodiscard]] std::uint32_t bytesPerRow() const { return m_bytesPerRow; }
    [[nodiscard]] std::uint32_t itemsPerRow() const;
    [[nodiscard]] int width() const { return m_width; }
    // Of the address with its margins: it stays at the left while the cells are scrolled sideways.
    [[nodiscard]] int addressWidth() const;
    [[nodiscard]] bool has(HexArea area) const;

    // First character of the cell of a column (of the element that holds it in typed columns), and its length.
    [[nodiscard]] int cellBegin(HexArea area, std::uint32_t column) const;
    [[nodiscard]] int cellWidth(HexArea area) const;

    struct Hit {
        HexArea area = HexArea::Hex;
        std::uint32_t column = 0;
    };
    // The cell at a character; the nearest one where it is between or beside cells. nullopt: over the address, or the
    // row has no cells at all.
    [[nodiscard]] std::optional<Hit> hit(int character) const;

private:
    [[nodiscard]] int areaWidth(HexArea area) const;

    HexRowContent m_content;
    std::uint32_t m_bytesPerRow = 16;
    int m_begin[3] = {};  // by HexArea
    int m_width = 0;
};

}  // namespace memdelbrot
