#include "gui/widgets/hex_painter.h"

#include "gui/models/hex_typed.h"
#include "gui/models/target_text.h"

namespace memdelbrot {

namespace {

constexpr std::uint8_t kHot = 96;   // its ground is too strong for dimmed ink
constexpr char kHexDigits[] = "0123456789abcdef";

std::size_t index(HexInk ink)
{
    return static_cast<std::size_t>(ink);
}

std::string paddedAddress(Address address, int digits)
{
    std::string text(static_cast<std::size_t>(digits), '0');
    std::uint64_t left = address.value();
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, left >>= 4)
        *digit = kHexDigits[left & 0xf];
    return text;
}

bool isPrintable(std::byte value)
{
    return value >= std::byte{0x20} && value < std::byte{0x7f};
}

}  // namespace

HexPainter::HexPainter(QPainter& painter, GlyphText& text, const HexColours& colours, const HexPage& page)
    : m_painter(painter), m_text(text), m_colours(colours), m_page(page)
{
}

QPoint HexPainter::corner(int character, int y) const
{
    return {character * m_text.cellWidth() - m_page.left, y};
}

QRect HexPainter::cellRect(HexArea area, std::uint32_t column, int y) const
{
    return spanRect(area, column, column, y);
}

QRect HexPainter::spanRect(HexArea area, std::uint32_t first, std::uint32_t last, int y) const
{
    const int begin = m_page.columns.cellBegin(area, first);
    const int end = m_page.columns.cellBegin(area, last) + m_page.columns.cellWidth(area);
    const QRect rect(corner(begin, y), QSize((end - begin) * m_text.cellWidth(), m_text.lineHeight()));
    const int margin = area == HexArea::Text ? 0 : m_text.cellWidth() / 3;   // text cells stand side by side
    const QRect whole = rect.adjusted(-margin, 0, margin, 0);
    if (m_page.left == 0 || whole.left() >= addressWidth())
        return whole;
    return whole.right() < addressWidth() ? QRect() : whole.adjusted(addressWidth() - whole.left(), 0, 0, 0);
}

void HexPainter::paint()
{
    m_painter.fillRect(QRect(QPoint(), m_page.size), m_colours.ground);
    paintCells();
    paintAddresses();
    if (m_page.glanced)
        paintGlanced(*m_page.glanced);
}

// All that is scrolled sideways: its text ends where the address does.
void HexPainter::paintCells()
{
    const HexRowMap& rows = m_page.document.rows();
    std::uint64_t row = m_page.top;
    for (int y = m_text.lineHeight() + 1; y < m_page.size.height() && row < rows.rowCount();
         y += m_text.lineHeight(), ++row) {
        const HexRow line = rows.at(row);
        if (!line.isGap)
            paintRow(line, y);
    }
    const QRect beside(addressWidth(), 0, m_page.size.width() - addressWidth(), m_page.size.height());
    if (m_page.left > 0)
        m_painter.setClipRect(beside);
    m_text.draw(m_painter, m_colours.inks);
    if (!m_editCell.isEmpty())
        paintEdit(m_editCell);
    m_painter.setClipping(false);
    paintHeader();
    if (m_page.left > 0)
        m_painter.setClipRect(beside);
    m_text.draw(m_painter, m_colours.inks);
    m_painter.setClipping(false);
}

// What stays at the left, and the rows that are gaps.
void HexPainter::paintAddresses()
{
    const int height = m_text.lineHeight();
    const int digits = m_page.columns.content().addressDigits;
    if (m_page.left > 0)
        m_painter.fillRect(addressWidth(), 0, 1, m_page.size.height(), m_colours.line);
    m_text.add(index(HexInk::Header), fixedCorner(1, 0), digits < 7 ? "addr" : "address");
    const HexRowMap& rows = m_page.document.rows();
    std::uint64_t row = m_page.top;
    for (int y = height + 1; y < m_page.size.height() && row < rows.rowCount(); y += height, ++row) {
        const HexRow line = rows.at(row);
        if (line.isGap) {
            paintGap(line, y);
            continue;
        }
        paintAddress(line, y);
    }
    m_text.draw(m_painter, m_colours.inks);
}

void HexPainter::paintAddress(const HexRow& row, int y)
{
    const bool isCurrent = row.range().contains(m_page.cursor.address());
    m_text.add(index(isCurrent ? HexInk::CurrentAddress : HexInk::Address), fixedCorner(1, y),
               paddedAddress(row.first, m_page.columns.content().addressDigits));
}

