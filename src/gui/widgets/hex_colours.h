#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace memdelbrot {

// What a text in the hex view says by its colour.
enum class HexInk : std::size_t {
    Address,
    CurrentAddress,
    Byte,
    Zero,
    Unreadable,
    Stale,
    Pending,
    Written,
    Foreign,
    Header,
    Edited,
    Gap,
    Count
};

// The hex view's colours out of a palette, light or dark.
struct HexColours {
    explicit HexColours(const QPalette& palette);

    std::array<QColor, static_cast<std::size_t>(HexInk::Count)> inks;
    QColor ground;
    QColor header;         // ground of the top line
    QColor line;           // rules
    QColor gap;            // ground of a gap's row
    QColor currentRow;
    QColor selection;
    QColor cursor;         // the box
    QColor array;          // ground of the array that the view was opened on
    QColor freedArray;     // the same, when it is given back
    QColor hover;
    QColor heat;           // a byte that just changed
    QColor edit;           // ground of what is typed
};

}  // namespace memdelbrot
