// memdelbrot-cli as users start it.
#pragma once

#include <QJsonDocument>
#include <QProcess>
#include <QStringList>

#include <functional>

namespace memdelbrot::testing {

struct CommandRun {
    int exitCode = -1;
    QByteArray output;
    QByteArray complaints;

    [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(output); }
};

inline CommandRun runCli(const QStringList& arguments, const QByteArray& input = {},
                         const std::function<void()>& inChild = {})
{
    QProcess process;
    if (inChild)
        process.setChildProcessModifier(inChild);
    process.start(QStringLiteral(BINARY_FOLDER "/memdelbrot-cli"), arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(180'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

}  // namespace memdelbrot::testing
