// packaging/install-dependencies among programs that only write down how they were called.
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <unistd.h>

namespace {

const QString script = QStringLiteral(SOURCE_FOLDER "/packaging/install-dependencies");

}  // namespace

class InstallDependenciesTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void nothingIsDoneWhereNothingIsMissing();
    void whatIsMissingIsInstalledAfterAnUpdate();
    void benchmarksBringTheirPeers();
    void developersGetTheTools();
    void optionsAddUp();
    void aFailedUpdateIsNamed();
    void withoutAptTheListsAreNamed();
    void anUnknownOptionIsRefused();
    void theListsHoldNoPackageTwice();

private:
    struct Outcome {
        int exitCode = -1;
        QString output;
        QString errors;
        QString calls;   // of apt-get, a line each
    };

    void addProgram(const char* name, const QByteArray& body) const;
    void letDpkgKnow(const QStringList& packages) const;
    [[nodiscard]] Outcome run(const QStringList& arguments = {}) const;
    [[nodiscard]] static QStringList listed(const char* name);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void InstallDependenciesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    addProgram("apt-get", "echo \"$*\" >> \"$CALLS\"; exit ${APT_EXIT:-0}");
    addProgram("sudo", "exec \"$@\"");
}

void InstallDependenciesTest::addProgram(const char* name, const QByteArray& body) const
{
    QFile file(m_folder->filePath(QLatin1String(name)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/bash\n" + body + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void InstallDependenciesTest::letDpkgKnow(const QStringList& packages) const
{
    QByteArray body;
    for (const QString& package : packages)
        body += "echo 'installed " + package.toUtf8() + "'\n";
    addProgram("dpkg-query", body + "echo 'not-installed some-other'\nexit 1");
}

InstallDependenciesTest::Outcome InstallDependenciesTest::run(const QStringList& arguments) const
{
    const QString calls = m_folder->filePath(QStringLiteral("calls"));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"), m_folder->path() + QStringLiteral(":/usr/bin:/bin"));
    environment.insert(QStringLiteral("CALLS"), calls);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(QStringLiteral("/"));
    process.start(script, arguments);
    process.waitForFinished();
    QFile file(calls);
    const QString called = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError()), called};
}

QStringList InstallDependenciesTest::listed(const char* name)
{
    QFile file(QStringLiteral(SOURCE_FOLDER "/packaging/") + QLatin1String(name));
    QStringList packages;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : file.readAll().split('\n')) {
            if (!line.isEmpty() && !line.startsWith('#'))
                packages.append(QString::fromUtf8(line));
        }
    }
    return packages;
}

void InstallDependenciesTest::nothingIsDoneWhereNothingIsMissing()
{
    letDpkgKnow(listed("dependencies.txt"));
    const Outcome outcome = run();
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.output.contains(QStringLiteral("packages are installed")));
    QCOMPARE(outcome.calls, QString());
}

void InstallDependenciesTest::whatIsMissingIsInstalledAfterAnUpdate()
{
    QStringList there = listed("dependencies.txt");
    there.removeAll(QStringLiteral("cmake"));
    there.removeAll(QStringLiteral("g++"));
    letDpkgKnow(there);
    const Outcome outcome = run();
    QCOMPARE(outcome.exitCode, 0);
    const QStringList calls = outcome.calls.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(calls.size(), 2);
    QVERIFY(calls[0].endsWith(QStringLiteral(" update")));
    QVERIFY(calls[1].endsWith(QStringLiteral(" install --yes --no-install-recommends cmake g++")));
}

void InstallDependenciesTest::benchmarksBringTheirPeers()
{
    letDpkgKnow(listed("dependencies.txt"));
    const Outcome outcome = run({QStringLiteral("--benchmarks")});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.calls.contains(QStringLiteral("okteta")));
    QVERIFY(!outcome.calls.contains(QStringLiteral("cmake")));
}

void InstallDependenciesTest::developersGetTheTools()
{
    letDpkgKnow(listed("dependencies.txt"));
    const Outcome outcome = run({QStringLiteral("--developers")});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.calls.trimmed().endsWith(listed("developer-dependencies.txt").join(QLatin1Char(' '))));
}

void InstallDependenciesTest::optionsAddUp()
{
    letDpkgKnow(listed("dependencies.txt"));
    const Outcome outcome = run({QStringLiteral("--developers"), QStringLiteral("--benchmarks")});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.calls.contains(QStringLiteral("okteta")));
    QVERIFY(outcome.calls.contains(QStringLiteral("clang-tidy-19")));
}

void InstallDependenciesTest::aFailedUpdateIsNamed()
{
    letDpkgKnow({});
    addProgram("apt-get", "echo \"$*\" >> \"$CALLS\"; exit 100");
    const Outcome outcome = run();
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.errors.contains(QStringLiteral("apt-get update failed")));
    QCOMPARE(outcome.calls.count(QLatin1Char('\n')), 1);
}

void InstallDependenciesTest::withoutAptTheListsAreNamed()
{
    const QString only = m_folder->filePath(QStringLiteral("only"));
    QVERIFY(QDir().mkdir(only));
    for (const char* name : {"bash", "dirname", "env"})
        QVERIFY(QFile::link(
            QStandardPaths::findExecutable(QLatin1String(name), {QStringLiteral("/usr/bin"), QStringLiteral("/bin")}),
            only + QLatin1Char('/') + QLatin1String(name)));
    QProcess process;
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PATH"), only);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral("/bin/bash"), {script});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(errors.contains("no apt") && errors.contains("dependencies.txt"), errors.constData());
}

void InstallDependenciesTest::anUnknownOptionIsRefused()
{
    const Outcome outcome = run({QStringLiteral("--nonsense")});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.errors.contains(QStringLiteral("--nonsense")));
}

void InstallDependenciesTest::theListsHoldNoPackageTwice()
{
    QStringList packages =
        listed("dependencies.txt") + listed("benchmark-dependencies.txt") + listed("developer-dependencies.txt");
    QVERIFY(packages.size() >= 20);
    QCOMPARE(packages.removeDuplicates(), 0);
}

QTEST_GUILESS_MAIN(InstallDependenciesTest)
#include "tst_install_dependencies.moc"
