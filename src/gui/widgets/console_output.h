#pragma once

#include "python/python_session.h"

#include <QPlainTextEdit>

namespace memdelbrot {

// What was typed and what came of it, by colour. The oldest lines go beyond 20,000. Stays at the end while it is there,
// also when its size changes; an echo goes there from anywhere.
class ConsoleOutput final : public QPlainTextEdit {
    Q_OBJECT

public:
    enum class Ink { Plain, Echo, Error, Result, Notice };

    explicit ConsoleOutput(QWidget* parent = nullptr);

    void append(const QString& text, Ink ink);
    // On a line of its own, as it is: neither cut nor rid of escape sequences. Scrolls to it.
    void appendWhole(const QString& text, Ink ink);
    // On a line of its own.
    void appendLine(const QString& text, Ink ink);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] bool isAtEnd() const;
    void scrollToEnd();
    [[nodiscard]] QTextCharFormat format(Ink ink) const;
    void recolour();
};

[[nodiscard]] ConsoleOutput::Ink inkOf(PythonOutputKind kind);

}  // namespace memdelbrot
