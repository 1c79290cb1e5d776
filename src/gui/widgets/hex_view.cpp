#include "gui/widgets/hex_view.h"

#include "gui/models/hex_typed.h"
#include "gui/widgets/hex_painter.h"
#include "gui/widgets/hex_view_accessible.h"

#include <QFontDatabase>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>

namespace memdelbrot {

namespace {

constexpr int kFadeStep = 60;   // ms between the paintings of fading bytes

int digitsOf(Address address)
{
    int digits = 4;
    for (std::uint64_t left = address.value() >> 16; left != 0; left >>= 16)
        digits += 4;
    return digits;
}

}  // namespace

HexView::HexView(QWidget* parent)
    : QAbstractScrollArea(parent), m_text(QFontDatabase::systemFont(QFontDatabase::FixedFont)), m_colours(palette())
{
    HexViewAccessible::install();
    setObjectName(QStringLiteral("hexView"));
    setAccessibleName(tr("Memory"));
    setFont(m_text.font());
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setCursor(Qt::IBeamCursor);
    m_fading.setInterval(kFadeStep);
    connect(&m_fading, &QTimer::timeout, this, &HexView::showBytes);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &HexView::scrollByAction);
    connectDocument();
    addCommands();
}

HexView::~HexView() = default;

void HexView::connectDocument()
{
    connect(&m_document, &HexDocument::rowsChanged, this, &HexView::showRows);
    connect(&m_document, &HexDocument::bytesChanged, this, &HexView::showBytes);
    connect(&m_document, &HexDocument::stateChanged, this, [this] { viewport()->update(); });
}

void HexView::setTyped(const std::optional<Dtype>& dtype, Address origin)
{
    dropEdit();
    const AddressRange before = m_cursor.selection();
    m_dtype = dtype;
    m_origin = origin;
    layOut();
    m_cursor.setArea(m_cursor.area(), m_dtype ? m_dtype->itemSize() : 0, m_document.rows());
    ensureCursorVisible();
    if (m_cursor.selection() != before)   // an element of another width, or a byte
        leave(before);
}

void HexView::setArray(const AddressRange& array)
{
    m_array = array;
    viewport()->update();
}

void HexView::setArrayFreed(bool isFreed)
{
    if (std::exchange(m_isArrayFreed, isFreed) != isFreed)
        viewport()->update();
}

void HexView::setHovered(const AddressRange& range)
{
    if (m_hover == range)
        return;
    m_hover = range;
    m_isGlance = false;
    viewport()->update();
}

void HexView::goTo(Address address, HexArea area)
{
    dropEdit();
    const AddressRange before = m_cursor.selection();
    m_isPlaced = !m_document.hasRegions();
    if (!m_isPlaced)
        m_document.reveal(address);
    m_cursor.setArea(m_columns.has(area) ? area : HexArea::Hex, m_dtype ? m_dtype->itemSize() : 0, m_document.rows());
    m_cursor.moveTo(address, HexCursor::Select::Move, m_document.rows());
    showWithRoom(m_cursor.address());
    leave(before);
}

void HexView::select(const AddressRange& range)
{
    const AddressRange before = m_cursor.selection();
    m_cursor.select(range, m_document.rows());
    leave(before);
}

std::uint64_t HexView::rowsShown() const
{
    return static_cast<std::uint64_t>(std::max(1, viewport()->height() / m_text.lineHeight() - 1));
}

// Addresses up to 2^48 decide over the width of rows: the few bytes that the kernel shows above must not cost columns.
int HexView::fittingDigits() const
{
    int digits = 4;
    for (const Region& region : m_document.regions()) {
        if (!region.range.isEmpty())
            digits = std::max(digits, std::min(12, digitsOf(region.range.last())));
    }
    return digits;
}

int HexView::neededDigits() const
{
    int digits = m_document.hasRegions() ? 4 : 12;
    const HexRowMap& rows = m_document.rows();
    for (std::uint64_t row = m_top; row < rows.rowCount() && row <= m_top + rowsShown(); ++row) {
        const HexRow line = rows.at(row);
        digits = std::max(digits, digitsOf(line.isGap ? line.first : line.last));
    }
    return digits;
}

