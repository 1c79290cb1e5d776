#include "process/crash_report.h"

#include "base/hex_text.h"
#include "process/signal_disposition.h"

#include <algorithm>
#include <array>
#include <span>
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

// Where every thread and program begins: nobody called these.
bool isBegin(const std::string& function)
{
    static constexpr std::array begins{std::string_view("_start"), std::string_view("__libc_start_main"),
                                       std::string_view("clone"), std::string_view("clone3"),
                                       std::string_view("start_thread")};
    return std::ranges::find(begins, function) != begins.end();
}

// What was called through libffi, as Python's ctypes does; or all, where nothing was.
std::span<const StackFrame> calledFrames(const std::vector<StackFrame>& frames)
{
    const auto isTrampoline = [](const StackFrame& frame) { return frame.symbol.module.starts_with("libffi.so"); };
    const auto end = std::ranges::find_if(frames, isTrampoline);
    return end == frames.begin() ? std::span(frames) : std::span(frames.begin(), end);
}

// The user's innermost frame; where there is none, a function of the C library was called as such: the outermost one.
const StackFrame* placeOf(const CrashReport& report)
{
    const auto isNamed = [](const StackFrame& frame) { return !frame.symbol.function.empty(); };
    const auto isUsers = [&](const StackFrame& frame) {
        return isNamed(frame) && !isSystemModule(frame.symbol.module);
    };
    const auto isCalled = [&](const StackFrame& frame) { return isNamed(frame) && !isBegin(frame.symbol.function); };
    const auto frames = calledFrames(report.backtrace);
    if (const auto frame = std::ranges::find_if(frames, isUsers); frame != frames.end())
        return &*frame;
    if (const auto frame = std::find_if(frames.rbegin(), frames.rend(), isCalled); frame != frames.rend())
        return &*frame;
    return frames.empty() ? nullptr : &frames.front();
}

std::string sourceText(const AddressSymbol& symbol)
{
    return symbol.file.substr(symbol.file.rfind('/') + 1) + ":" + std::to_string(symbol.line);
}

std::string placeText(const CrashReport& report)
{
    const StackFrame* frame = placeOf(report);
    if (!frame)
        return {};
    const AddressSymbol& symbol = frame->symbol;
    if (symbol.function.empty())
        return " in "
            + (symbol.module.empty() ? hexNumber(frame->programCounter.value())
                                     : symbol.module + "+" + hexNumber(symbol.offset));
    std::string origin;
    if (!symbol.file.empty())
        origin = sourceText(symbol);
    if (!symbol.module.empty() && (origin.empty() || isSystemModule(symbol.module)))
        origin += (origin.empty() ? "" : ", ") + symbol.module;
    return " in " + symbol.function + (origin.empty() ? "" : " (" + origin + ")");
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
