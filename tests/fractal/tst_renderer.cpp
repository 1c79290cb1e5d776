#include "fractal/escape_time.h"
#include "fractal/renderer.h"
#include "fractal/simd_kernel.h"
#include "fractal/tile_order.h"

#include <QCryptographicHash>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <bit>
#include <mutex>
#include <thread>

using namespace memdelbrot;

static_assert(std::endian::native == std::endian::little);   // the sums are of little-endian int32

namespace {

QByteArray sha256(const CountsArray& counts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto bytes = std::as_bytes(counts.counts());
    hash.addData(
        QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
    return hash.result().toHex();
}

const QByteArray smallSum("615cbca19f30b93ac023b2c985a4dcd83be017a9e9950bc356a2f8b12663d458");
const QByteArray largeSum("d08e113360680eae5a8c54cd44b2e4971f0dd6545613e72288ce446141bb66ad");

}  // namespace

class TestRenderer : public QObject {
    Q_OBJECT

private slots:
    void notebookPictureIsExactAtEveryWidthAndThreadCount_data();
    void notebookPictureIsExactAtEveryWidthAndThreadCount();
    void notebookLargePictureIsExact();
    void oddSizesAndGridsCountAsDefined_data();
    void oddSizesAndGridsCountAsDefined();
    void smoothOffsetsAreWithinACountAndZeroInside();
    void everySampleIsInExactlyOneReportedTile();
    void tilesNearTheFocusComeFirst();
    void stoppedBeforehandTouchesNothing();
    void stoppedOnTheWayLeavesUndoneTilesAsTheyWere();
    void aStopReachesALaneThatNeverEscapes();
    void optionsOutOfRangeAreRefused();
};

void TestRenderer::notebookPictureIsExactAtEveryWidthAndThreadCount_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("threads");
    for (const std::string& target : simdTargets()) {
        for (int threads = 1; threads <= 8; ++threads)
            QTest::addRow("%s, %d threads", target.c_str(), threads) << QString::fromStdString(target) << threads;
    }
}

