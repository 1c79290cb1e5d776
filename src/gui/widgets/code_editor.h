#pragma once

#include <QWidget>

class QsciScintilla;

namespace memdelbrot {

// A C++ editor in the palette's colours: line numbers, and marks at the lines of messages.
class CodeEditor final : public QWidget {
    Q_OBJECT

public:
    explicit CodeEditor(QWidget* parent = nullptr);

    [[nodiscard]] QString text() const;
    void setText(const QString& text);   // a new document: nothing to undo, no marks
    [[nodiscard]] bool isModified() const;
    void setUnmodified();
    void undo();
    void redo();

    enum class Mark { Error, Warning };
    void clearMarks();
    void addMark(int line, Mark mark);           // 1-based
    void goTo(int line, int column);             // 1-based; the column in bytes
    [[nodiscard]] int line() const;              // the cursor's, 1-based

signals:
    void textChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void setUpEditor();
    void applyColours();

    QsciScintilla* m_editor;
};

}  // namespace memdelbrot
