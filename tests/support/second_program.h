// Facts about a process as another program sees them, so that a test never asks our own code alone.
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>

#include <cstdint>

namespace memdelbrot::testing {

// `count` bytes at an address of a process, read by dd(1) from /proc/PID/mem. Empty where dd could not.
inline QByteArray memoryByDd(int pid, std::uint64_t address, std::uint64_t count)
{
    QProcess dd;
    dd.start(QStringLiteral("dd"),
             {QStringLiteral("if=/proc/%1/mem").arg(pid), QStringLiteral("iflag=skip_bytes,count_bytes"),
              QStringLiteral("skip=%1").arg(address), QStringLiteral("count=%1").arg(count),
              QStringLiteral("status=none")});
    dd.waitForFinished();
    return dd.readAllStandardOutput();
}

// Where a file's first mapping begins in a process, by grep(1) over its maps; 0: nowhere.
inline std::uint64_t loadAddressByGrep(int pid, const QString& fileName)
{
    QProcess grep;
    grep.start(QStringLiteral("grep"), {QStringLiteral("-m1"), fileName, QStringLiteral("/proc/%1/maps").arg(pid)});
    grep.waitForFinished();
    return grep.readAllStandardOutput().split('-').first().toULongLong(nullptr, 16);
}

// A symbol's value in an ELF file, by nm(1); 0: not there.
inline std::uint64_t symbolValueByNm(const QString& file, const QByteArray& symbol)
{
    QProcess nm;
    nm.start(QStringLiteral("nm"), {file});
    nm.waitForFinished();
    for (const QByteArray& line : nm.readAllStandardOutput().split('\n')) {
        if (line.endsWith(QByteArray(' ' + symbol)))
            return line.split(' ').first().toULongLong(nullptr, 16);
    }
    return 0;
}

}  // namespace memdelbrot::testing
