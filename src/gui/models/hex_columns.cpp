#include "gui/models/hex_columns.h"

#include "gui/models/hex_geometry.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace memdelbrot {

namespace {

constexpr int kMargin = 1;        // characters left and right of the row
constexpr int kAreaGap = 2;
constexpr std::uint32_t kGroup = 8;   // hex cells stand a character apart after each so many
constexpr std::uint32_t kUsual = 16;     // bytes of a row
constexpr std::uint32_t kShortest = 8;

int hexBegin(std::uint32_t column)
{
    return static_cast<int>(column * 3 + column / kGroup);
}

// The rows' widths in bytes that are tried, widest first; never empty.
std::vector<std::uint32_t> rowWidths(std::size_t itemSize)
{
    const auto item = static_cast<std::uint32_t>(std::clamp<std::size_t>(itemSize, 1, HexGeometry::kMostBytes));
    std::vector<std::uint32_t> widths;
    if (std::has_single_bit(item)) {
        for (std::uint32_t bytes = 2 * kUsual; bytes >= std::max(item, kShortest); bytes /= 2)
            widths.push_back(bytes);
    } else {
        for (std::uint32_t bytes = kUsual / item * item; bytes >= kShortest; bytes -= item)
            widths.push_back(bytes);
    }
    if (widths.empty())
        widths.push_back(item);
    return widths;
}

}  // namespace

HexColumns::HexColumns(const HexRowContent& content, std::uint32_t bytesPerRow)
    : m_content(content), m_bytesPerRow(bytesPerRow)
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

HexColumns HexColumns::fitting(HexRowContent content, int characters)
{
    for (const std::uint32_t bytes : rowWidths(content.itemSize)) {
        if (const HexColumns columns(content, bytes); columns.width() <= characters)
            return columns;
    }
    content.showsText = content.showsText && (content.needsText || content.itemSize == 0);
    return {content, rowWidths(content.itemSize).back()};
}

int HexColumns::addressWidth() const
{
    return kMargin + m_content.addressDigits + kAreaGap - 1;  // a rule stands there, a character before the first cell
}

std::uint32_t HexColumns::itemsPerRow() const
{
    return m_content.itemSize == 0 ? 0 : static_cast<std::uint32_t>(m_bytesPerRow / m_content.itemSize);
}

bool HexColumns::has(HexArea area) const
{
    switch (area) {
    case HexArea::Hex:
        return m_content.showsHex;
    case HexArea::Text:
        return m_content.showsText;
    case HexArea::Typed:
        return m_content.itemSize != 0;
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
    case HexArea::Hex:
        return begin + hexBegin(column);
    case HexArea::Text:
        return begin + static_cast<int>(column);
    case HexArea::Typed:
        return begin + static_cast<int>(column / m_content.itemSize) * (m_content.itemWidth + 1);
    }
    return begin;
}

int HexColumns::cellWidth(HexArea area) const
{
    return area == HexArea::Hex ? 2 : area == HexArea::Text ? 1 : m_content.itemWidth;
}

std::optional<HexColumns::Hit> HexColumns::hit(int character) const
{
    if (character < addressWidth())
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
                nearest = Hit{area, column};
                best = distance;
            }
        }
    }
    return nearest;
}

}  // namespace memdelbrot
