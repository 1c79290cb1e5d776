#include "gui/widgets/console_input.h"

#include <QFontDatabase>
#include <QKeyEvent>

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr int lineLimit = 8;
constexpr int indent = 4;

}  // namespace

ConsoleInput::ConsoleInput(QWidget* parent) : QPlainTextEdit(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QPlainTextEdit::textChanged, this, &ConsoleInput::fitHeight);
    fitHeight();
}

void ConsoleInput::continueLine()
{
    const QString line = textCursor().block().text().left(textCursor().positionInBlock());
    const auto text = std::find_if(line.begin(), line.end(), [](QChar c) { return c != QLatin1Char(' '); });
    const auto depth = text - line.begin() + (line.trimmed().endsWith(QLatin1Char(':')) ? indent : 0);
    insertPlainText(QLatin1Char('\n') + QString(depth, QLatin1Char(' ')));
}

void ConsoleInput::setText(const QString& text)
{
    selectAll();
    insertPlainText(text);   // one step of undo
    moveCursor(QTextCursor::End);
}

bool ConsoleInput::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && document()->isEmpty()) {
        const auto& key = static_cast<const QKeyEvent&>(*event);
        if (key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

// Tab is an indent where there is text, and what it is everywhere where there is none; Shift+Tab always leads back.
bool ConsoleInput::focusNextPrevChild(bool next)
{
    return (!next || document()->isEmpty()) && QWidget::focusNextPrevChild(next);
}

void ConsoleInput::keyPressEvent(QKeyEvent* event)
{
    if (handleKey(*event) || handleControlKey(*event))
        event->accept();
    else
        QPlainTextEdit::keyPressEvent(event);
}

bool ConsoleInput::handleKey(const QKeyEvent& event)
{
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        if (event.modifiers() & Qt::ShiftModifier)
            continueLine();
        else
            emit entered();
        return true;
    }
    if (event.modifiers() & ~Qt::KeypadModifier)
        return false;
    if (event.key() == Qt::Key_Up && textCursor().blockNumber() == 0)
        emit previousWanted();
    else if (event.key() == Qt::Key_Down && textCursor().blockNumber() == blockCount() - 1)
        emit nextWanted();
    else if (event.key() == Qt::Key_Tab && !textCursor().hasSelection())
        insertPlainText(QString(indent - textCursor().positionInBlock() % indent, QLatin1Char(' ')));
    else
        return false;
    return true;
}

bool ConsoleInput::handleControlKey(const QKeyEvent& event)
{
    if (event.modifiers() != Qt::ControlModifier)
        return false;
    if (event.key() == Qt::Key_C && !textCursor().hasSelection())
        emit interruptWanted();
    else if (event.key() == Qt::Key_D && document()->isEmpty())
        emit endWanted();
    else if (event.key() == Qt::Key_L)
        emit clearWanted();
    else
        return false;
    return true;
}

QSize ConsoleInput::sizeHint() const
{
    const int lines = std::clamp(blockCount(), 1, lineLimit);
    const int height =
        lines * fontMetrics().lineSpacing() + 2 * static_cast<int>(document()->documentMargin()) + 2 * frameWidth();
    return {200, height};
}

void ConsoleInput::fitHeight()
{
    setVerticalScrollBarPolicy(blockCount() > lineLimit ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    updateGeometry();
    setFixedHeight(sizeHint().height());
}

}  // namespace memdelbrot