// On the header's ground, as it does not stand where it is seen.
void HexPainter::paintGlanced(const HexRow& row)
{
    const int height = m_text.lineHeight();
    const int width = m_page.size.width();
    const int y = m_page.size.height() - height;
    m_painter.fillRect(0, y - 1, width, height + 1, m_colours.header);
    m_painter.fillRect(0, y - 1, width, 1, m_colours.line);
    if (m_page.left > 0)
        m_painter.setClipRect(addressWidth(), y, width - addressWidth(), height);
    paintRow(row, y);
    m_text.draw(m_painter, m_colours.inks);
    m_painter.setClipping(false);
    paintAddress(row, y);
    m_text.draw(m_painter, m_colours.inks);
}

void HexPainter::paintHeader()
{
    const int height = m_text.lineHeight();
    m_painter.fillRect(0, 0, m_page.size.width(), height, m_colours.header);
    m_painter.fillRect(0, height, m_page.size.width(), 1, m_colours.line);
    paintRules(0, height);
    const HexColumns& columns = m_page.columns;
    if (columns.has(HexArea::Hex)) {
        for (std::uint32_t column = 0; column < columns.bytesPerRow(); ++column)
            m_text.add(index(headerInk(column, 1)), corner(columns.cellBegin(HexArea::Hex, column), 0),
                       paddedAddress(Address(column), 2));
    }
    if (columns.has(HexArea::Text))
        m_text.add(index(HexInk::Header), corner(columns.cellBegin(HexArea::Text, 0), 0), "text");
    if (columns.has(HexArea::Typed) && m_page.dtype)
        paintTypedHeader();
}

// The column that the cursor is in stands out as its row's address does.
HexInk HexPainter::headerInk(std::uint32_t column, std::uint32_t count) const
{
    const std::uint32_t current = m_page.document.rows().geometry().columnOf(m_page.cursor.address());
    return current >= column && current - column < count ? HexInk::CurrentAddress : HexInk::Header;
}

// The dtype, and where cells are wide enough, over each element where it begins in the row: to the right, as values are.
void HexPainter::paintTypedHeader()
{
    const HexColumns& columns = m_page.columns;
    const std::string name = m_page.dtype->name();
    const int width = columns.content().itemWidth;
    m_text.add(index(HexInk::Header), corner(columns.cellBegin(HexArea::Typed, 0), 0), name);
    if (static_cast<int>(name.size()) + 3 > width)
        return;
    const auto itemSize = static_cast<std::uint32_t>(m_page.dtype->itemSize());
    for (std::uint32_t column = 0; column + itemSize <= columns.bytesPerRow(); column += itemSize)
        m_text.add(index(headerInk(column, itemSize)), corner(columns.cellBegin(HexArea::Typed, column) + width - 2, 0),
                   paddedAddress(Address(column), 2));
}

void HexPainter::paintGap(const HexRow& row, int y)
{
    const bool isCurrent = row.first <= m_page.cursor.address() && m_page.cursor.address() <= row.last;
    const QRect rect(0, y, m_page.size.width(), m_text.lineHeight());
    m_painter.fillRect(rect, m_colours.gap);
    m_painter.fillRect(rect, QBrush(m_colours.line, Qt::BDiagPattern));
    const std::uint64_t last = row.last.value() - row.first.value();
    const std::string size = sizeText(last + (last == ~std::uint64_t{0} ? 0 : 1)).toStdString();
    const std::string text =
        "gap: 0x" + paddedAddress(row.first, m_page.columns.content().addressDigits) + " not mapped, " + size;
    const QRect label(fixedCorner(0, y),
                      QSize(static_cast<int>(text.size() + 2) * m_text.cellWidth(), m_text.lineHeight()));
    m_painter.fillRect(label, m_colours.gap);
    m_text.add(index(HexInk::Gap), fixedCorner(1, y), text);
    if (isCurrent) {
        m_painter.setPen(m_colours.cursor);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(rect.adjusted(0, 0, -1, -1));
    }
}

void HexPainter::paintRow(const HexRow& row, int y)
{
    const AddressRange range = row.range();
    const std::uint32_t first = m_page.document.rows().geometry().columnOf(row.first);
    m_rowBegin = row.first;
    m_bytes.resize(static_cast<std::size_t>(range.size()));
    m_page.document.copyShown(range, m_bytes);
    paintGrounds(range, y);
    paintRules(y, m_text.lineHeight());
    const bool isCurrent = range.contains(m_page.cursor.address());
    paintRegionName(row, y);
    if (isCurrent)
        paintCursor(y);
    if (m_page.columns.has(HexArea::Hex))
        paintHexCells(first, y);
    if (m_page.columns.has(HexArea::Text))
        paintTextCells(first, y);
    if (m_page.columns.has(HexArea::Typed) && m_page.dtype)
        paintTypedCells(first, y);
}

