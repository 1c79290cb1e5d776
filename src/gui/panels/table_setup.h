// What the panels' tables have in common.
#pragma once

class QTreeView;

namespace memdelbrot {

// Fits the columns to what they hold now, each at most `widest` pixels where the table has no room for all of it; the
// user's own widths come after.
void fitColumns(QTreeView& table, int widest = 320);

// Lets the last two columns share the table's width: the first of them gets what it holds where both fit, else what the
// other leaves, or half, or at least `least` pixels; the last one gets the rest.
void shareLastColumns(QTreeView& table, int least);

// Pixels of a column in which any number of 64 bits is seen whole.
[[nodiscard]] int widthOfNumbers(const QTreeView& table);

// The system's fixed font, for tables of addresses and bytes.
void useFixedFont(QTreeView& table);

}  // namespace memdelbrot
