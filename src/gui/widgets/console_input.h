#pragma once

#include <QPlainTextEdit>

namespace memdelbrot {

// Where code is typed: Enter hands it over, Shift+Enter goes on in a new line, Up and Down in the first and last line walk
// the history, Ctrl+C without a selection interrupts, Ctrl+D in the empty input is the end of it. Undo and Redo are the
// window's while nothing is typed. As high as what is typed, within limits.
class ConsoleInput final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit ConsoleInput(QWidget* parent = nullptr);

    // A new line at the cursor, as deep as the one before, deeper behind a colon.
    void continueLine();
    void setText(const QString& text);  // the cursor behind it

signals:
    void entered();
    void previousWanted();
    void nextWanted();
    void interruptWanted();
    void endWanted();  // Ctrl+D, with nothing typed
    void clearWanted();  // Ctrl+L

protected:
    bool event(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

private:
    [[nodiscard]] bool handleKey(const QKeyEvent& event);
    [[nodiscard]] bool handleControlKey(const QKeyEvent& event);
    void fitHeight();
};

}  // namespace memdelbrot
