#include "gui/models/hex_geometry.h"

namespace memdelbrot {

HexGeometry::HexGeometry(std::uint32_t bytesPerRow, Address origin)
    : m_bytesPerRow(std::clamp(bytesPerRow, kLeastBytes, kMostBytes)),
      m_phase(static_cast<std::uint32_t>(origin.value() % m_bytesPerRow))
{
}

std::uint64_t HexGeometry::rowOf(Address address) const
{
    const std::uint64_t value = address.value();
    if (m_phase == 0)
        return value / m_bytesPerRow;
    return value < m_phase ? 0 : 1 + (value - m_phase) / m_bytesPerRow;
}

std::uint32_t HexGeometry::columnOf(Address address) const
{
    const std::uint64_t value = address.value();
    if (value < m_phase)
        return static_cast<std::uint32_t>(m_bytesPerRow - m_phase + value);
    return static_cast<std::uint32_t>((value - m_phase) % m_bytesPerRow);
}

AddressRange HexGeometry::rowRange(std::uint64_t row) const
{
    if (m_phase == 0)
        return AddressRange::fromSize(Address(row * m_bytesPerRow), m_bytesPerRow);
    if (row == 0)
        return AddressRange::fromSize(Address(0), m_phase);
    return AddressRange::fromSize(Address(m_phase + (row - 1) * m_bytesPerRow), m_bytesPerRow);
}

Address HexGeometry::addressAt(std::uint64_t row, std::uint32_t column) const
{
    const AddressRange range = rowRange(row);
    const std::uint32_t first = columnOf(range.begin());
    if (column <= first)
        return range.begin();
    return Address(range.begin().value() + std::min<std::uint64_t>(column - first, range.size() - 1));
}

}  // namespace memdelbrot
