#include "workbench/compiler_run.h"

#include <QProcess>
#include <QStandardPaths>

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

namespace memdelbrot {

namespace {

constexpr std::chrono::seconds timeLimit(60);
constexpr rlim_t memoryLimit = rlim_t{4} << 30;   // bytes: a template that never ends
constexpr int stopCheckInterval = 50;             // ms

QStringList argumentsFor(const std::string& source, const std::string& library)
{
    // No contraction: it changes counts. No unique symbols: they would keep an old build loaded.
    return {QStringLiteral("-O3"),
            QStringLiteral("-ffp-contract=off"),
            QStringLiteral("-fPIC"),
            QStringLiteral("-shared"),
            QStringLiteral("-fno-gnu-unique"),
            QStringLiteral("-g"),
            QStringLiteral("-Wall"),
            QStringLiteral("-fdiagnostics-format=json"),
            QStringLiteral("-o"),
            QString::fromStdString(library),
            QString::fromStdString(source)};
}

void prepareChild()
{
    ::setpgid(0, 0);   // cc1plus, as and ld end with it
    const rlimit memory{memoryLimit, memoryLimit};
    ::setrlimit(RLIMIT_AS, &memory);
}

void startCompiler(QProcess& process, const QString& compiler, const std::string& source, const std::string& library)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    environment.insert(QStringLiteral("TMPDIR"), QString::fromStdString(library.substr(0, library.find_last_of('/'))));
    process.setProcessEnvironment(environment);
    process.setChildProcessModifier(prepareChild);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(compiler, argumentsFor(source, library));
}

void killGroup(QProcess& process)
{
    if (const qint64 pid = process.processId(); pid > 0)
        ::kill(-static_cast<pid_t>(pid), SIGKILL);
    process.waitForFinished();
}

}  // namespace

Result<CompilerRun> compileSource(const std::string& source, const std::string& library, std::stop_token stop)
{
    const QString compiler = QStandardPaths::findExecutable(QStringLiteral("g++"));
    if (compiler.isEmpty())
        return failure({.code = ErrorCode::NotFound, .subject = "g++", .detail = "it is not installed (package g++)"});
    QProcess process;
    startCompiler(process, compiler, source, library);
    if (!process.waitForStarted())
        return failure({.code = ErrorCode::System,
                        .subject = compiler.toStdString(),
                        .detail = process.errorString().toStdString()});
    const auto deadline = std::chrono::steady_clock::now() + timeLimit;
    while (!process.waitForFinished(stopCheckInterval) && process.state() != QProcess::NotRunning) {
        const bool isLate = std::chrono::steady_clock::now() > deadline;
        if (!isLate && !stop.stop_requested())
            continue;
        killGroup(process);
        return failure({.code = isLate ? ErrorCode::TimedOut : ErrorCode::Cancelled, .subject = "g++"});
    }
    CompilerRun run{.diagnostics = compilerDiagnostics(process.readAll().toStdString(), source)};
    run.succeeded = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    if (!run.succeeded && run.diagnostics.empty())
        run.diagnostics.push_back({.isError = true, .message = "g++ ended without a word"});
    return run;
}

}  // namespace memdelbrot
