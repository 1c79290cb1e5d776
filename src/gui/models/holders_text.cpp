#include "gui/models/holders_text.h"

#include <QObject>
#include <QStringList>

namespace memdelbrot {

QString holdersText(const std::vector<std::string>& names)
{
    constexpr std::size_t shown = 6;
    if (names.empty())
        return {};
    QStringList words;
    for (const std::string& name : names) {
        if (name != "_" && static_cast<std::size_t>(words.size()) == shown)
            break;
        words.append(name == "_" ? QObject::tr("_ (the console's last result)") : QString::fromStdString(name));
    }
    const auto left = names.size() - static_cast<std::size_t>(words.size());
    if (left > 0)
        words.append(QObject::tr("%1 more names").arg(left));
    const QString last = words.takeLast();
    const QString all = words.isEmpty() ? last : QObject::tr("%1 and %2").arg(words.join(QStringLiteral(", ")), last);
    return QObject::tr("held at least by %1").arg(all);
}

}  // namespace memdelbrot
