#include "fractal/counts_file.h"

#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace memdelbrot;

class TestCountsFile : public QObject {
    Q_OBJECT

private slots:
    void numpyLoadsWhatWasWritten();
    void aPathThatCannotBeWrittenIsNamed();
};

void TestCountsFile::numpyLoadsWhatWasWritten()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("counts.npy"));
    auto counts = CountsArray::create(7, 13);
    QVERIFY(counts);
    std::iota(counts->data(), counts->data() + 91, -5);
    QVERIFY(writeNpy(*counts, path.toStdString()));

    QProcess python;
    python.start(
        QStringLiteral(TEST_PYTHON),
        {QStringLiteral("-c"),
         QStringLiteral(
             "import numpy, sys; a = numpy.load(sys.argv[1]); print(a.dtype, a.shape, a[0, 0], a[6, 12], a.sum())"),
         path});
    QVERIFY(python.waitForFinished());
    QCOMPARE(python.readAllStandardOutput().trimmed(), QByteArray("int32 (7, 13) -5 85 3640"));
}

void TestCountsFile::aPathThatCannotBeWrittenIsNamed()
{
    auto counts = CountsArray::create(2, 2);
    QVERIFY(counts);
    const auto written = writeNpy(*counts, "/nonexistent/counts.npy");
    QVERIFY(!written);
    QCOMPARE(written.error().subject, std::string("/nonexistent/counts.npy"));
    QVERIFY(!written.error().detail.empty());
}

QTEST_GUILESS_MAIN(TestCountsFile)
#include "tst_counts_file.moc"
