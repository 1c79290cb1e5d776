// packaging/run and packaging/test in a source tree of their own, whose path has a space, among programs that only write
// down how they were called.
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

class RunAndTestTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void runConfiguresBuildsAndPlaysTheStoryWithoutADisplay();
    void runStartsTheWindowWhereThereIsADisplay();
    void runHandsItsArgumentsOn();
    void aTreeThatIsConfiguredIsNotConfiguredAgain();
    void aFailedBuildIsNamed();
    void aStoryThatStopsIsAFailure();
    void testEndsAsCtestDoes();

private:
    struct Outcome {
        int exitCode = -1;
        QString output;
        QString errors;
        QStringList calls;  // of cmake, ctest and memdelbrot, with the tree's path as TREE
    };

    void addProgram(const QString& path, const QByteArray& lastLine) const;
    [[nodiscard]] Outcome run(const char* script, const QStringList& arguments = {}, const QString& display = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_tree;
};

void RunAndTestTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_tree = m_folder->filePath(QStringLiteral("a clone"));
    for (const char* folder : {"packaging", "build/release/bin", "build/dev", "programs"})
        QVERIFY(QDir().mkpath(m_tree + QLatin1Char('/') + QLatin1String(folder)));
    for (const char* name : {"run", "test", "steps.sh"}) {
        const QString copy = m_tree + QStringLiteral("/packaging/") + QLatin1String(name);
        QVERIFY(QFile::copy(QStringLiteral(SOURCE_FOLDER "/packaging/") + QLatin1String(name), copy));
    }
    addProgram(QStringLiteral("packaging/install-dependencies"), "");
    addProgram(QStringLiteral("programs/cmake"), "exit 0");
    addProgram(QStringLiteral("programs/ctest"), "echo '100% tests passed'");
    addProgram(QStringLiteral("build/release/bin/memdelbrot"), "exit 0");
}

void RunAndTestTest::addProgram(const QString& path, const QByteArray& lastLine) const
{
    QFile file(m_tree + QLatin1Char('/') + path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/bash\necho \"$(basename \"$0\") $*\" >> \"$CALLS\"\n" + lastLine + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

RunAndTestTest::Outcome RunAndTestTest::run(const char* script, const QStringList& arguments,
                                            const QString& display) const
{
    const QString calls = m_folder->filePath(QStringLiteral("calls"));
    QFile::remove(calls);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    if (!display.isEmpty())
        environment.insert(QStringLiteral("DISPLAY"), display);
    environment.insert(QStringLiteral("PATH"), m_tree + QStringLiteral("/programs:/usr/bin:/bin"));
    environment.insert(QStringLiteral("CALLS"), calls);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(QStringLiteral("/"));
    process.start(m_tree + QStringLiteral("/packaging/") + QLatin1String(script), arguments);
    process.waitForFinished();
    QFile file(calls);
    QString called = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    called.replace(m_tree, QStringLiteral("TREE"));
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError()), called.split(QLatin1Char('\n'), Qt::SkipEmptyParts)};
}

void RunAndTestTest::runConfiguresBuildsAndPlaysTheStoryWithoutADisplay()
{
    const Outcome outcome = run("run");
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.calls.size(), 4);
    QVERIFY(outcome.calls[0].startsWith(QStringLiteral("install-dependencies")));
    QCOMPARE(outcome.calls[1], QStringLiteral("cmake --preset release"));
    QVERIFY(outcome.calls[2].startsWith(QStringLiteral("cmake --build TREE/build/release --parallel ")));
    QVERIFY(outcome.calls[2].contains(
        QStringLiteral("--target memdelbrot memdelbrot-cli memdelbrot-worker memdelbrot-parser")));
    QCOMPARE(outcome.calls[3], QStringLiteral("memdelbrot --play-story TREE/build/story"));
    QVERIFY(outcome.output.trimmed().endsWith(m_tree + QStringLiteral("/build/story")));
}

void RunAndTestTest::runStartsTheWindowWhereThereIsADisplay()
{
    const Outcome outcome = run("run", {}, QStringLiteral(":7"));
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.calls.last().trimmed(), QStringLiteral("memdelbrot"));
}

void RunAndTestTest::runHandsItsArgumentsOn()
{
    const Outcome outcome = run("run", {QStringLiteral("--version")});
    QCOMPARE(outcome.calls.last(), QStringLiteral("memdelbrot --version"));
}

void RunAndTestTest::aTreeThatIsConfiguredIsNotConfiguredAgain()
{
    QFile presets(m_tree + QStringLiteral("/CMakePresets.json"));
    QVERIFY(presets.open(QIODevice::WriteOnly));
    presets.close();
    QFile ninja(m_tree + QStringLiteral("/build/dev/build.ninja"));
    QVERIFY(ninja.open(QIODevice::WriteOnly));
    QVERIFY(ninja.setFileTime(QDateTime::currentDateTime().addSecs(60), QFileDevice::FileModificationTime));
    ninja.close();
    QVERIFY(!run("test").calls.contains(QStringLiteral("cmake --preset dev")));

    QVERIFY(presets.open(QIODevice::WriteOnly));
    QVERIFY(presets.setFileTime(QDateTime::currentDateTime().addSecs(120), QFileDevice::FileModificationTime));
    presets.close();
    QVERIFY(run("test").calls.contains(QStringLiteral("cmake --preset dev")));
}

void RunAndTestTest::aFailedBuildIsNamed()
{
    addProgram(QStringLiteral("programs/cmake"), "[[ $1 != --build ]]");
    const Outcome outcome = run("run");
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.errors.contains(QStringLiteral("the build stopped")));
    QVERIFY(!outcome.calls.contains(QStringLiteral("memdelbrot --play-story TREE/build/story")));
}

void RunAndTestTest::aStoryThatStopsIsAFailure()
{
    addProgram(QStringLiteral("build/release/bin/memdelbrot"), "exit 3");
    const Outcome outcome = run("run");
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.errors.contains(QStringLiteral("the story stopped")));
}

void RunAndTestTest::testEndsAsCtestDoes()
{
    const Outcome passed = run("test", {QStringLiteral("-R"), QStringLiteral("poke")});
    QCOMPARE(passed.exitCode, 0);
    QCOMPARE(passed.calls.last(), QStringLiteral("ctest --preset dev -R poke"));
    QVERIFY(passed.output.trimmed().endsWith(QStringLiteral("100% tests passed")));

    addProgram(QStringLiteral("programs/ctest"), "exit 8");
    QCOMPARE(run("test").exitCode, 8);
}

QTEST_GUILESS_MAIN(RunAndTestTest)
#include "tst_run_and_test.moc"
