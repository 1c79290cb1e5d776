#include "python/interpreter_probe.h"

#include <QtTest>

#include <filesystem>
#include <optional>
#include <thread>

#include <signal.h>

using namespace memdelbrot;

namespace {

constexpr std::chrono::milliseconds patient{60'000};
constexpr std::chrono::milliseconds impatient{400};

}  // namespace

class InterpreterProbeTest final : public QObject {
    Q_OBJECT

private slots:
    void itsVersionAndNumPysAreToldAsItTellsThem();
    void oneWithoutNumPySaysSo();
    void whatIsNoPythonIsSaid();
    void aMissingOneIsNotFound();
    void oneThatHangsIsKilledWithItsChildren();
    void oneThatNeverStopsPrintingIsEnded();
    void aStopEndsTheQuestion();
    void nothingOfTheWorkingFolderIsRun();

private:
    // A program of a shell's lines.
    [[nodiscard]] std::string program(const QByteArray& lines)
    {
        QFile file(m_folder.filePath(QStringLiteral("python3")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write("#!/bin/sh\n" + lines);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return file.fileName().toStdString();
    }

    QTemporaryDir m_folder;
};

void InterpreterProbeTest::itsVersionAndNumPysAreToldAsItTellsThem()
{
    QProcess python;
    python.start(QStringLiteral(TEST_PYTHON),
                 {QStringLiteral("-c"),
                  QStringLiteral("import sys, platform, numpy; print(platform.python_version(), numpy.__version__)")});
    QVERIFY(python.waitForFinished());
    const auto facts = probeInterpreter(TEST_PYTHON, patient);
    QVERIFY(facts);
    QCOMPARE(QByteArray::fromStdString(facts->version + " " + facts->numpy), python.readAllStandardOutput().trimmed());
    QVERIFY(facts->isSupported);
    QVERIFY(std::filesystem::exists(facts->executable));
}

void InterpreterProbeTest::oneWithoutNumPySaysSo()
{
    const auto facts = probeInterpreter(program("exec " TEST_PYTHON " -S \"$@\"\n"), patient);   // -S: no packages
    QVERIFY(facts);
    QVERIFY(!facts->version.empty() && facts->numpy.empty() && facts->isSupported);
}

void InterpreterProbeTest::whatIsNoPythonIsSaid()
{
    const auto facts = probeInterpreter(program("echo memdelbrot-facts; echo 3.11.2\n"), patient);
    QVERIFY(!facts);
    QCOMPARE(facts.error().code, ErrorCode::Unsupported);
}

void InterpreterProbeTest::aMissingOneIsNotFound()
{
    QCOMPARE(probeInterpreter("/nonexistent/python3", patient).error().code, ErrorCode::NotFound);
}

void InterpreterProbeTest::oneThatHangsIsKilledWithItsChildren()
{
    const QString noted = m_folder.filePath(QStringLiteral("pid"));
    const auto facts = probeInterpreter(
        program("trap '' TERM INT\nsleep 1000 &\necho $! > " + noted.toUtf8() + "\nwait\nsleep 1000\n"),
        std::chrono::milliseconds(2000));
    QVERIFY(!facts);
    QCOMPARE(facts.error().code, ErrorCode::TimedOut);
    QFile pid(noted);
    QVERIFY(pid.open(QIODevice::ReadOnly));
    const int child = pid.readAll().trimmed().toInt();
    QVERIFY(child > 0);
    QTRY_VERIFY(::kill(child, 0) != 0 || QFile(QStringLiteral("/proc/%1/cmdline").arg(child)).size() == 0);
}

void InterpreterProbeTest::oneThatNeverStopsPrintingIsEnded()
{
    const auto facts = probeInterpreter(program("exec yes\n"), impatient);
    QVERIFY(!facts);
    QCOMPARE(facts.error().code, ErrorCode::TimedOut);
}

void InterpreterProbeTest::aStopEndsTheQuestion()
{
    std::optional<ErrorCode> error;
    std::jthread asking([&](const std::stop_token& stop) {
        error = probeInterpreter(program("exec sleep 1000\n"), patient, stop).error().code;
    });
    asking.request_stop();
    asking.join();
    QCOMPARE(error, std::optional(ErrorCode::Cancelled));
}

void InterpreterProbeTest::nothingOfTheWorkingFolderIsRun()
{
    QFile trap(m_folder.filePath(QStringLiteral("numpy.py")));
    QVERIFY(trap.open(QIODevice::WriteOnly));
    trap.write("__version__ = 'from the working folder'\n");
    trap.close();
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder.path()));
    const auto facts = probeInterpreter(TEST_PYTHON, patient);
    QVERIFY(QDir::setCurrent(before));
    QVERIFY(facts);
    QVERIFY(facts->numpy != "from the working folder");
}

QTEST_GUILESS_MAIN(InterpreterProbeTest)
#include "tst_interpreter_probe.moc"
