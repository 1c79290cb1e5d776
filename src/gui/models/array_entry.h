#pragma once

#include "workbench/library_calls.h"

#include <QString>

namespace memdelbrot {

// A new array as a form holds it: texts.
struct ArrayEntry {
    QString name;
    QString dtype;
    QString shape;
    LibraryCalls::Fill fill = LibraryCalls::Fill::Zeros;
    QString value;                                   // for Fill::Value
    QString realLow, realHigh, imagLow, imagHigh;    // for Fill::ComplexGrid
};

// Errors: Syntax, TooLarge, InvalidArgument; subject is what was typed.
[[nodiscard]] Result<LibraryCalls::NewArray> newArrayOf(const ArrayEntry& entry);

// "float64", "100" or "10,10": how a pointer is opened. Errors: as above.
[[nodiscard]] Result<ArrayView> arrayViewOf(const QString& dtype, const QString& shape);

}  // namespace memdelbrot
