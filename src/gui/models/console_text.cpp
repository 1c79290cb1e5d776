#include "gui/models/console_text.h"

#include <QObject>
#include <QRegularExpression>

namespace memdelbrot {

namespace {

constexpr qsizetype lineLimit = 4096;

}

QString pageText(const QString& text)
{
    // ECMA-48: a control sequence, or an operating system command up to its end.
    static const QRegularExpression escape(
        QStringLiteral("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]*(\x07|\x1b\\\\)"));
    QString page = text;
    if (page.contains(QLatin1Char('\x1b')))
        page.remove(escape);
    if (page.size() <= lineLimit)
        return page;
    QStringList lines = page.split(QLatin1Char('\n'));
    for (QString& line : lines) {
        if (line.size() > lineLimit)
            line = line.left(lineLimit) + QObject::tr(" … (%1 characters more)").arg(line.size() - lineLimit);
    }
    return lines.join(QLatin1Char('\n'));
}

QString echoText(const QString& code)
{
    QStringList lines = code.split(QLatin1Char('\n'));
    while (lines.size() > 1 && lines.last().trimmed().isEmpty())
        lines.removeLast();
    return QStringLiteral(">>> ") + lines.join(QStringLiteral("\n... ")) + QLatin1Char('\n');
}

QStringList overwrittenParts(const QString& text)
{
    QString plain = text;
    plain.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    return plain.split(QLatin1Char('\r'));
}

}  // namespace memdelbrot
