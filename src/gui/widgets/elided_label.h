#pragma once

#include <QFrame>

namespace memdelbrot {

// One line of text that takes what room there is and is cut with "…"; the whole text is its tool tip.
class ElidedLabel final : public QFrame {
    Q_OBJECT
    Q_PROPERTY(QString text READ text)

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    [[nodiscard]] const QString& text() const { return m_text; }
    void setText(const QString& text);
    void setColour(const QColor& colour);   // invalid: the palette's

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    QColor m_colour;
};

}  // namespace memdelbrot
