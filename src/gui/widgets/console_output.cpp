#include "gui/widgets/console_output.h"

#include "gui/models/console_text.h"
#include "gui/shell/palettes.h"

#include <QEvent>
#include <QFontDatabase>
#include <QScrollBar>
#include <QTextBlock>

namespace memdelbrot {

namespace {

constexpr int lineLimit = 20'000;
constexpr int inkProperty = QTextFormat::UserProperty;

}  // namespace

ConsoleOutput::Ink inkOf(PythonOutputKind kind)
{
    switch (kind) {
    case PythonOutputKind::StandardOutput:
        return ConsoleOutput::Ink::Plain;
    case PythonOutputKind::Result:
        return ConsoleOutput::Ink::Result;
    case PythonOutputKind::StandardError:
    case PythonOutputKind::Traceback:
        return ConsoleOutput::Ink::Error;
    }
    return ConsoleOutput::Ink::Plain;
}

ConsoleOutput::ConsoleOutput(QWidget* parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setMaximumBlockCount(lineLimit);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

QTextCharFormat ConsoleOutput::format(Ink ink) const
{
    QTextCharFormat format;
    format.setProperty(inkProperty, static_cast<int>(ink));
    switch (ink) {
    case Ink::Plain:
        format.setForeground(palette().color(QPalette::Text));
        break;
    case Ink::Echo:
        format.setForeground(palette().color(QPalette::Link));
        break;
    case Ink::Error:
        format.setForeground(errorColour(palette()));
        break;
    case Ink::Result:
        format.setForeground(goodColour(palette()));
        break;
    case Ink::Notice:
        format.setForeground(palette().color(QPalette::PlaceholderText));
        break;
    }
    return format;
}

void ConsoleOutput::append(const QString& text, Ink ink)
{
    const bool staysAtEnd = ink == Ink::Echo || isAtEnd();
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    bool isFirst = true;
    for (const QString& part : overwrittenParts(pageText(text))) {
        if (!isFirst && !part.isEmpty()) {
            cursor.movePosition(QTextCursor::StartOfBlock, QTextCursor::KeepAnchor);
            cursor.removeSelectedText();
        }
        isFirst = false;
        cursor.insertText(part, format(ink));
    }
    if (staysAtEnd)
        scrollToEnd();
}

void ConsoleOutput::appendWhole(const QString& text, Ink ink)
{
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    if (!cursor.atBlockStart())
        cursor.insertBlock();
    cursor.insertText(text, format(ink));
    scrollToEnd();
}

bool ConsoleOutput::isAtEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 1;
}

// The empty line behind the last line's end takes no room from what was printed: a small console has four lines.
void ConsoleOutput::scrollToEnd()
{
    const int empty = document()->lastBlock().text().isEmpty() ? 1 : 0;
    verticalScrollBar()->setValue(verticalScrollBar()->maximum() - empty);
}

void ConsoleOutput::appendLine(const QString& text, Ink ink)
{
    if (!document()->lastBlock().text().isEmpty())
        append(QStringLiteral("\n"), ink);
    append(text.endsWith(QLatin1Char('\n')) ? text : text + QLatin1Char('\n'), ink);
}

void ConsoleOutput::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolour();
}

void ConsoleOutput::resizeEvent(QResizeEvent* event)
{
    const bool wasAtEnd = isAtEnd();
    QPlainTextEdit::resizeEvent(event);
    if (wasAtEnd)
        scrollToEnd();
}

void ConsoleOutput::recolour()
{
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto piece = block.begin(); !piece.atEnd(); ++piece) {
            QTextCursor cursor(document());
            cursor.setPosition(piece.fragment().position());
            cursor.setPosition(piece.fragment().position() + piece.fragment().length(), QTextCursor::KeepAnchor);
            const auto ink = static_cast<Ink>(piece.fragment().charFormat().intProperty(inkProperty));
            if (cursor.charFormat().foreground() != format(ink).foreground())
                cursor.setCharFormat(format(ink));
        }
    }
}

}  // namespace memdelbrot
