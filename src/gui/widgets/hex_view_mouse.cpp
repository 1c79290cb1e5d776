// How the hex view answers the mouse: cursor, selection, wheel, hover and tool tips.
#include "gui/models/hex_typed.h"
#include "gui/models/target_text.h"
#include "gui/widgets/hex_view.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

namespace memdelbrot {

namespace {

constexpr int kRowsPerNotch = 3;
constexpr int kNotch = 120;   // eighths of a degree (QWheelEvent)

}  // namespace

std::optional<HexView::Hit> HexView::hit(const QPoint& position) const
{
    const int line = position.y() / m_text.lineHeight() - 1;
    const HexRowMap& rows = m_document.rows();
    const std::uint64_t last = rows.rowCount() - 1;
    const std::uint64_t row =
        line >= 0 ? m_top + std::min(static_cast<std::uint64_t>(line), last - std::min(m_top, last)) : m_top;
    const HexRow shown = rows.at(row);
    if (shown.isGap)
        return Hit{shown.first, m_cursor.area()};
    const bool isOverAddress = position.x() < addressWidth();
    const auto cell = isOverAddress
        ? std::nullopt
        : m_columns.hit((position.x() + horizontalScrollBar()->value()) / m_text.cellWidth());
    const std::uint64_t geometryRow = rows.geometry().rowOf(shown.first);
    if (!cell)
        return Hit{shown.first, m_cursor.area()};
    return Hit{rows.geometry().addressAt(geometryRow, cell->column), cell->area};
}

void HexView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::RightButton)
        return;   // the menu is about the selection as it stands
    const auto at = hit(event->position().toPoint());
    if (!at || event->button() != Qt::LeftButton)
        return;
    dropEdit();
    const AddressRange before = m_cursor.selection();
    const bool extends = event->modifiers() & Qt::ShiftModifier;
    if (!extends)
        m_cursor.setArea(at->area, m_dtype ? m_dtype->itemSize() : 0, m_document.rows());
    m_cursor.moveTo(at->address, extends ? HexCursor::Select::Extend : HexCursor::Select::Move, m_document.rows());
    leave(before);
}

void HexView::mouseReleaseEvent(QMouseEvent* event)
{
    event->accept();   // the press was
}

void HexView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    const auto at = hit(position);
    if (!at)
        return;
    if (event->buttons() & Qt::LeftButton) {
        const AddressRange before = m_cursor.selection();
        if (position.y() < m_text.lineHeight())
            scrollTo(m_scroll.moved(m_top, -1));
        else if (position.y() > viewport()->height())
            scrollTo(m_scroll.moved(m_top, 1));
        m_cursor.moveTo(at->address, HexCursor::Select::Extend, m_document.rows());
        if (m_cursor.selection() != before)
            leave(before);
        return;
    }
    const bool isGap = m_document.rows().at(m_document.rows().rowOf(at->address)).isGap;
    const bool isOver = !isGap && position.y() > m_text.lineHeight();
    std::uint64_t size = 1;
    Address begin = at->address;
    if (m_dtype) {   // an element is what a pixel is
        const std::uint32_t column = m_document.rows().geometry().columnOf(begin);
        begin =
            m_document.rows().geometry().addressAt(m_document.rows().geometry().rowOf(begin),
                                                   column - static_cast<std::uint32_t>(column % m_dtype->itemSize()));
        size = m_dtype->itemSize();
    }
    const AddressRange range = isOver ? AddressRange::fromSize(begin, size) : AddressRange();
    if (range != m_hover) {
        setHovered(range);
        emit hovered(range);
    }
}

void HexView::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        QFont larger = font();
        larger.setPointSizeF(std::clamp(larger.pointSizeF() + (event->angleDelta().y() > 0 ? 1 : -1), 6.0, 32.0));
        setFont(larger);
        return event->accept();
    }
    if (event->angleDelta().y() == 0)
        return QAbstractScrollArea::wheelEvent(event);
    m_wheel -= event->angleDelta().y() * kRowsPerNotch;
    const int rows = m_wheel / kNotch;
    m_wheel -= rows * kNotch;
    scrollTo(m_scroll.moved(m_top, rows));
    event->accept();
}

bool HexView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave && !m_hover.isEmpty()) {
        setHovered({});
        emit hovered({});
    } else if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto at = hit(help->pos()); at && m_document.isOpen())
            emit describeRequested(at->address, help->globalPos());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

QString HexView::byteText(Address address) const
{
    const HexRow row = m_document.rows().at(m_document.rows().rowOf(address));
    if (row.isGap)
        return tr("%1: a gap of %2, nothing is mapped")
            .arg(addressText(row.first), sizeText(row.last.value() - row.first.value() + 1));
    const HexByte byte = m_document.cache().byteAt(address, HexPageCache::Clock::time_point());
    if (byte.state == HexState::Unknown)
        return tr("%1: not read yet").arg(addressText(address));
    if (byte.state == HexState::Unreadable)
        return tr("%1: cannot be read, %2")
            .arg(addressText(address), unreadableText(m_document.cache().errnoAt(address)));
    const auto value = std::to_integer<unsigned>(byte.value);
    QString text = tr("%1: 0x%2, %3")
                       .arg(addressText(address), QString::number(value, 16).rightJustified(2, QLatin1Char('0')),
                            QString::number(value));
    if (value >= 0x20 && value < 0x7f)
        text += QStringLiteral(", “") + QLatin1Char(static_cast<char>(value)) + QStringLiteral("”");
    if (m_document.isWrittenHere(address))
        text += tr(", written from here");
    return byte.isStale ? text + tr(" (before the target ended)") : text;
}

QString HexView::elementText(Address address) const
{
    constexpr int uncut = 1000;   // characters
    if (!m_dtype || !m_document.isOpen())
        return {};
    const std::uint64_t inItem = m_document.rows().geometry().columnOf(address) % m_dtype->itemSize();
    if (inItem > address.value())
        return {};
    std::vector<HexByte> bytes(m_dtype->itemSize());
    m_document.copyShown(AddressRange::fromSize(Address(address.value() - inItem), bytes.size()), bytes);
    const std::string text = typedText(*m_dtype, bytes, uncut);
    return text.empty() ? QString() : toQt(m_dtype->name() + ' ' + text);
}

QString HexView::cursorText() const
{
    if (m_cursor.area() != HexArea::Typed || !m_dtype)
        return byteText(m_cursor.address());
    return tr("%1: %2").arg(addressText(m_cursor.address()), elementText(m_cursor.address()));
}

}  // namespace memdelbrot
