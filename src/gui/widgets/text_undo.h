#pragma once

#include <QObject>

#include <functional>

class QWidget;

namespace memdelbrot {

// Undo's and Redo's keys are a text's wherever in its part of the window the focus is, on a button too: the window's own
// undo writes to memory, and nobody who has just left a text means that.
class TextUndo final : public QObject {
    Q_OBJECT

public:
    struct Text {
        std::function<void()> undo;
        std::function<void()> redo;
        std::function<bool()> takesKeys;  // none: always
    };
    // `part`: the widget that holds the text and its buttons; it owns this. Text fields in it keep their own keys.
    TextUndo(QWidget& part, Text text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Text m_text;
};

}  // namespace memdelbrot
