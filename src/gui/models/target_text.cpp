#include "gui/models/target_text.h"

#include "base/hex_text.h"

#include <QCoreApplication>

#include <array>

namespace memdelbrot {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("TargetText", text);
}

}  // namespace

QString stateText(const TargetInfo& info)
{
    if (info.state == TargetState::Running && (info.kind == TargetKind::File || info.kind == TargetKind::Buffer))
        return tr("open");
    return stateText(info.state);
}

QString stateText(TargetState state)
{
    switch (state) {
    case TargetState::Running:
        return tr("running");
    case TargetState::Frozen:
        return tr("frozen");
    case TargetState::Ended:
        return tr("ended");
    }
    return {};
}

QString lockText(const TargetInfo& info)
{
    if (unlockRule(info.kind) == UnlockRule::Never)
        return tr("own arrays");
    return info.lock == WriteLock::Locked ? tr("locked") : tr("writable");
}

QString kindText(TargetKind kind)
{
    switch (kind) {
    case TargetKind::Self:
        return tr("this program");
    case TargetKind::Worker:
        return tr("worker");
    case TargetKind::Python:
        return tr("Python");
    case TargetKind::Process:
        return tr("process");
    case TargetKind::File:
        return tr("file");
    case TargetKind::Buffer:
        return tr("bytes");
    }
    return {};
}

QString uniqueName(const TargetInfo& info)
{
    const QString name = toQt(info.name);
    const QString number = QString::number(info.pid.value());
    const bool isOurChild = info.kind == TargetKind::Worker || info.kind == TargetKind::Python;
    if (!isOurChild || info.pid.value() <= 0 || name.contains(number))
        return name;
    return (info.kind == TargetKind::Python ? tr("%1 (%2)") : tr("%1 %2")).arg(name, number);
}

QString targetToolTip(const TargetInfo& info)
{
    const QString text = info.pid.value() > 0 ? tr("%1, process %2: %3, %4")
                                                    .arg(kindText(info.kind))
                                                    .arg(info.pid.value())
                                                    .arg(stateText(info), lockText(info))
                                              : tr("%1: %2").arg(kindText(info.kind), lockText(info));
    return info.lost.empty() ? text : text + QLatin1Char('\n') + toQt(info.lost);
}

UnlockRule unlockRule(TargetKind kind)
{
    switch (kind) {
    case TargetKind::Self:
        return UnlockRule::Never;
    case TargetKind::Worker:
    case TargetKind::Python:
    case TargetKind::Buffer:
        return UnlockRule::AtOnce;
    case TargetKind::Process:
    case TargetKind::File:
        return UnlockRule::AfterQuestion;
    }
    return UnlockRule::Never;
}

QString sizeText(std::uint64_t bytes)
{
    if (bytes < 10'240)
        return bytes == 1 ? tr("1 byte") : tr("%1 bytes").arg(bytes);
    static constexpr std::array units{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double amount = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    for (; amount >= 1024 && unit + 1 < units.size(); ++unit)
        amount /= 1024;
    return QString::number(amount, 'f', amount < 100 ? 1 : 0) + QLatin1Char(' ') + QLatin1String(units[unit]);
}

QString durationText(double seconds)
{
    if (seconds >= 1)
        return QString::number(seconds, 'f', 2) + QStringLiteral(" s");
    if (seconds >= 1e-3)
        return QString::number(seconds * 1e3, 'f', 1) + QStringLiteral(" ms");
    return QString::number(seconds * 1e6, 'f', 0) + QStringLiteral(" µs");
}

QString addressText(Address address)
{
    return toQt(hexNumber(address.value()));
}

}  // namespace memdelbrot
