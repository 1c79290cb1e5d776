#pragma once

#include <QComboBox>

namespace memdelbrot {

class InterpreterListModel;

// A combo box for the interpreter that the next start takes: one of the list, or a name or path that is typed. Its line
// shows what the chosen one says of itself, and the program alone while it is edited.
class InterpreterChooser final : public QComboBox {
    Q_OBJECT

public:
    explicit InterpreterChooser(QWidget* parent = nullptr);

    void setList(InterpreterListModel& list);  // outlives it
    [[nodiscard]] QString program() const { return currentText().trimmed(); }
    void choose(const QString& program);  // of the list
    [[nodiscard]] bool isTouched() const { return m_isTouched; }  // the user chose or typed

    void showPopup() override;

private:
    void describe();

    InterpreterListModel* m_list = nullptr;
    bool m_isTouched = false;
};

}  // namespace memdelbrot
