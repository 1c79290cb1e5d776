#include <QProcess>
#include <QRegularExpression>
#include <QtTest>

// The worker runs foreign code: what it brings along is in that code's address space.
class WorkerNeedsTest : public QObject {
    Q_OBJECT

private slots:
    void theWorkerLoadsTheStandardLibraryAndLibffiAlone();
};

void WorkerNeedsTest::theWorkerLoadsTheStandardLibraryAndLibffiAlone()
{
    QProcess readelf;
    readelf.start(
        QStringLiteral("readelf"),
        {QStringLiteral("--dynamic"), QStringLiteral("--wide"), QStringLiteral(BINARY_FOLDER "/memdelbrot-worker")});
    QVERIFY(readelf.waitForFinished());
    QCOMPARE(readelf.exitCode(), 0);

    static const QRegularExpression needed(QStringLiteral("\\(NEEDED\\).*\\[([^\\]]+)\\]"));
    static const QRegularExpression allowed(
        QStringLiteral("^(libc|libm|libdl|libpthread|librt|libgcc_s|libstdc\\+\\+|libffi|ld-linux.*)\\.so\\.\\d+$"));
    QStringList names;
    for (auto matches = needed.globalMatch(QString::fromUtf8(readelf.readAllStandardOutput())); matches.hasNext();)
        names.append(matches.next().captured(1));
    QVERIFY(names.contains(QStringLiteral("libc.so.6")));
    for (const QString& name : names)
        QVERIFY2(allowed.match(name).hasMatch(), qPrintable(name));
}

QTEST_GUILESS_MAIN(WorkerNeedsTest)
#include "tst_worker_needs.moc"
