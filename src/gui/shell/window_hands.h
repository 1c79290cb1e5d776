#pragma once

#include <QString>
#include <Qt>

class QWidget;

namespace memdelbrot {

// Uses a window as a person does: by what has a name in it, with keys and the mouse. For playing the story.
class WindowHands final {
public:
    explicit WindowHands(QWidget& window) : m_window(window) {}

    // null where nothing of that name is in the window.
    [[nodiscard]] QWidget* find(const QString& objectName) const;
    // Each false where there is no such widget, or it is disabled.
    bool click(const QString& objectName) const;
    bool type(const QString& objectName, const QString& text) const;     // a key press and release for each character
    bool press(const QString& objectName, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const;
    bool choose(const QString& comboBox, int index) const;

private:
    [[nodiscard]] QWidget* usable(const QString& objectName) const;

    QWidget& m_window;
};

}  // namespace memdelbrot
