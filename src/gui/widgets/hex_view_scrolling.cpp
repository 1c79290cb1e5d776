// Where the hex view's top row is, and what moves it.
#include "gui/widgets/hex_view.h"

#include <QScrollBar>

namespace memdelbrot {

namespace {

constexpr int kRowsPerStep = 3;

}  // namespace

void HexView::scrollTo(std::uint64_t top)
{
    placeTop(top);
    keepAnchor();
}

void HexView::placeTop(std::uint64_t top)
{
    m_top = std::min(top, m_scroll.lastTop());
    verticalScrollBar()->setValue(m_scroll.valueOf(m_top));
    updateAddressDigits();
    m_document.setWindow(m_top, rowsShown() + 1);
    viewport()->update();
}

void HexView::keepAnchor()
{
    const std::uint64_t row = m_document.rows().rowOf(m_cursor.address());
    const bool isInSight = row >= m_top && row < m_top + rowsShown();
    m_anchor = isInSight ? m_cursor.address() : m_document.rows().at(m_top).first;
    m_anchorLine = isInSight ? row - m_top : 0;
}

// A step of the bar may stand for thousands of rows: what the user steps are rows.
void HexView::scrollByAction(int action)
{
    const auto page = static_cast<std::int64_t>(rowsShown());
    std::int64_t rows = 0;
    switch (action) {
    case QAbstractSlider::SliderSingleStepAdd:
        rows = kRowsPerStep;
        break;
    case QAbstractSlider::SliderSingleStepSub:
        rows = -kRowsPerStep;
        break;
    case QAbstractSlider::SliderPageStepAdd:
        rows = page;
        break;
    case QAbstractSlider::SliderPageStepSub:
        rows = -page;
        break;
    default:
        return;
    }
    const std::uint64_t top = m_scroll.moved(m_top, rows);
    verticalScrollBar()->setSliderPosition(m_scroll.valueOf(top));
    scrollTo(top);
}

void HexView::scrollContentsBy(int dx, int dy)
{
    if (dy != 0 && m_scroll.valueOf(m_top) != verticalScrollBar()->value())
        scrollTo(m_scroll.topOf(verticalScrollBar()->value()));
    if (dx != 0 || dy != 0)
        viewport()->update();
}

void HexView::ensureCursorVisible()
{
    const std::uint64_t row = m_document.rows().rowOf(m_cursor.address());
    if (row < m_top)
        scrollTo(row);
    else if (row >= m_top + rowsShown())
        scrollTo(row - rowsShown() + 1);
    const QRect cell = cellRect(m_cursor.area(), m_cursor.address());
    if (cell.isEmpty())
        return;
    QScrollBar* const bar = horizontalScrollBar();
    const int hidden = addressWidth() + m_text.cellWidth() - cell.left();   // beneath the address
    if (hidden > 0)
        bar->setValue(bar->value() - hidden);
    else if (cell.right() > viewport()->width())
        bar->setValue(bar->value() + std::min(cell.right() - viewport()->width(), -hidden));
}

// After a leap: what comes before the place is seen too.
void HexView::showWithRoom(Address address)
{
    const std::uint64_t row = m_document.rows().rowOf(address);
    if (row < m_top || row >= m_top + rowsShown())
        scrollTo(row - std::min(row, rowsShown() / 4));
}

void HexView::showHovered(const AddressRange& range)
{
    setHovered(range);
    m_isGlance = !range.isEmpty();
    const auto row = glancedRow();
    m_document.setGlance(row ? row->range() : AddressRange());
}

std::optional<HexRow> HexView::glancedRow() const
{
    if (!m_isGlance)
        return std::nullopt;
    const std::uint64_t row = m_document.rows().rowOf(m_hover.begin());
    const bool isInSight = row >= m_top && row < m_top + rowsShown();
    if (isInSight || row >= m_document.rows().rowCount() || m_document.rows().at(row).isGap)
        return std::nullopt;
    return m_document.rows().at(row);
}

}  // namespace memdelbrot
