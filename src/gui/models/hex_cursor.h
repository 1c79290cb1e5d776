#pragma once

#include "gui/models/hex_columns.h"
#include "gui/models/hex_row_map.h"

namespace memdelbrot {

// Where the user is: a byte (an element in typed columns), the column kind, and a selection from an anchor to it.
// A cursor at an address in a gap stands on the gap's row.
class HexCursor final {
public:
    enum class Select { Move, Extend };   // Extend keeps the anchor: Shift

    [[nodiscard]] Address address() const { return m_address; }
    [[nodiscard]] HexArea area() const { return m_area; }
    [[nodiscard]] std::uint64_t unit() const
    {
        return m_area == HexArea::Typed ? std::max<std::uint64_t>(m_itemSize, 1) : 1;
    }
    // The cursor's byte or element at least; never past 2^64.
    [[nodiscard]] AddressRange selection() const;
    [[nodiscard]] bool isExtended() const { return m_anchor != m_address; }

    void setArea(HexArea area, std::size_t itemSize, const HexRowMap& rows);
    void moveTo(Address address, Select select, const HexRowMap& rows);
    void select(const AddressRange& range, const HexRowMap& rows);   // REQUIRES: not empty

    void moveUnits(std::int64_t units, Select select, const HexRowMap& rows);  // left and right, over gaps' rows too
    void moveRows(std::int64_t count, Select select,
                  const HexRowMap& rows);  // keeps its column over short rows and gaps
    void moveToRowBegin(Select select, const HexRowMap& rows);
    void moveToRowEnd(Select select, const HexRowMap& rows);

private:
    [[nodiscard]] Address snapped(Address address, const HexRowMap& rows) const;
    [[nodiscard]] std::optional<Address> neighbour(bool forward, const HexRowMap& rows) const;
    void place(Address address, Select select, const HexRowMap& rows);

    Address m_address;
    Address m_anchor;
    HexArea m_area = HexArea::Hex;
    std::size_t m_itemSize = 0;
    std::uint32_t m_column = 0;  // wanted when moving by rows
};

// Where Ctrl+Down and Ctrl+Up go: the begin of the next region, of this one or the one before. The space's ends else.
[[nodiscard]] Address nextRegionBegin(const std::vector<Region>& regions, Address from);
[[nodiscard]] Address previousRegionBegin(const std::vector<Region>& regions, Address from);
// Where Ctrl+Home and Ctrl+End go: the first and last mapped byte, and from there the first and last of the space.
[[nodiscard]] Address firstByte(const std::vector<Region>& regions, Address from);
[[nodiscard]] Address lastByte(const std::vector<Region>& regions, Address from);

}  // namespace memdelbrot
