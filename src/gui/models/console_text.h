#pragma once

#include <QString>
#include <QStringList>

namespace memdelbrot {

// Text of a terminal made fit for a page: colours and other escape sequences are left out, lines over 4,096 characters
// are cut and say by how much.
[[nodiscard]] QString pageText(const QString& text);

// ">>> first line\n... second line\n": code as Python's own console echoes it.
[[nodiscard]] QString echoText(const QString& code);

// A carriage return goes back to the line's begin (progress bars): the parts between them, each of which replaces the line
// that the one before left unfinished. "\r\n" is a line's end like any other.
[[nodiscard]] QStringList overwrittenParts(const QString& text);

}  // namespace memdelbrot
