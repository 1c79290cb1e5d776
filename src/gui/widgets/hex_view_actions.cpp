// The hex view's commands: copy, paste, select, follow a pointer.
#include "base/hex_text.h"
#include "decode/byte_text.h"
#include "gui/models/hex_copy.h"
#include "gui/models/target_text.h"
#include "gui/widgets/hex_view.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QRegularExpression>

#include <cstring>

namespace memdelbrot {

namespace {

constexpr qsizetype kLongestPaste = 1 << 20;   // characters
constexpr std::uint64_t kLongestCopy = 1 << 24;   // bytes
constexpr std::uint64_t kCopiedAtOnce = 1 << 14;   // bytes whose text is made within a frame

void toClipboard(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
}

}  // namespace

QAction* HexView::addCommand(const char* name, const QString& text, const QKeySequence& shortcut,
                             void (HexView::*act)())
{
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    return action;
}

void HexView::addCommands()
{
    setContextMenuPolicy(Qt::ActionsContextMenu);
    addCommand("copyAction", tr("&Copy"), QKeySequence::Copy, &HexView::copySelection);
    addCommand("copyHexAction", tr("Copy as &hex"), QKeySequence(tr("Ctrl+Shift+C")), &HexView::copyAsHex);
    addCommand("copyTextAction", tr("Copy as &text"), {}, &HexView::copyAsText);
    addCommand("copyAddressAction", tr("Copy &address"), {}, &HexView::copyAddress);
    addCommand("pasteAction", tr("&Paste over"), QKeySequence::Paste, &HexView::paste);
    addCommand("selectAllAction", tr("&Select array or region"), QKeySequence::SelectAll, &HexView::selectAll);
    addCommand("followPointerAction", tr("&Follow pointer"), QKeySequence(tr("Ctrl+Return")), &HexView::followPointer);
}

void HexView::copySelection()
{
    copyAs(m_cursor.area());
}

void HexView::copyAsHex()
{
    copyAs(HexArea::Hex);
}

void HexView::copyAsText()
{
    copyAs(HexArea::Text);
}

// What is out of sight is read first, and much is put into words off this thread.
void HexView::copyAs(HexArea area)
{
    const AddressRange range = m_cursor.selection();
    m_copyJob.cancel();
    const QString what = tr("%1 %2").arg(sizeText(range.size()), copyKindText(area, m_dtype));
    if (const auto bytes = range.size() > kCopiedAtOnce ? std::nullopt : m_document.shown(range)) {
        toClipboard(copyText(*bytes, area, m_dtype));
        emit told(tr("Copied %1").arg(what));
        return;
    }
    if (range.size() > kLongestCopy || !m_document.isOpen()) {
        emit refused({.code = ErrorCode::TooLarge,
                      .subject = tr("the selection").toStdString(),
                      .detail = "16 MiB can be copied at once"});
        return;
    }
    emit told(tr("Copying %1 …").arg(what));
    m_copyJob.start(
        this,
        [target = m_document.target(), range, area, dtype = m_dtype](const std::stop_token& stop) -> Result<QString> {
            const ReadResult read = target->read(range);
            if (read.isComplete())
                return copyText(read.bytes, area, dtype, stop);
            return failure({.code = ErrorCode::Unreadable,
                            .errnoValue = read.unreadable.front().errnoValue,
                            .address = read.unreadable.front().range.begin().value()});
        },
        [this, what](const Result<QString>& text) {
            if (!text) {
                emit refused(text.error());
                return;
            }
            toClipboard(*text);
            emit told(tr("Copied %1").arg(what));
        });
}

void HexView::copyAddress()
{
    const QString address = addressText(m_cursor.selection().begin());
    toClipboard(address);
    emit told(tr("Copied %1").arg(address));
}

Result<std::vector<std::byte>> HexView::parsed(const QString& text) const
{
    if (m_cursor.area() == HexArea::Hex)
        return bytesFromHex(text.toStdString());
    if (m_cursor.area() == HexArea::Text || !m_dtype)
        return encodeText(text.toStdString(), TextEncoding::Utf8);
    std::vector<std::byte> bytes;
    static const QRegularExpression between(QStringLiteral("[\\s,]+"));
    for (const QString& value : text.split(between, Qt::SkipEmptyParts)) {
        const auto element = parseElement(*m_dtype, value.toStdString());
        if (!element)
            return failure(element.error());
        bytes.insert(bytes.end(), element->begin(), element->end());
    }
    return bytes;
}

void HexView::paste()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (text.isEmpty())
        return;
    if (text.size() > kLongestPaste) {
        emit refused({.code = ErrorCode::TooLarge, .subject = tr("the clipboard's text").toStdString()});
        return;
    }
    auto bytes = parsed(text);
    if (!bytes)
        emit refused(bytes.error());
    else if (!bytes->empty())
        write(std::move(*bytes));
}

void HexView::selectAll()
{
    if (!m_array.isEmpty() && m_array.contains(m_cursor.address()))
        return select(m_array);
    for (const Region& region : m_document.regions()) {
        if (region.range.contains(m_cursor.address()))
            return select(region.range);
    }
}

std::optional<Address> HexView::pointerAtCursor() const
{
    const auto bytes = m_document.shown(AddressRange::fromSize(m_cursor.address(), sizeof(std::uint64_t)));
    if (!bytes || bytes->size() != sizeof(std::uint64_t))
        return std::nullopt;
    std::uint64_t value = 0;
    std::memcpy(&value, bytes->data(), sizeof value);   // targets run on this machine: its byte order
    return Address(value);
}

void HexView::followPointer()
{
    if (const auto to = pointerAtCursor())
        emit pointerFollowed(*to);
    else
        emit refused({.code = ErrorCode::Unreadable,
                      .errnoValue = m_document.cache().errnoAt(m_cursor.address()),
                      .address = m_cursor.address().value()});
}

}  // namespace memdelbrot
