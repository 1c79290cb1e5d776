#pragma once

#include <QByteArray>
#include <QFile>

namespace memdelbrot::testing {

// The number (1-based) of the first line that holds `mark` after the first line that holds `function`; 0: none.
inline int lineOfMark(const QString& path, const QByteArray& function, const QByteArray& mark)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    bool inFunction = false;
    for (int number = 1; !file.atEnd(); ++number) {
        const QByteArray line = file.readLine();
        inFunction = inFunction || line.contains(function);
        if (inFunction && line.contains(mark))
            return number;
    }
    return 0;
}

}  // namespace memdelbrot::testing
