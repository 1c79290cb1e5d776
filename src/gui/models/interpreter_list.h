#pragma once

#include <QString>
#include <QStringList>

namespace memdelbrot {

// Interpreters to choose from: the active virtual environment's, every python3 and python3.X in the folders of `path`
// (PATH's form), each file once, in the order in which a shell would find them.
[[nodiscard]] QStringList pythonInterpreters(const QString& path, const QString& virtualEnvironment);

}  // namespace memdelbrot
