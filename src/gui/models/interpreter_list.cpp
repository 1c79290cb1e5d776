#include "gui/models/interpreter_list.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

namespace memdelbrot {

QStringList pythonInterpreters(const QString& path, const QString& virtualEnvironment)
{
    static const QRegularExpression name(QStringLiteral("^python3(\\.\\d+)?$"));
    QStringList folders = path.split(QLatin1Char(':'), Qt::SkipEmptyParts);
    if (!virtualEnvironment.isEmpty())
        folders.prepend(virtualEnvironment + QStringLiteral("/bin"));
    QStringList found;
    QSet<QString> known;
    for (const QString& folder : std::as_const(folders)) {
        const auto files =
            QDir(folder).entryInfoList({QStringLiteral("python3*")}, QDir::Files | QDir::Executable, QDir::Name);
        for (const QFileInfo& file : files) {
            // A virtual environment's interpreter is a link to another one's, and yet not the same.
            const QString identity =
                QDir(folder).exists(QStringLiteral("../pyvenv.cfg")) ? file.filePath() : file.canonicalFilePath();
            if (!name.match(file.fileName()).hasMatch() || known.contains(identity))
                continue;
            known.insert(identity);
            found.append(file.filePath());
        }
    }
    return found;
}

}  // namespace memdelbrot
