#include "gui/shell/window_hands.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QWidget>

#include <cstdlib>

namespace memdelbrot {

namespace {

void sendKey(QWidget* widget, int key, Qt::KeyboardModifiers modifiers, const QString& text)
{
    QKeyEvent down(QEvent::KeyPress, key, modifiers, text);
    QApplication::sendEvent(widget, &down);
    QKeyEvent up(QEvent::KeyRelease, key, modifiers, text);
    QApplication::sendEvent(widget, &up);
}

int keyOf(QChar character)
{
    return character.toUpper().unicode();   // Qt::Key_A … and the ASCII signs have their characters' numbers
}

}  // namespace

QWidget* WindowHands::find(const QString& objectName) const
{
    return m_window.findChild<QWidget*>(objectName);
}

QWidget* WindowHands::usable(const QString& objectName) const
{
    QWidget* const widget = find(objectName);
    return widget && widget->isEnabled() ? widget : nullptr;
}

bool WindowHands::click(const QString& objectName) const
{
    auto* const button = qobject_cast<QAbstractButton*>(usable(objectName));
    if (button)
        button->click();
    return button;
}

bool WindowHands::type(const QString& objectName, const QString& text) const
{
    QWidget* const widget = usable(objectName);
    if (!widget)
        return false;
    widget->setFocus(Qt::OtherFocusReason);
    for (const QChar character : text)
        sendKey(widget, keyOf(character), character.isUpper() ? Qt::ShiftModifier : Qt::NoModifier, character);
    return true;
}

bool WindowHands::press(const QString& objectName, int key, Qt::KeyboardModifiers modifiers) const
{
    QWidget* const widget = usable(objectName);
    if (!widget)
        return false;
    widget->setFocus(Qt::OtherFocusReason);
    sendKey(widget, key, modifiers, key == Qt::Key_Return ? QStringLiteral("\r") : QString());
    return true;
}

bool WindowHands::choose(const QString& comboBox, int index) const
{
    auto* const box = qobject_cast<QComboBox*>(usable(comboBox));
    if (!box || index < 0 || index >= box->count())
        return false;
    const int key = box->currentIndex() < index ? Qt::Key_Down : Qt::Key_Up;
    for (int steps = std::abs(box->currentIndex() - index); steps > 0; --steps)
        sendKey(box, key, Qt::NoModifier, {});
    return box->currentIndex() == index;
}

}  // namespace memdelbrot
