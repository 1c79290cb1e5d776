#include "gui/widgets/text_undo.h"

#include <QKeyEvent>
#include <QWidget>

#include <utility>

namespace memdelbrot {

TextUndo::TextUndo(QWidget& part, Text text) : QObject(&part), m_text(std::move(text))
{
    part.installEventFilter(this);
}

// What the widget with the focus does not take comes up to the part: first the question whose key it is, then the key.
bool TextUndo::eventFilter(QObject*, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return false;
    const auto& key = static_cast<const QKeyEvent&>(*event);
    const bool isUndo = key.matches(QKeySequence::Undo);
    if ((!isUndo && !key.matches(QKeySequence::Redo)) || (m_text.takesKeys && !m_text.takesKeys()))
        return false;
    event->accept();
    if (event->type() == QEvent::KeyPress)
        (isUndo ? m_text.undo : m_text.redo)();
    return true;
}

}  // namespace memdelbrot
