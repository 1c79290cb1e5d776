#include "gui/models/holders_text.h"

#include <QObject>
#include <QStringList>

namespace memdelbrot {

namespace {

constexpr std::size_t mostShown = 6;

QString shownName(const std::string& name)
{
    return name == "_" ? QObject::tr("_ (the console's last result)") : QString::fromStdString(name);
}

QString containerText(const HoldingContainer& container)
{
    const QString times = container.isCut ? QObject::tr("at least %1 times").arg(container.times)
        : container.times == 1            ? QObject::tr("once")
                                          : QObject::tr("%1 times").arg(container.times);
    return QObject::tr("%1 (%2)").arg(QString::fromStdString(container.name), times);
}

}  // namespace

QString holdersText(const std::vector<std::string>& names, const std::vector<HoldingContainer>& containers)
{
    QStringList words;
    std::size_t left = 0;
    const auto add = [&words, &left](const QString& word) {
        if (static_cast<std::size_t>(words.size()) < mostShown)
            words.append(word);
        else
            ++left;
    };
    const bool isLastResult = !names.empty() && names.back() == "_";
    for (std::size_t index = 0; index < names.size() - (isLastResult ? 1 : 0); ++index)
        add(shownName(names[index]));
    for (const HoldingContainer& container : containers)
        add(containerText(container));
    if (isLastResult)
        words.append(shownName(names.back()));
    if (left > 0)
        words.append(QObject::tr("%1 more names").arg(left));
    if (words.isEmpty())
        return {};
    const QString last = words.takeLast();
    const QString all = words.isEmpty() ? last : QObject::tr("%1 and %2").arg(words.join(QStringLiteral(", ")), last);
    return QObject::tr("held at least by %1").arg(all);
}

}  // namespace memdelbrot
