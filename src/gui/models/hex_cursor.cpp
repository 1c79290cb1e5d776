#include "gui/models/hex_cursor.h"

namespace memdelbrot {

namespace {

constexpr Address kLastAddress{~std::uint64_t{0}};

}  // namespace

AddressRange HexCursor::selection() const
{
    const Address first = std::min(m_address, m_anchor);
    const Address last = std::max(m_address, m_anchor);
    const std::uint64_t between = last.value() - first.value();
    const std::uint64_t size = between > ~std::uint64_t{0} - unit() ? ~std::uint64_t{0} : between + unit();
    return AddressRange::fromSize(first, size);
}

// In typed columns an address stands for the element that holds it.
Address HexCursor::snapped(Address address, const HexRowMap& rows) const
{
    if (m_area != HexArea::Typed || m_itemSize < 2 || rows.at(rows.rowOf(address)).isGap)
        return address;
    const std::uint32_t column = rows.geometry().columnOf(address);
    const auto into = static_cast<std::uint32_t>(column % m_itemSize);
    return rows.geometry().addressAt(rows.geometry().rowOf(address), column - into);
}

void HexCursor::place(Address address, Select select, const HexRowMap& rows)
{
    m_address = snapped(address, rows);
    if (select == Select::Move)
        m_anchor = m_address;
}

void HexCursor::setArea(HexArea area, std::size_t itemSize, const HexRowMap& rows)
{
    m_area = area;
    m_itemSize = itemSize;
    m_anchor = snapped(m_anchor, rows);
    m_address = snapped(m_address, rows);
}

void HexCursor::moveTo(Address address, Select select, const HexRowMap& rows)
{
    place(address, select, rows);
    m_column = rows.geometry().columnOf(m_address);
}

void HexCursor::select(const AddressRange& range, const HexRowMap& rows)
{
    moveTo(range.begin(), Select::Move, rows);
    moveTo(range.last(), Select::Extend, rows);
    std::swap(m_address, m_anchor);   // the cursor at the begin, where typing goes
    m_column = rows.geometry().columnOf(m_address);
}

std::optional<Address> HexCursor::neighbour(bool forward, const HexRowMap& rows) const
{
    const HexRow row = rows.at(rows.rowOf(m_address));
    const Address from = !row.isGap ? m_address : forward ? row.last : row.first;
    if (forward)
        return from.plus(row.isGap ? 1 : unit());
    const std::uint64_t step = row.isGap ? 1 : std::min<std::uint64_t>(unit(), from.value());
    return step == 0 || from.value() == 0 ? std::nullopt : std::optional(Address(from.value() - step));
}

void HexCursor::moveUnits(std::int64_t units, Select select, const HexRowMap& rows)
{
    for (std::int64_t left = units; left != 0; left += units < 0 ? 1 : -1) {
        const auto next = neighbour(units > 0, rows);
        if (!next)
            break;
        place(*next, Select::Extend, rows);
    }
    place(m_address, select, rows);
    m_column = rows.geometry().columnOf(m_address);
}

void HexCursor::moveRows(std::int64_t count, Select select, const HexRowMap& rows)
{
    const std::uint64_t row = rows.rowOf(m_address);
    const std::uint64_t last = rows.rowCount() - 1;
    const auto distance =
        count >= 0 ? static_cast<std::uint64_t>(count) : std::uint64_t{0} - static_cast<std::uint64_t>(count);
    const std::uint64_t wanted = count >= 0 ? row + std::min(distance, last - row) : row - std::min(distance, row);
    const HexRow line = rows.at(wanted);
    place(line.isGap ? line.first : rows.geometry().addressAt(rows.geometry().rowOf(line.first), m_column), select,
          rows);
}

void HexCursor::moveToRowBegin(Select select, const HexRowMap& rows)
{
    moveTo(rows.at(rows.rowOf(m_address)).first, select, rows);
}

void HexCursor::moveToRowEnd(Select select, const HexRowMap& rows)
{
    moveTo(rows.at(rows.rowOf(m_address)).last, select, rows);
}

Address nextRegionBegin(const std::vector<Region>& regions, Address from)
{
    for (const Region& region : regions) {
        if (region.range.begin() > from)
            return region.range.begin();
    }
    return kLastAddress;
}

Address previousRegionBegin(const std::vector<Region>& regions, Address from)
{
    Address found;
    for (const Region& region : regions) {
        if (region.range.begin() >= from)
            break;
        found = region.range.begin();
    }
    return found;
}

Address firstByte(const std::vector<Region>& regions, Address from)
{
    const bool isThere = regions.empty() || regions.front().range.begin() == from;
    return isThere ? Address() : regions.front().range.begin();
}

Address lastByte(const std::vector<Region>& regions, Address from)
{
    const auto last =
        std::find_if(regions.rbegin(), regions.rend(), [](const Region& region) { return !region.range.isEmpty(); });
    return last == regions.rend() || last->range.last() == from ? kLastAddress : last->range.last();
}

}  // namespace memdelbrot
