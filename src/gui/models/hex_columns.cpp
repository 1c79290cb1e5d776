#include "gui/models/hex_columns.h"

#include "gui/models/hex_geometry.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr int kMargin = 1;        // characters left and right of the row
constexpr int kAreaGap = 2;
constexpr std::uint32_t kGroup = 8;   // hex cells stand a character apart after each so many

int hexBegin(std::uint32_t column)
{
    return static_cast<int>(column * 3 + column / kGroup);
}

bool isFit(const HexRowContent& content, std::uint32_t bytes, int characters)
{
    return HexColumns(content, bytes).width() <= characters;
}

}  // namespace

HexColumns::HexColumns(const HexRowContent& content, std::uint32_t bytesPerRow)
    : m_content(content)
    , m_bytesPerRow(bytesPerRow)
{
    int next = kMargin + m_content.addressDigits;
    for (const HexArea area : {HexArea::Hex, HexArea::Text, HexArea::Typed}) {
        if (!has(area))
            continue;
        m_begin[static_cast<int>(area)] = next + kAreaGap;
        next += kAreaGap + areaWidth(area);
    }
    m_width = next + kMargin;
}

std::uint32_t HexColumns::fittingBytes(const HexRowContent& content, int characters)
{
    const auto item = static_cast<std::uint32_t>(std::min<std::size_t>(content.itemSize, HexGeometry::kMostBytes));
    if (item > 1 && (item & (item - 1)) != 0) {
        const std::uint32_t least = (HexGeometry::kLeastBytes + item - 1) / item;
        std::uint32_t items = std::max(least, 16 / item);
        while (items > least && !isFit(content, items * item, characters))
            --items;
        return items * item;
    }
    for (const std::uint32_t bytes : {32u, 16u, 8u}) {
        if (bytes >= item && isFit(content, bytes, characters))
            return bytes;
    }
    const std::uint32_t least = item == 0 ? 8u : 4u;   // typed columns are wide: rather short rows than hidden columns
    return std::max(item, least);
}

std::uint32_t HexColumns::itemsPerRow() const
{
    return m_content.itemSize == 0 ? 0 : static_cast<std::uint32_t>(m_bytesPerRow / m_content.itemSize);
}

bool HexColumns::has(HexArea area) const
{
    switch (area) {
    case HexArea::Hex: return m_content.showsHex;
    case HexArea::Text: return m_content.showsText;
    case HexArea::Typed: return m_content.itemSize != 0;
    }
    return false;
}

int HexColumns::areaWidth(HexArea area) const
{
    if (area == HexArea::Typed)
        return static_cast<int>(itemsPerRow()) * (m_content.itemWidth + 1) - 1;
    return area == HexArea::Hex ? hexBegin(m_bytesPerRow - 1) + 2 : static_cast<int>(m_bytesPerRow);
}

int HexColumns::cellBegin(HexArea area, std::uint32_t column) const
{
    const int begin = m_begin[static_cast<int>(area)];
    switch (area) {
    case HexArea::Hex: return begin + hexBegin(column);
    case HexArea::Text: return begin + static_cast<int>(column);
    case HexArea::Typed: return begin + static_cast<int>(column / m_content.itemSize) * (m_content.itemWidth + 1);
    }
    return begin;
}

int HexColumns::cellWidth(HexArea area) const
{
    return area == HexArea::Hex ? 2 : area == HexArea::Text ? 1 : m_content.itemWidth;
}

std::optional<HexColumns::Hit> HexColumns::hit(int character) const
{
    if (character <= kMargin + m_content.addressDigits)
        return std::nullopt;
    std::optional<Hit> nearest;
    int best = 0;
    for (const HexArea area : {HexArea::Hex, HexArea::Text, HexArea::Typed}) {
        if (!has(area))
            continue;
        const std::uint32_t step = area == HexArea::Typed ? static_cast<std::uint32_t>(m_content.itemSize) : 1;
        for (std::uint32_t column = 0; column + step <= m_bytesPerRow; column += step) {
            const int begin = cellBegin(area, column);
            const int distance = std::max({begin - character, character - (begin + cellWidth(area) - 1), 0});
            if (!nearest || distance < best) {
                nearest = Hit {area, column};
                best = distance;
            }
        }
    }
    return nearest;
}

}  // namespace memdelbrot
