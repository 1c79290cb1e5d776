#pragma once

#include <QProxyStyle>

namespace memdelbrot {

// Fusion, with edges of fields, check boxes and lists that can be seen: Fusion takes them from the window's colour
// darkened, which in a dark palette is that of the fields themselves. WCAG 2.1, 1.4.11 asks for 3:1.
class EdgedStyle final : public QProxyStyle {
    Q_OBJECT

public:
    EdgedStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget = nullptr) const override;
};

}  // namespace memdelbrot
