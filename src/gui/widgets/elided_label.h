#pragma once

#include "gui/widgets/text_colour.h"

#include <QFrame>

namespace memdelbrot {

// A text that takes what room there is and each of whose lines is cut with "…"; the whole text is its tool tip.
class ElidedLabel final : public QFrame {
    Q_OBJECT
    Q_PROPERTY(QString text READ text)

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    [[nodiscard]] const QString& text() const { return m_text; }
    void setText(const QString& text);
    void setLines(int lines);               // room for so many whatever the text; 1 at first
    void setColour(const ColourOf& colour);   // empty: the palette's

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    int m_lines = 1;
    ColourOf m_colour;
};

}  // namespace memdelbrot