// A region's begin: a rule, and its name where there is room behind the columns.
void HexPainter::paintRegionName(const HexRow& row, int y)
{
    const std::vector<Region>& regions = m_page.document.regions();
    const auto region =
        std::lower_bound(regions.begin(), regions.end(), row.first,
                         [](const Region& each, Address address) { return each.range.begin() < address; });
    if (region == regions.end() || region->range.begin() > row.last)
        return;
    m_painter.fillRect(0, y, m_page.size.width(), 1, m_colours.line);
    const int begin = m_page.columns.width() + 1;
    const int room = (m_page.size.width() + m_page.left) / m_text.cellWidth() - begin - 1;
    std::string name = permissionsText(region->permissions) + " "
        + (region->path.empty() ? regionKindText(region->kind) : region->path);
    const auto slash = name.rfind('/');
    if (static_cast<int>(name.size()) > room && slash != std::string::npos)
        name = name.substr(0, 5) + name.substr(slash + 1);
    if (static_cast<int>(name.size()) <= room)
        m_text.add(index(HexInk::Gap), corner(begin, y), name);
}

HexInk HexPainter::inkOf(const HexByte& byte, Address address) const
{
    if (byte.state == HexState::Unreadable)
        return HexInk::Unreadable;
    if (!m_page.document.pokes().isEmpty() && m_page.document.pokes().pendingAt(address))
        return HexInk::Pending;
    if (byte.isStale)
        return HexInk::Stale;
    if (byte.isWritten)
        return HexInk::Written;
    return byte.value == std::byte{0} ? HexInk::Zero : HexInk::Byte;
}

void HexPainter::paintHexCells(std::uint32_t first, int y)
{
    for (std::size_t step = 0; step < m_bytes.size(); ++step) {
        const HexByte& byte = m_bytes[step];
        if (byte.state == HexState::Unknown)
            continue;
        const auto column = first + static_cast<std::uint32_t>(step);
        const std::size_t ink = index(inkOf(byte, Address(m_rowBegin.value() + step)));
        QPoint at = corner(m_page.columns.cellBegin(HexArea::Hex, column), y);
        const auto value = std::to_integer<unsigned>(byte.value);
        const bool isReadable = byte.state == HexState::Readable;
        m_text.addAscii(ink, at, isReadable ? kHexDigits[value >> 4] : '?');
        at.rx() += m_text.cellWidth();
        m_text.addAscii(ink, at, isReadable ? kHexDigits[value & 0xf] : '?');
    }
}

void HexPainter::paintTextCells(std::uint32_t first, int y)
{
    QPoint at = corner(m_page.columns.cellBegin(HexArea::Text, first), y);
    for (std::size_t step = 0; step < m_bytes.size(); ++step, at.rx() += m_text.cellWidth()) {
        const HexByte& byte = m_bytes[step];
        if (byte.state == HexState::Unknown)
            continue;
        const HexInk ink = inkOf(byte, Address(m_rowBegin.value() + step));
        if (byte.state == HexState::Unreadable)
            m_text.addAscii(index(ink), at, '?');
        else if (isPrintable(byte.value))
            m_text.addAscii(index(ink), at, static_cast<char>(byte.value));
        else
            m_text.addAscii(index(ink == HexInk::Byte || ink == HexInk::Zero ? HexInk::Foreign : ink), at, '.');
    }
}

void HexPainter::paintTypedCells(std::uint32_t first, int y)
{
    const std::size_t itemSize = m_page.dtype->itemSize();
    const int width = m_page.columns.content().itemWidth;
    for (std::size_t step = (itemSize - first % itemSize) % itemSize; step + itemSize <= m_bytes.size();
         step += itemSize) {
        const std::span<const HexByte> element = std::span(m_bytes).subspan(step, itemSize);
        const std::string text = typedText(*m_page.dtype, element, width);
        HexInk ink = inkOf(element.front(), Address(m_rowBegin.value() + step));
        if (text == "??")
            ink = HexInk::Unreadable;
        else if (ink == HexInk::Zero)
            ink = std::all_of(element.begin(), element.end(),
                              [](const HexByte& byte) { return byte.value == std::byte{0}; })
                ? HexInk::Zero
                : HexInk::Byte;
        const auto characters = std::count_if(
            text.begin(), text.end(), [](char each) { return (static_cast<unsigned char>(each) & 0xC0) != 0x80; });
        const int begin = m_page.columns.cellBegin(HexArea::Typed, first + static_cast<std::uint32_t>(step));
        m_text.add(index(ink), corner(begin + std::max(0, width - static_cast<int>(characters)), y), text);
    }
}

}  // namespace memdelbrot