void HexView::layOut()
{
    HexRowContent content;
    if (m_dtype) {
        content.itemSize = m_dtype->itemSize();
        content.itemWidth = typedWidth(*m_dtype);
        content.needsText = m_dtype->kind() == DtypeKind::ByteString && m_dtype->itemSize() == 1;
    }
    content.addressDigits = fittingDigits();
    const HexColumns fitting = HexColumns::fitting(content, viewport()->width() / m_text.cellWidth());
    m_document.setGeometry(HexGeometry(fitting.bytesPerRow(), m_origin));
    content = fitting.content();
    content.addressDigits = neededDigits();
    m_columns = HexColumns(content, fitting.bytesPerRow());
    if (!m_columns.has(m_cursor.area()))
        m_cursor.setArea(HexArea::Hex, 0, m_document.rows());
    horizontalScrollBar()->setRange(0, std::max(0, m_columns.width() * m_text.cellWidth() - viewport()->width()));
    horizontalScrollBar()->setPageStep(std::max(m_text.cellWidth(), viewport()->width() - addressWidth()));
    horizontalScrollBar()->setSingleStep(3 * m_text.cellWidth());
    m_scroll = HexScrollMap(m_document.rows().rowCount(), rowsShown());
    {
        const QSignalBlocker quiet(verticalScrollBar());   // a bar that its range moves is not the user's scrolling
        verticalScrollBar()->setRange(0, m_scroll.maximum());
        verticalScrollBar()->setPageStep(static_cast<int>(rowsShown()));
    }
    placeTop(m_top);
}

void HexView::updateAddressDigits()
{
    HexRowContent content = m_columns.content();
    const int digits = neededDigits();
    if (digits == content.addressDigits)
        return;
    content.addressDigits = digits;
    m_columns = HexColumns(content, m_columns.bytesPerRow());
    horizontalScrollBar()->setRange(0, std::max(0, m_columns.width() * m_text.cellWidth() - viewport()->width()));
}

// The rows are other ones: what the user looks at stays where it is on the screen.
void HexView::showRows()
{
    const bool places = m_isPlaced && m_document.hasRegions();
    const std::uint64_t row = m_document.rows().rowOf(m_anchor);
    m_top = row - std::min(row, m_anchorLine);
    if (m_columns.bytesPerRow() == m_document.rows().geometry().bytesPerRow())
        layOut();
    if (places)
        goTo(m_cursor.address(), m_cursor.area());
}

void HexView::showBytes()
{
    const bool isHot = m_document.cache().isHot(HexPageCache::Clock::now());
    if (isHot && isVisible() && !m_fading.isActive())
        m_fading.start();
    else if (!isHot)
        m_fading.stop();
    viewport()->update();
}

// The cursor or the selection is somewhere else than `before`, or was asked to be.
void HexView::moved(const AddressRange& before)
{
    keepAnchor();
    viewport()->update();
    emit cursorMoved(m_cursor.address());
    if (m_cursor.selection() != before)
        emit selectionChanged(m_cursor.selection());
    QAccessibleValueChangeEvent change(this, cursorText());
    QAccessible::updateAccessibility(&change);
}

void HexView::leave(const AddressRange& before)
{
    m_run.end();
    moved(before);
}

QRect HexView::cellRect(HexArea area, Address address) const
{
    const std::uint64_t row = m_document.rows().rowOf(address);
    if (row < m_top || row > m_top + rowsShown() || !m_columns.has(area))
        return {};
    const int begin = m_columns.cellBegin(area, m_document.rows().geometry().columnOf(address));
    const int line = static_cast<int>(row - m_top) + 1;
    return {begin * m_text.cellWidth() - horizontalScrollBar()->value(), line * m_text.lineHeight() + 1,
            m_columns.cellWidth(area) * m_text.cellWidth(), m_text.lineHeight()};
}

void HexView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    HexPainter(painter, m_text, m_colours,
               {m_document, m_columns, m_cursor, m_edit, m_dtype, m_array, m_isArrayFreed, m_hover, glancedRow(), m_top,
                horizontalScrollBar()->value(), viewport()->size(), hasFocus()})
        .paint();
}

void HexView::resizeEvent(QResizeEvent*)
{
    layOut();
}

void HexView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_colours = HexColours(palette());
        viewport()->update();
    } else if (event->type() == QEvent::FontChange) {
        m_text = GlyphText(font());
        layOut();
    }
}

void HexView::showEvent(QShowEvent* event)
{
    QAbstractScrollArea::showEvent(event);
    m_document.setLive(true);
}

void HexView::hideEvent(QHideEvent* event)
{
    QAbstractScrollArea::hideEvent(event);
    m_document.setLive(false);
    m_fading.stop();
}

void HexView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    m_run.end();
    viewport()->update();
}

}  // namespace memdelbrot
