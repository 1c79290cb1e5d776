#pragma once

#include <QColor>
#include <QPalette>

#include <functional>

class QLabel;
class QWidget;

namespace memdelbrot {

// A colour by what it means, in whatever palette: errorColour, for one.
using ColourOf = std::function<QColor(const QPalette&)>;

// The words of `widget` have that colour from now on, in every theme that comes. Empty: the palette's own again.
void setTextColour(QWidget& widget, const ColourOf& colourOf);

// A rich text takes its links' colour when it is set: it is set anew whenever the palette changes.
void keepLinksColoured(QLabel& label);

}  // namespace memdelbrot
