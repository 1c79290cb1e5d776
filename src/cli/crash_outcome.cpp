#include "cli/crash_outcome.h"

#include "base/hex_text.h"
#include "cli/element_json.h"

#include <cstring>

namespace memdelbrot {

namespace {

QJsonValue signalName(int number)
{
    const char* const name = ::sigabbrev_np(number);
    return name ? QJsonValue(QStringLiteral("SIG") + QString::fromLatin1(name)) : QJsonValue(number);
}

QJsonObject frameJson(const StackFrame& frame)
{
    return {{QStringLiteral("address"), jsonAddress(frame.programCounter)},
            {QStringLiteral("function"), jsonText(frame.symbol.function)},
            {QStringLiteral("offset"), jsonUnsigned(frame.symbol.offset)},
            {QStringLiteral("module"), jsonText(frame.symbol.module)},
            {QStringLiteral("file"), jsonText(frame.symbol.file)},
            {QStringLiteral("line"), frame.symbol.line > 0 ? QJsonValue(frame.symbol.line) : QJsonValue()}};
}

std::string frameText(const StackFrame& frame)
{
    const AddressSymbol& symbol = frame.symbol;
    std::string text = "  " + hexNumber(frame.programCounter.value());
    if (!symbol.function.empty())
        text += " " + symbol.function + "+" + hexNumber(symbol.offset);
    if (!symbol.module.empty())
        text += " in " + symbol.module;
    if (!symbol.file.empty())
        text += " (" + symbol.file + ":" + std::to_string(symbol.line) + ")";
    return text + "\n";
}

std::string whoEnded(const CrashReport& report)
{
    if (report.what == "python")
        return "the code ended its Python";
    return "the called code ended its " + (report.what.empty() ? "process" : report.what);
}

}  // namespace

QJsonObject crashJson(const CrashReport& report)
{
    QJsonArray backtrace;
    for (const StackFrame& frame : report.backtrace)
        backtrace.append(frameJson(frame));
    const bool hasSignal = report.kind == EndKind::Signal || report.kind == EndKind::Killed;
    return {
        {QStringLiteral("signal"), hasSignal ? signalName(report.signal) : QJsonValue()},
        {QStringLiteral("exit_status"), report.kind == EndKind::Exit ? QJsonValue(report.exitStatus) : QJsonValue()},
        {QStringLiteral("timed_out"), report.kind == EndKind::TimedOut},
        {QStringLiteral("fault_address"), report.faultAddress ? jsonAddress(*report.faultAddress) : QJsonValue()},
        {QStringLiteral("backtrace"), backtrace},
        {QStringLiteral("summary"), jsonText(summary(report))},
        {QStringLiteral("stdout"), jsonText(report.standardOutput)},
        {QStringLiteral("stderr"), jsonText(report.standardError)}};
}

Outcome crashOutcome(const CrashReport& report)
{
    Outcome outcome;
    outcome.exitCode = report.kind == EndKind::TimedOut ? ExitTimedOut : ExitCrashed;
    outcome.json = crashJson(report);
    outcome.text = report.standardOutput;
    if (!outcome.text.empty() && !outcome.text.ends_with('\n'))
        outcome.text += '\n';
    for (const StackFrame& frame : report.backtrace)
        outcome.text += frameText(frame);
    outcome.complaint = whoEnded(report) + ": " + summary(report) + "; a fresh one takes over at the next use";
    return outcome;
}

}  // namespace memdelbrot
