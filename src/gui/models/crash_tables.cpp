#include "gui/models/crash_tables.h"

#include "gui/models/target_text.h"

#include <csignal>
#include <cstring>

namespace memdelbrot {

namespace {

QString signalMeaning(int signal)
{
    switch (signal) {
    case SIGSEGV:
        return QObject::tr("it touched memory that is not mapped, or not mapped for this");
    case SIGBUS:
        return QObject::tr("it touched memory whose file has ended, or at a wrong alignment");
    case SIGFPE:
        return QObject::tr("an arithmetic instruction failed: most often an integer divided by 0");
    case SIGILL:
        return QObject::tr("the processor does not know the instruction");
    case SIGABRT:
        return QObject::tr("it gave up by itself: abort(), a failed assertion, a damaged heap");
    case SIGKILL:
        return QObject::tr("it was killed, by another process or by itself; no code can catch that");
    default:
        return toQt(::strsignal(signal));
    }
}

QString endMeaning(const CrashReport& report)
{
    switch (report.kind) {
    case EndKind::Signal:
    case EndKind::Killed:
        return QObject::tr("Signal %1: %2.").arg(report.signal).arg(signalMeaning(report.signal));
    case EndKind::Exit:
        return QObject::tr(
                   "It ended itself with status %1: the code called exit() or _exit(), which ends the whole process.")
            .arg(report.exitStatus);
    case EndKind::TimedOut:
        break;
    }
    return QObject::tr("It did not return in time, or was stopped: where it stood then is on top of the stack.");
}

}  // namespace

void RegisterModel::setRegisters(const Registers& registers)
{
    std::vector<RegisterRow> rows;
    for (const auto& [name, value] : registers.values)
        rows.push_back({.name = name, .value = value});
    updateRows(std::move(rows), [](const RegisterRow& row) { return row.name; });
}

QVariant RegisterModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const RegisterRow& shown = row(index.row());
    return index.column() == 0 ? toQt(shown.name) : addressText(Address(shown.value));
}

QVariant RegisterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Register") : tr("Value");
}

void StackModel::setFrames(const std::vector<StackFrame>& frames)
{
    std::vector<FrameRow> rows;
    for (const StackFrame& frame : frames)
        rows.push_back({.number = rows.size(), .frame = frame});
    updateRows(std::move(rows), [](const FrameRow& row) { return row.number; });
}

QVariant StackModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const auto& [number, frame] = row(index.row());
    const AddressSymbol& symbol = frame.symbol;
    switch (index.column()) {
    case NumberColumn:
        return static_cast<int>(number);
    case FunctionColumn:
        return symbol.function.empty() ? tr("(no symbol)")
                                       : toQt(symbol.function) + QStringLiteral("+0x%1").arg(symbol.offset, 0, 16);
    case PlaceColumn: {
        if (symbol.file.empty())
            return {};
        const QString file =
            role == Qt::ToolTipRole ? toQt(symbol.file) : toQt(symbol.file).section(QLatin1Char('/'), -1);
        return QStringLiteral("%1:%2").arg(file).arg(symbol.line);
    }
    case ModuleColumn:
        return toQt(symbol.module);
    default:
        return addressText(frame.programCounter);
    }
}

QVariant StackModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return QStringLiteral("#");
    case FunctionColumn:
        return tr("Function");
    case PlaceColumn:
        return tr("Source");
    case ModuleColumn:
        return tr("Module");
    default:
        return tr("Address");
    }
}

QString remainsText(const CrashReport& report)
{
    const QString text = report.isReadable
        ? QObject::tr(
              "Process %1 (%2) is frozen: its memory can be read until you close it. Work goes on in a new one.")
        : QObject::tr("Process %1 (%2) is gone; its memory cannot be read. Work goes on in a new one.");
    return text.arg(report.pid.value()).arg(toQt(report.what));
}

QString crashExplanation(const CrashReport& report)
{
    QStringList lines{endMeaning(report)};
    if (report.faultAddress)
        lines.append(QObject::tr("Fault address: %1.").arg(addressText(*report.faultAddress)));
    lines.append(remainsText(report));
    if (report.backtrace.empty() && report.registers.values.empty())
        lines.append(QObject::tr("Its stack and its registers are not known: nobody traced it when it ended."));
    return lines.join(QLatin1Char('\n'));
}

std::optional<Address> registerValue(const CrashReport& report, const std::string& name)
{
    for (const auto& [known, value] : report.registers.values)
        if (known == name)
            return Address(value);
    return std::nullopt;
}

}  // namespace memdelbrot
