#pragma once

#include "support/marked_lines.h"
#include "support/second_program.h"
#include "worker/worker_run.h"

namespace memdelbrot::testing {

inline const QString crashersSource = QStringLiteral(SOURCE_FOLDER "/tests/subjects/crashers.cpp");

// The innermost frame that lies in the crashers' source; nullptr: none.
inline const StackFrame* crasherFrame(const CrashReport& report)
{
    for (const StackFrame& frame : report.backtrace) {
        if (QString::fromStdString(frame.symbol.file).endsWith(QLatin1String("tests/subjects/crashers.cpp")))
            return &frame;
    }
    return nullptr;
}

// dd(1) reads the bytes of a variable in the dead worker, found by nm(1) and the process's maps.
inline bool secretIsReadable(const CrashReport& report)
{
    const int pid = report.pid.value();
    const std::uint64_t address = loadAddressByGrep(pid, QStringLiteral("libcrashers.so"))
        + symbolValueByNm(QStringLiteral(SUBJECTS_FOLDER "/libcrashers.so"), "crasherSecret");
    return memoryByDd(pid, address, 15) == "still readable!";
}

// The summary before its "(libc.so.6)", or "(abort.c:79, libc.so.6)" where libc's debugging information is installed; all
// of it where it is not placed there.
inline QString placedInLibc(const CrashReport& report)
{
    const QString text = QString::fromStdString(summary(report));
    const qsizetype bracket = text.lastIndexOf(QLatin1String(" ("));
    return text.endsWith(QLatin1String("libc.so.6)")) ? text.left(bracket) : text;
}

inline bool aNewWorkerAnswers(bool usePtrace)
{
    const WorkerRun run("callees", usePtrace);
    const auto result = run.call("subtract", PassedType::Int32, {int32(7), int32(5)});
    return result && valueOf<int>(*result) == 2;
}

// Fails the test where the report does not name the crasher of that name at its marked line, where the dead worker's
// memory cannot be read, or where the next worker does not answer.
inline void checkCrasher(const CrashReport& report, const QByteArray& name, bool usePtrace)
{
    const StackFrame* frame = crasherFrame(report);
    QVERIFY2(frame, summary(report).c_str());
    const bool inThread = name == "faultInOwnThread";
    QVERIFY2(frame->symbol.function.starts_with(inThread ? "faultingThread" : name.toStdString()),
             frame->symbol.function.c_str());
    const QByteArray mark = inThread ? "faultInOwnThread dies here" : "dies here";
    const int marked = lineOfMark(crashersSource, inThread ? "faultingThread" : QByteArray(' ' + name + '('), mark);
    if (name == "recurseForever")
        QVERIFY(std::abs(frame->symbol.line - marked) <= 4);  // the prologue, where the stack ran out
    else
        QCOMPARE(frame->symbol.line, marked);
    QVERIFY(report.isReadable);
    QVERIFY(secretIsReadable(report));
    QVERIFY(aNewWorkerAnswers(usePtrace));
}

}  // namespace memdelbrot::testing
