#include "worker/worker_run.h"

#include <QProcess>

using namespace memdelbrot;

class WorkerProgramTest : public QObject {
    Q_OBJECT

private slots:
    void itNeedsTheCLibraryAlone();
    void itExportsNothingThatALibraryCouldBindTo();
    void startedByHandItSaysWhatItIs();
    void anotherProgramInItsPlaceIsAnError();
    void aProgramThatIsNotThereIsNotFound();
};

namespace {

const QString worker = QStringLiteral(BINARY_FOLDER "/memdelbrot-worker");

QByteArray outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return process.readAllStandardOutput();
}

}  // namespace

void WorkerProgramTest::itNeedsTheCLibraryAlone()
{
    QList<QByteArray> needed;
    for (const QByteArray& line : outputOf(QStringLiteral("readelf"), {QStringLiteral("-d"), worker}).split('\n')) {
        if (line.contains("(NEEDED)"))
            needed.append(line.mid(line.indexOf('[') + 1).chopped(1));
    }
    QVERIFY(!needed.isEmpty());
    for (const QByteArray& library : needed)
        QVERIFY2(library == "libc.so.6" || library.startsWith("ld-linux"), library);
}

void WorkerProgramTest::itExportsNothingThatALibraryCouldBindTo()
{
    const QByteArray exported =
        outputOf(QStringLiteral("nm"), {QStringLiteral("-D"), QStringLiteral("--defined-only"), worker});
    for (const QByteArray& line : exported.split('\n'))
        QVERIFY2(!line.contains(" T ") && !line.contains("ffi_") && !line.contains("_Zn"), line);
}

void WorkerProgramTest::startedByHandItSaysWhatItIs()
{
    QProcess process;
    process.start(worker, {});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().startsWith("memdelbrot-worker is started by memdelbrot"));
}

void WorkerProgramTest::anotherProgramInItsPlaceIsAnError()
{
    const auto started = Worker::start({.program = "/bin/true"});
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::Crashed);
}

void WorkerProgramTest::aProgramThatIsNotThereIsNotFound()
{
    QCOMPARE(Worker::start({.program = "/nowhere/worker"}).error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(WorkerProgramTest)
#include "tst_worker_program.moc"
