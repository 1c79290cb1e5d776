#include "gui/models/journal_text.h"

#include "base/hex_text.h"
#include "gui/models/target_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::size_t shownBytes = 16;

QString tr(const char* text)
{
    return QCoreApplication::translate("JournalText", text);
}

bool isPrintable(std::byte byte)
{
    const auto value = std::to_integer<unsigned char>(byte);
    return value >= 0x20 && value < 0x7f;
}

}  // namespace

QString bytesText(std::span<const std::byte> bytes)
{
    const auto shown = bytes.first(std::min(bytes.size(), shownBytes));
    QString text = toQt(hexBytes(shown));
    if (bytes.size() > shown.size())
        return text + QStringLiteral(" …");
    if (!shown.empty() && std::all_of(shown.begin(), shown.end(), isPrintable))
        text += QStringLiteral(" “")
            + QString::fromLatin1(reinterpret_cast<const char*>(shown.data()), static_cast<qsizetype>(shown.size()))
            + QStringLiteral("”");
    return text;
}

QString changeText(const JournalEntry& entry)
{
    return tr("%1 at %2 in %3: %4 became %5")
        .arg(sizeText(entry.record.after.size()), addressText(entry.record.address), toQt(entry.targetName),
             bytesText(entry.record.before), bytesText(entry.record.after));
}

QString droppedText(std::uint64_t count)
{
    if (count == 0)
        return {};
    return count == 1 ? tr("The oldest change is no longer kept: the list had grown too large.")
                      : tr("The %1 oldest changes are no longer kept: the list had grown too large.").arg(count);
}

}  // namespace memdelbrot