void TestRenderer::notebookPictureIsExactAtEveryWidthAndThreadCount()
{
    QFETCH(QString, target);
    QFETCH(int, threads);
    const auto grid = notebookGrid(800, 1200);
    auto counts = CountsArray::create(800, 1200);
    QVERIFY(grid && counts);
    const auto statistics =
        render(*grid, *counts, {.maximumIterations = 20, .threads = threads, .simdTarget = target.toStdString()});
    QVERIFY(statistics);
    QCOMPARE(sha256(*counts), smallSum);
    QCOMPARE(statistics->iterations, std::uint64_t{10'872'334});
    QCOMPARE(statistics->pixels, std::uint64_t{960'000});
    QCOMPARE(std::ranges::count(counts->counts(), 20), std::ptrdiff_t{402'289});
    QVERIFY(statistics->kernel.starts_with("builtin " + target.toStdString()));
}

void TestRenderer::notebookLargePictureIsExact()
{
    const auto grid = notebookGrid(8000, 12000);
    auto counts = CountsArray::create(8000, 12000);
    QVERIFY(grid && counts);
    const auto statistics = render(*grid, *counts, {.maximumIterations = 20});
    QVERIFY(statistics);
    QCOMPARE(statistics->iterations, std::uint64_t{1'087'259'982});
    QCOMPARE(sha256(*counts), largeSum);
}

void TestRenderer::oddSizesAndGridsCountAsDefined_data()
{
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("real");
    QTest::addColumn<double>("imag");
    QTest::addColumn<double>("radius");
    QTest::addColumn<int>("limit");
    QTest::addRow("one sample") << 1 << 1 << -0.5 << 0.1 << 1.0 << 100;
    QTest::addRow("a row") << 1 << 301 << -0.75 << 0.0 << 1.5 << 100;
    QTest::addRow("a column") << 301 << 1 << -0.75 << 0.0 << 1.5 << 100;
    QTest::addRow("primes, whole set") << 101 << 257 << -0.6 << 0.0 << 1.4 << 300;
    QTest::addRow("wider than the disc of 2") << 67 << 97 << 0.0 << 0.0 << 40.0 << 100;
    QTest::addRow("seahorse valley") << 97 << 131 << -0.743643887 << 0.131825904 << 1e-5 << 2000;
    QTest::addRow("needle's tip") << 61 << 127 << -1.99 << 0.0 << 0.02 << 2000;
    QTest::addRow("cusp") << 61 << 61 << 0.25 << 0.0 << 1e-3 << 2000;
    QTest::addRow("joint of cardioid and disc") << 61 << 61 << -0.75 << 0.0 << 1e-2 << 2000;
    QTest::addRow("at a double's precision") << 61 << 61 << -0.743643887037151 << 0.13182590420533 << 4e-15 << 2000;
    QTest::addRow("beyond a double's precision") << 61 << 61 << -0.743643887037151 << 0.13182590420533 << 4e-16 << 2000;
}

void TestRenderer::oddSizesAndGridsCountAsDefined()
{
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(double, real);
    QFETCH(double, imag);
    QFETCH(double, radius);
    QFETCH(int, limit);
    for (const GridKind kind : {GridKind::Endpoints, GridKind::PixelCentres}) {
        const auto grid = Grid::create(kind, height, width, real - radius, real + radius, imag - radius, imag + radius);
        auto counts = CountsArray::create(height, width);
        QVERIFY(grid && counts);
        QVERIFY(render(*grid, *counts, {.maximumIterations = limit, .threads = 2}));
        for (int row = 0; row < height; ++row) {
            for (int column = 0; column < width; ++column)
                QCOMPARE(counts->data()[row * width + column],
                         escapeTime({grid->realAt(column), grid->imagAt(row)}, limit));
        }
    }
}

void TestRenderer::smoothOffsetsAreWithinACountAndZeroInside()
{
    const auto grid = Grid::create(GridKind::PixelCentres, 200, 300, -1.2, 0.6, -0.9, 0.9);
    auto counts = CountsArray::create(200, 300);
    QVERIFY(grid && counts);
    std::vector<float> offsets(counts->counts().size(), 99.0F);
    QVERIFY(render(*grid, *counts, {.maximumIterations = 300, .threads = 2, .smoothOffsets = offsets}));
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        if (counts->counts()[i] == 300)
            QCOMPARE(offsets[i], 0.0F);
        else if (counts->counts()[i] > 1)  // the first counts' z are large beside their c: theirs reach further down
            QVERIFY(offsets[i] > -0.6F && offsets[i] < 1.6F);
    }
}

void TestRenderer::everySampleIsInExactlyOneReportedTile()
{
    const auto grid = notebookGrid(123, 1027);
    auto counts = CountsArray::create(123, 1027);
    QVERIFY(grid && counts);
    std::vector<int> seen(std::size_t{123} * 1027);
    std::mutex mutex;
    QVERIFY(render(*grid, *counts, {.threads = 3}, {}, [&](const Tile& tile) {
        const std::lock_guard lock(mutex);
        for (int row = tile.row; row < tile.row + tile.height; ++row) {
            for (int column = tile.column; column < tile.column + tile.width; ++column)
                ++seen[static_cast<std::size_t>(row * 1027 + column)];
        }
    }));
    QVERIFY(std::ranges::all_of(seen, [](int times) { return times == 1; }));
}

void TestRenderer::tilesNearTheFocusComeFirst()
{
    const std::vector<Tile> tiles = tilesFrom(1000, 1600, 950, 20);
    QVERIFY(tiles.front().row <= 950 && 950 < tiles.front().row + tiles.front().height);
    QCOMPARE(tiles.front().column, 0);
    QCOMPARE(tiles.back().row, 0);
    QVERIFY(tiles.back().column + tiles.back().width == 1600);
}

void TestRenderer::stoppedBeforehandTouchesNothing()
{
    const auto grid = notebookGrid(300, 300);
    auto counts = CountsArray::create(300, 300);
    QVERIFY(grid && counts);
    std::fill_n(counts->data(), 90'000, -1);
    std::stop_source source;
    source.request_stop();
    const auto statistics = render(*grid, *counts, {}, source.get_token());
    QVERIFY(!statistics);
    QCOMPARE(statistics.error().code, ErrorCode::Cancelled);
    QVERIFY(std::ranges::all_of(counts->counts(), [](std::int32_t count) { return count == -1; }));
}

void TestRenderer::stoppedOnTheWayLeavesUndoneTilesAsTheyWere()
{
    const auto grid = notebookGrid(700, 900);
    auto counts = CountsArray::create(700, 900);
    QVERIFY(grid && counts);
    std::fill_n(counts->data(), 700 * 900, -1);
    std::stop_source source;
    std::atomic<std::int64_t> done{0};
    const auto statistics = render(*grid, *counts, {.threads = 2}, source.get_token(), [&](const Tile& tile) {
        if ((done += tile.height * tile.width) > 100'000)
            source.request_stop();
    });
    QVERIFY(!statistics);
    QCOMPARE(statistics.error().code, ErrorCode::Cancelled);
    QCOMPARE(std::ranges::count(counts->counts(), -1), std::ptrdiff_t{700 * 900 - done});
    QVERIFY(done < 700 * 900);
}

void TestRenderer::aStopReachesALaneThatNeverEscapes()
{
    // Beside the cardioid's cusp 2^31 - 1 iterations take seconds and no orbit repeats itself soon: the test ends only if the stop is heard.
    const auto grid = Grid::create(GridKind::PixelCentres, 64, 64, 0.25, 0.25 + 1e-15, 0, 1e-16);
    auto counts = CountsArray::create(64, 64);
    QVERIFY(grid && counts);
    std::stop_source source;
    std::jthread stopper([&source] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        source.request_stop();
    });
    const auto statistics =
        render(*grid, *counts, {.maximumIterations = 2'147'483'647, .threads = 2}, source.get_token());
    QVERIFY(!statistics);
    QCOMPARE(statistics.error().code, ErrorCode::Cancelled);
}

void TestRenderer::optionsOutOfRangeAreRefused()
{
    const auto grid = notebookGrid(10, 10);
    auto counts = CountsArray::create(10, 10);
    auto other = CountsArray::create(10, 11);
    QVERIFY(grid && counts && other);
    QCOMPARE(render(*grid, *other, {}).error().subject, std::string("counts"));
    QCOMPARE(render(*grid, *counts, {.maximumIterations = 0}).error().subject, std::string("iterations"));
    QCOMPARE(render(*grid, *counts, {.threads = -1}).error().subject, std::string("threads"));
    QCOMPARE(render(*grid, *counts, {.simdTarget = "ABACUS"}).error().subject, std::string("ABACUS"));
}

QTEST_GUILESS_MAIN(TestRenderer)
#include "tst_renderer.moc"
