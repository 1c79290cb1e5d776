// What lists, tool tips and the status line say about a target.
#pragma once

#include "process/crash_report.h"
#include "workbench/targets.h"

#include <QString>

namespace memdelbrot {

[[nodiscard]] QString stateText(TargetState state);       // "running", "frozen", "ended"
[[nodiscard]] QString stateText(const TargetInfo& info);   // files and bytes do not run: "open"
[[nodiscard]] QString lockText(const TargetInfo& info);    // "locked", "writable"; of this program: "own arrays"
[[nodiscard]] QString kindText(TargetKind kind);      // "this program", "worker" …
// "worker 4711", "python 3.11 (4711)": told apart from others of the same name by its process.
[[nodiscard]] QString uniqueName(const TargetInfo& info);
// Kind, process, state and lock, and what is lost where it is not traced.
[[nodiscard]] QString targetToolTip(const TargetInfo& info);

// How a click on the lock acts: nothing at all (the program itself), at once (worker, Python), or after a question.
enum class UnlockRule { Never, AtOnce, AfterQuestion };
[[nodiscard]] UnlockRule unlockRule(TargetKind kind);

// "1.0 KiB", "46 bytes": sizes for people, exact below 10 KiB.
[[nodiscard]] QString sizeText(std::uint64_t bytes);

// "0.12 s", "3.4 ms", "870 µs".
[[nodiscard]] QString durationText(double seconds);

// UTF-8 text of the core as Qt's.
[[nodiscard]] inline QString toQt(const std::string& text)
{
    return QString::fromStdString(text);
}
// "0x7f0012".
[[nodiscard]] QString addressText(Address address);

}  // namespace memdelbrot
