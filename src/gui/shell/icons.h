#pragma once

#include <QIcon>
#include <QString>

namespace memdelbrot {

// resources/icons/symbolic/NAME.svg in the colours of the application's palette, drawn at whatever size is asked for,
// and following the palette when it changes.
[[nodiscard]] QIcon symbolicIcon(const QString& name);

[[nodiscard]] QIcon applicationIcon();

}  // namespace memdelbrot
