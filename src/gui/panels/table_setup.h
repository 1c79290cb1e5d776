// What the panels' tables have in common.
#pragma once

class QTreeView;

namespace memdelbrot {

// Fits the columns to what they hold now, each at most `widest` pixels; the user's own widths come after.
void fitColumns(QTreeView& table, int widest = 320);

// The system's fixed font, for tables of addresses and bytes.
void useFixedFont(QTreeView& table);

}  // namespace memdelbrot
