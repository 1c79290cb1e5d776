#include "fractal/grid.h"

#include <QProcess>
#include <QTest>

#include <bit>
#include <cmath>
#include <limits>

using namespace memdelbrot;

namespace {

// numpy.ogrid's own values of one axis, as the bits of float64.
QList<quint64> numpyAxis(const QString& low, const QString& high, int samples)
{
    QProcess python;
    python.start(QStringLiteral(TEST_PYTHON),
                 {QStringLiteral("-c"),
                  QStringLiteral("import numpy, sys\n"
                                 "low, high, n = float(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])\n"
                                 "x, _ = numpy.ogrid[low:high:n*1j, 0:1:2j]\n"
                                 "sys.stdout.buffer.write(x.ravel().astype('<f8').tobytes())"),
                  low, high, QString::number(samples)});
    if (!python.waitForFinished() || python.exitCode() != 0)
        qFatal("%s", python.readAllStandardError().constData());
    const QByteArray bytes = python.readAllStandardOutput();
    QList<quint64> bits(bytes.size() / 8);
    std::memcpy(bits.data(), bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return bits;
}

}  // namespace

class TestGrid : public QObject {
    Q_OBJECT

private slots:
    void endpointsRoundAsNumpyDoes_data();
    void endpointsRoundAsNumpyDoes();
    void aBandHasTheSamplesOfTheWholeGrid();
    void rowsOutsideAreNoBand();
    void notebookGridSpansItsBounds();
    void pixelCentresRunFromTheTopDown();
    void boundsThatAreNoIntervalAreRefused_data();
    void boundsThatAreNoIntervalAreRefused();
};

void TestGrid::endpointsRoundAsNumpyDoes_data()
{
    QTest::addColumn<QString>("low");
    QTest::addColumn<QString>("high");
    QTest::addColumn<int>("samples");
    const QList<std::pair<const char*, const char*>> bounds{
        {"-1.5", "0"},        {"-1", "0"},        {"-2.5", "1"}, {"-0.74364388703715", "-0.743643887037"},
        {"1e-300", "3e-300"}, {"-1e300", "1e300"}};
    for (const auto& [low, high] : bounds) {
        for (const int samples : {1, 2, 3, 7, 100, 799, 800, 1200, 4999, 12000})
            QTest::addRow("%s to %s by %d", low, high, samples)
                << QString::fromLatin1(low) << QString::fromLatin1(high) << samples;
    }
}

void TestGrid::endpointsRoundAsNumpyDoes()
{
    QFETCH(QString, low);
    QFETCH(QString, high);
    QFETCH(int, samples);

    const auto grid = Grid::create(GridKind::Endpoints, samples, samples, low.toDouble(), high.toDouble(),
                                   low.toDouble(), high.toDouble());
    QVERIFY(grid);
    const QList<quint64> expected = numpyAxis(low, high, samples);
    QCOMPARE(expected.size(), samples);
    for (int i = 0; i < samples; ++i) {
        QCOMPARE(std::bit_cast<quint64>(grid->realAt(i)), expected[i]);
        QCOMPARE(std::bit_cast<quint64>(grid->imagAt(i)), expected[i]);
    }
}

void TestGrid::aBandHasTheSamplesOfTheWholeGrid()
{
    for (const GridKind kind : {GridKind::Endpoints, GridKind::PixelCentres}) {
        const Grid whole = Grid::create(kind, 101, 7, -1.5, 0.3, -1.1, 0.7).value();
        const Grid band = whole.band(30, 40)->band(10, 5).value();
        QCOMPARE(band.height(), 5);
        for (int row = 0; row < 5; ++row)
            QCOMPARE(std::bit_cast<quint64>(band.imagAt(row)), std::bit_cast<quint64>(whole.imagAt(40 + row)));
    }
}

void TestGrid::rowsOutsideAreNoBand()
{
    const Grid whole = notebookGrid(10, 10).value();
    QVERIFY(!whole.band(-1, 2));
    QVERIFY(!whole.band(9, 2));
    QVERIFY(!whole.band(0, 0));
    QVERIFY(whole.band(9, 1));
}

void TestGrid::notebookGridSpansItsBounds()
{
    const auto grid = notebookGrid(800, 1200);
    QVERIFY(grid);
    QCOMPARE(grid->realAt(0), -1.5);
    QCOMPARE(grid->imagAt(0), -1.0);
    QVERIFY(std::abs(grid->realAt(1199)) < 1e-15);
    QVERIFY(std::abs(grid->imagAt(799)) < 1e-15);
}

void TestGrid::pixelCentresRunFromTheTopDown()
{
    const auto grid = Grid::create(GridKind::PixelCentres, 2, 4, 0, 4, 0, 2);
    QVERIFY(grid);
    QCOMPARE(grid->realAt(0), 0.5);
    QCOMPARE(grid->realAt(3), 3.5);
    QCOMPARE(grid->imagAt(0), 1.5);
    QCOMPARE(grid->imagAt(1), 0.5);
}

void TestGrid::boundsThatAreNoIntervalAreRefused_data()
{
    QTest::addColumn<int>("samples");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addRow("no samples") << 0 << 0.0 << 1.0;
    QTest::addRow("negative samples") << -5 << 0.0 << 1.0;
    QTest::addRow("too many samples") << (1 << 20) + 1 << 0.0 << 1.0;
    QTest::addRow("empty") << 10 << 1.0 << 1.0;
    QTest::addRow("reversed") << 10 << 1.0 << 0.0;
    QTest::addRow("NaN") << 10 << std::numeric_limits<double>::quiet_NaN() << 1.0;
    QTest::addRow("infinite") << 10 << 0.0 << std::numeric_limits<double>::infinity();
    QTest::addRow("infinite extent") << 10 << -1.7e308 << 1.7e308;
}

void TestGrid::boundsThatAreNoIntervalAreRefused()
{
    QFETCH(int, samples);
    QFETCH(double, low);
    QFETCH(double, high);
    const auto real = Grid::create(GridKind::Endpoints, 10, samples, low, high, 0, 1);
    const auto imag = Grid::create(GridKind::PixelCentres, samples, 10, 0, 1, low, high);
    QVERIFY(!real);
    QVERIFY(!imag);
    QCOMPARE(real.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(imag.error().subject, std::string("imaginary axis"));
}

QTEST_GUILESS_MAIN(TestGrid)
#include "tst_grid.moc"
