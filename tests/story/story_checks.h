// What the story's steps must have done, as other programs see it: dd on /proc/PID/mem, python3 with ctypes' own sizes,
// sha256sum. Nothing here asks our code.
#pragma once

#include "support/second_program.h"

#include <QProcess>
#include <QStringList>

#include <cstring>

namespace memdelbrot::testing {

// The counts of the notebook's run at 800 x 1200 and 20 iterations, made with NumPy, gcc -O3 and ctypes.
inline const QByteArray notebookSha256 = "615cbca19f30b93ac023b2c985a4dcd83be017a9e9950bc356a2f8b12663d458";

// sha256sum(1) of bytes that dd(1) reads out of a process: "dd … | sha256sum".
inline QByteArray memorySha256(int pid, std::uint64_t address, std::uint64_t count)
{
    QProcess shell;
    shell.start(QStringLiteral("sh"),
                {QStringLiteral("-c"),
                 QStringLiteral(
                     "dd if=/proc/%1/mem iflag=skip_bytes,count_bytes skip=%2 count=%3 bs=1M status=none | sha256sum")
                     .arg(pid)
                     .arg(address)
                     .arg(count)});
    shell.waitForFinished(120'000);
    return shell.readAllStandardOutput().left(64);
}

// What python3 prints for a line of code.
inline QByteArray pythonPrints(const QString& code)
{
    QProcess python;
    python.start(QStringLiteral(TEST_PYTHON), {QStringLiteral("-c"), code});
    python.waitForFinished(60'000);
    return python.readAllStandardOutput().trimmed();
}

template <typename Number>
Number numberByDd(int pid, std::uint64_t address)
{
    const QByteArray bytes = memoryByDd(pid, address, sizeof(Number));
    Number number{};
    if (bytes.size() == static_cast<qsizetype>(sizeof number))
        std::memcpy(&number, bytes.constData(), sizeof number);
    return number;
}

}  // namespace memdelbrot::testing
