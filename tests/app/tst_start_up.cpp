// What the program has loaded when its first window is shown, by what the kernel says of it.
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

class StartUpTest : public QObject {
    Q_OBJECT

private slots:
    void nothingHeavyIsLoadedBeforeItIsNeeded();
};

void StartUpTest::nothingHeavyIsLoadedBeforeItIsNeeded()
{
    const QTemporaryDir pictures;
    QProcess program;
    program.start(QStringLiteral(BINARY_FOLDER "/memdelbrot"), {QStringLiteral("--play-story"), pictures.path()});
    QVERIFY(program.waitForStarted());
    // The first picture is of the window as it is shown, before the story's first step.
    const auto isShown = [&pictures] { return !QDir(pictures.path()).isEmpty(); };
    QTRY_VERIFY_WITH_TIMEOUT(isShown() || program.state() == QProcess::NotRunning, 60'000);
    QFile maps(QStringLiteral("/proc/%1/maps").arg(program.processId()));
    QVERIFY(maps.open(QIODevice::ReadOnly));
    const QByteArray mapped = maps.readAll();
    program.kill();
    program.waitForFinished();
    QVERIFY(mapped.contains("libQt6Widgets"));
    for (const char* heavy : {"libclang", "libLLVM", "libpython", "libhs.", "libhs_runtime"})
        QVERIFY2(!mapped.contains(heavy), heavy);
}

QTEST_GUILESS_MAIN(StartUpTest)
#include "tst_start_up.moc"
