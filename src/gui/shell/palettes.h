#pragma once

#include <QColor>
#include <QPalette>

namespace memdelbrot {

[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();

// Whether light text stands on a dark ground: for colours that a palette has no role for.
[[nodiscard]] bool isDark(const QPalette& palette);

// The colour of a target, wherever its addresses are shown; readable as text on the palette's Base.
// `index`: TargetInfo::colour; wraps around.
[[nodiscard]] QColor targetColour(int index, const QPalette& palette);

// Words of the window's own: what is wrong, what is fine, what changed. Readable as text on the palette's Base.
// Edges of fields, check boxes and lists: 3:1 against what is inside and outside.
[[nodiscard]] QColor edgeColour(const QPalette& palette);
[[nodiscard]] QColor errorColour(const QPalette& palette);
[[nodiscard]] QColor warningColour(const QPalette& palette);
[[nodiscard]] QColor goodColour(const QPalette& palette);
[[nodiscard]] QColor dimColour(const QPalette& palette);

}  // namespace memdelbrot
