// How the hex view answers keys: moving, selecting, typing into cells.
#include "gui/models/hex_typed.h"
#include "gui/widgets/hex_view.h"

#include <QKeyEvent>

namespace memdelbrot {

namespace {

bool isTyped(const QKeyEvent& event)
{
    return !event.text().isEmpty() && event.text().front().isPrint()
        && !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

}  // namespace

bool HexView::event(QEvent* event)
{
    // What is typed into a cell is the view's, also where the window has a shortcut on that key.
    if (event->type() == QEvent::ShortcutOverride && isTyped(static_cast<QKeyEvent&>(*event))) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    if (editKey(event) || navigate(event))
        return;
    if (isTyped(*event)) {
        type(event->text());
        return;
    }
    event->ignore();
}

bool HexView::editKey(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers() == Qt::ControlModifier)
        return false;
    if (isEnter && m_cursor.area() == HexArea::Typed) {
        if (m_edit.isActive())
            commitTyped();
        else
            beginTyped();
        return true;
    }
    if (!m_edit.isActive()) {
        if (event->key() != Qt::Key_Escape || m_document.pokes().isEmpty())
            return false;
        m_document.pokes().discard();
        emit edited();
        return true;
    }
    if (event->key() == Qt::Key_Backspace) {
        m_edit.removeLast();
        emit editChanged();
        viewport()->update();
        return true;
    }
    if (event->key() == Qt::Key_Escape) {
        dropEdit();
        return true;
    }
    return false;
}

bool HexView::navigate(QKeyEvent* event)
{
    const bool extends = event->modifiers() & Qt::ShiftModifier;
    const auto select = extends ? HexCursor::Select::Extend : HexCursor::Select::Move;
    const AddressRange before = m_cursor.selection();
    const HexRowMap& rows = m_document.rows();
    const auto page = static_cast<std::int64_t>(rowsShown());
    if (event->modifiers() & Qt::ControlModifier) {
        if (!moveWithControl(event->key(), select))
            return false;
    } else if (event->modifiers() & Qt::AltModifier) {
        return false;
    } else {
        switch (event->key()) {
        case Qt::Key_Left:
            m_cursor.moveUnits(-1, select, rows);
            break;
        case Qt::Key_Right:
            m_cursor.moveUnits(1, select, rows);
            break;
        case Qt::Key_Up:
            m_cursor.moveRows(-1, select, rows);
            break;
        case Qt::Key_Down:
            m_cursor.moveRows(1, select, rows);
            break;
        case Qt::Key_PageUp:
            m_cursor.moveRows(-page, select, rows);
            break;
        case Qt::Key_PageDown:
            m_cursor.moveRows(page, select, rows);
            break;
        case Qt::Key_Home:
            m_cursor.moveToRowBegin(select, rows);
            break;
        case Qt::Key_End:
            m_cursor.moveToRowEnd(select, rows);
            break;
        default:
            return false;
        }
    }
    dropEdit();
    ensureCursorVisible();
    leave(before);
    return true;
}

bool HexView::moveWithControl(int key, HexCursor::Select select)
{
    const std::vector<Region>& regions = m_document.regions();
    const Address from = m_cursor.address();
    Address to;
    switch (key) {
    case Qt::Key_Home:
        to = firstByte(regions, from);
        break;
    case Qt::Key_End:
        to = lastByte(regions, from);
        break;
    case Qt::Key_Down:
        to = nextRegionBegin(regions, from);
        break;
    case Qt::Key_Up:
        to = previousRegionBegin(regions, from);
        break;
    default:
        return false;
    }
    m_document.reveal(to);
    m_cursor.moveTo(to, select, m_document.rows());
    showWithRoom(m_cursor.address());
    return true;
}

void HexView::type(const QString& text)
{
    switch (m_cursor.area()) {
    case HexArea::Hex:
        typeHex(text);
        break;
    case HexArea::Text:
        typeText(text);
        break;
    case HexArea::Typed:
        typeElement(text);
        break;
    }
    viewport()->update();
}

void HexView::typeHex(const QString& text)
{
    for (const char32_t character : text.toUcs4()) {
        if (const auto byte = m_edit.typeHexDigit(character))
            writeTyped({*byte});
    }
}

void HexView::typeText(const QString& text)
{
    const std::string utf8 = text.toStdString();
    std::vector<std::byte> bytes;
    for (const char character : utf8)
        bytes.push_back(static_cast<std::byte>(character));
    writeTyped(std::move(bytes));
}

// A row of numbers goes in as it is written on paper: what parts two of them ends an element. One character is all that
// an S1 holds.
void HexView::typeElement(const QString& text)
{
    const bool holdsText = m_dtype->kind() == DtypeKind::ByteString || m_dtype->kind() == DtypeKind::UnicodeString;
    const bool partsNumbers = text == QLatin1String(" ") || text == QLatin1String(",");
    if (m_dtype->kind() == DtypeKind::ByteString && m_dtype->itemSize() == 1 && !m_edit.isActive())
        typeText(text);
    else if (partsNumbers && !holdsText) {
        if (m_edit.isActive())
            commitTyped();
    } else {
        m_edit.append(text.toStdString());
        emit editChanged();
    }
}

// Enter on an element: its own text, to be changed.
void HexView::beginTyped()
{
    if (const auto bytes = m_document.shown(AddressRange::fromSize(m_cursor.address(), m_cursor.unit()));
        bytes && m_dtype)
        m_edit.append(formatElement(*m_dtype, *bytes));
    viewport()->update();
}

bool HexView::commitTyped()
{
    auto bytes = parseElement(*m_dtype, m_edit.text());
    if (!bytes) {
        emit refused(bytes.error());  // what was typed stays, to be mended
        return false;
    }
    return writeTyped(std::move(*bytes));
}

bool HexView::writeTyped(std::vector<std::byte> bytes)
{
    const auto range = AddressRange::fromSize(m_cursor.address(), bytes.size());
    return write(std::move(bytes), m_run.of(range, m_cursor.area(), TypedRun::Clock::now(), m_document.isWriting()));
}

// Writes at the cursor and steps over what was written.
bool HexView::write(std::vector<std::byte> bytes, TypedRunId run)
{
    dropEdit();
    const std::size_t size = bytes.size();
    if (const auto done = m_document.poke(m_cursor.address(), std::move(bytes), run); !done) {
        emit refused(done.error());
        return false;
    }
    emit edited();
    const AddressRange before = m_cursor.selection();
    const auto units = static_cast<std::int64_t>((size + m_cursor.unit() - 1) / m_cursor.unit());
    m_cursor.moveUnits(units, HexCursor::Select::Move, m_document.rows());
    ensureCursorVisible();
    moved(before);
    return true;
}

void HexView::dropEdit()
{
    if (m_edit.isActive()) {
        m_edit.clear();
        emit editChanged();
    }
    viewport()->update();
}

// Tab goes through the columns before it leaves the view.
bool HexView::focusNextPrevChild(bool next)
{
    if (m_cursor.area() == HexArea::Typed && m_edit.isActive()) {
        commitTyped();
        return true;
    }
    return stepArea(next) || QAbstractScrollArea::focusNextPrevChild(next);
}

bool HexView::stepArea(bool forward)
{
    const int step = forward ? 1 : -1;
    for (int area = static_cast<int>(m_cursor.area()) + step; area >= 0 && area <= static_cast<int>(HexArea::Typed);
         area += step) {
        if (!m_columns.has(static_cast<HexArea>(area)))
            continue;
        dropEdit();
        const AddressRange before = m_cursor.selection();
        m_cursor.setArea(static_cast<HexArea>(area), m_dtype ? m_dtype->itemSize() : 0, m_document.rows());
        ensureCursorVisible();
        leave(before);
        return true;
    }
    return false;
}

}  // namespace memdelbrot
