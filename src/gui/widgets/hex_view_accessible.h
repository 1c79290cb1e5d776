#pragma once

#include "gui/widgets/hex_view.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace memdelbrot {

// What assistive technology reads: the cell under the cursor, as HexView::cursorText() says it.
class HexViewAccessible final : public QAccessibleWidget {
public:
    explicit HexViewAccessible(HexView* view);

    static void install();   // once for the program

    [[nodiscard]] QString text(QAccessible::Text kind) const override;

private:
    HexView* m_view;
};

}  // namespace memdelbrot
