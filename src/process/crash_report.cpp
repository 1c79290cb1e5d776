#include "process/crash_report.h"

#include "base/hex_text.h"
#include "process/signal_disposition.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace memdelbrot {

namespace {

// Modules that a user's mistake shows in but does not lie in.
bool isSystemModule(const std::string& module)
{
    static constexpr std::array prefixes{std::string_view("libc.so"),    std::string_view("libc-"),
                                         std::string_view("ld-linux"),   std::string_view("libpthread"),
                                         std::string_view("linux-vdso"), std::string_view("[vdso"),
                                         std::string_view("libstdc++"),  std::string_view("libgcc_s")};
    return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return module.starts_with(prefix); });
}

const StackFrame* placeOf(const CrashReport& report)
{
    const auto isUsers = [](const StackFrame& frame) {
        return !frame.symbol.function.empty() && !isSystemModule(frame.symbol.module);
    };
    const auto frame = std::ranges::find_if(report.backtrace, isUsers);
    if (frame != report.backtrace.end())
        return &*frame;
    return report.backtrace.empty() ? nullptr : &report.backtrace.front();
}

std::string placeText(const CrashReport& report)
{
    const StackFrame* frame = placeOf(report);
    if (!frame)
        return {};
    const AddressSymbol& symbol = frame->symbol;
    std::string text = " in " + (symbol.function.empty() ? hexNumber(frame->programCounter.value()) : symbol.function);
    if (!symbol.file.empty())
        text += " (" + symbol.file.substr(symbol.file.rfind('/') + 1) + ":" + std::to_string(symbol.line) + ")";
    return text;
}

}  // namespace

std::string summary(const CrashReport& report)
{
    switch (report.kind) {
    case EndKind::Signal: {
        const std::string address =
            report.faultAddress ? " at " + hexNumber(report.faultAddress->value()) : std::string();
        return signalName(report.signal) + address + placeText(report);
    }
    case EndKind::Exit:
        return "exit(" + std::to_string(report.exitStatus) + ")" + placeText(report);
    case EndKind::Killed:
        return "killed by " + signalName(report.signal) + placeText(report);
    case EndKind::TimedOut:
        break;
    }
    return "did not return in time" + placeText(report);
}

}  // namespace memdelbrot
