#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace memdelbrot {

// A strip that says in place what is wrong, with one action that mends it, and can be dismissed.
class InlineNotice final : public QFrame {
    Q_OBJECT
    Q_PROPERTY(QString text READ text)

public:
    explicit InlineNotice(QWidget* parent = nullptr);

    // `action`: the button's text; empty: there is none. `toolTip`: what it does.
    void showText(const QString& text, const QString& action = {}, const QString& toolTip = {});
    [[nodiscard]] QString text() const;
    // The parts' object names are noticeText, noticeAction and noticeClose; where a window has another notice, it begins
    // them otherwise than with "notice".
    void nameParts(const QString& head);

signals:
    void acted();
    void dismissed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void colour();

    QLabel* m_text;
    QPushButton* m_action;
    QToolButton* m_close;
};

}  // namespace memdelbrot
