#include "gui/models/journal_text.h"

#include "base/hex_text.h"
#include "gui/models/target_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::size_t shownBytes = 16;
constexpr std::size_t shownText = 24;   // characters
constexpr std::size_t shownHex = 6;     // bytes

QString tr(const char* text)
{
    return QCoreApplication::translate("JournalText", text);
}

bool isPrintable(std::byte byte)
{
    const auto value = std::to_integer<unsigned char>(byte);
    return value >= 0x20 && value < 0x7f;
}

QString quoted(std::span<const std::byte> bytes)
{
    return QStringLiteral("“")
        + QString::fromLatin1(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()))
        + QStringLiteral("”");
}

// Text, or hex digits, or how many there are. `size`: of all, where `bytes` is only their begin.
QString shortText(std::span<const std::byte> bytes, std::uint64_t size)
{
    if (size <= shownText && size == bytes.size() && std::all_of(bytes.begin(), bytes.end(), isPrintable))
        return quoted(bytes);
    return size <= shownHex ? toQt(hexBytes(bytes)) : sizeText(size);
}

}  // namespace

QString bytesText(std::span<const std::byte> bytes)
{
    const auto shown = bytes.first(std::min(bytes.size(), shownBytes));
    QString text = toQt(hexBytes(shown));
    if (bytes.size() > shown.size())
        return text + QStringLiteral(" …");
    if (!shown.empty() && std::all_of(shown.begin(), shown.end(), isPrintable))
        text += QLatin1Char(' ') + quoted(shown);
    return text;
}

QString stepText(const JournalStep& step)
{
    return tr("%1 at %2").arg(shortText(step.sample, step.size), addressText(step.address));
}

QString steppedText(const JournalEntry& entry, bool isUndo)
{
    const PokeRecord& record = entry.record;
    const auto& typed = isUndo ? record.before : record.after;
    const auto& other = isUndo ? record.after : record.before;
    const QString what =
        tr("%1 at %2 in %3").arg(shortText(typed, typed.size()), addressText(record.address), toQt(entry.targetName));
    const QString was = shortText(other, other.size());
    if (was == sizeText(other.size()))
        return what;
    return isUndo ? tr("%1: %2 again").arg(what, was) : tr("%1, over %2").arg(what, was);
}

QString changeText(const JournalEntry& entry)
{
    return tr("%1 at %2 in %3: %4 became %5")
        .arg(sizeText(entry.record.after.size()), addressText(entry.record.address), toQt(entry.targetName),
             bytesText(entry.record.before), bytesText(entry.record.after));
}

QString standingText(PokeStanding standing)
{
    switch (standing) {
    case PokeStanding::InPlace:
        return tr("done");
    case PokeStanding::Overwritten:
        return tr("overwritten since");
    case PokeStanding::Unreadable:
        return tr("unreadable now");
    case PokeStanding::Ended:
        return tr("process ended");
    case PokeStanding::Closed:
        return tr("target closed");
    }
    return {};
}

QString droppedText(std::uint64_t count)
{
    if (count == 0)
        return {};
    return count == 1 ? tr("The oldest change is no longer kept: the list had grown too large.")
                      : tr("The %1 oldest changes are no longer kept: the list had grown too large.").arg(count);
}

}  // namespace memdelbrot
