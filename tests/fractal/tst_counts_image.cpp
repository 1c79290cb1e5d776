#include "fractal/counts_image.h"

#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace memdelbrot;

namespace {

// Counts 0, 1, 2 … in C order.
CountsArray numbered(int height, int width)
{
    auto counts = CountsArray::create(height, width);
    std::iota(counts->data(), counts->data() + counts->counts().size(), 0);
    return std::move(*counts);
}

}  // namespace

class TestCountsImage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aTileHasOnePixelASample();
    void scaledUpASampleFillsItsPixels();
    void scaledDownPixelsAreMeans();
    void aStoppedScalingIsNull();
    void pngHasASampleAPixelWithRow0OnTop();
    void aPathThatCannotBeWrittenIsNamed();

private:
    std::optional<Palette> m_viridis;
};

void TestCountsImage::initTestCase()
{
    const auto palette = Palette::load("viridis");
    QVERIFY(palette);
    m_viridis = *palette;
}

void TestCountsImage::aTileHasOnePixelASample()
{
    const CountsArray counts = numbered(10, 20);
    const CountColours colours = CountColours::linear(*m_viridis, {0, 199});
    const QImage image = tileImage(counts, {.row = 3, .column = 4, .height = 2, .width = 5}, colours);
    QCOMPARE(image.size(), QSize(5, 2));
    QCOMPARE(image.pixel(0, 0), colours.colourOf(64));
    QCOMPARE(image.pixel(4, 1), colours.colourOf(88));
}

void TestCountsImage::scaledUpASampleFillsItsPixels()
{
    const CountsArray counts = numbered(2, 2);
    const CountColours colours = CountColours::linear(*m_viridis, {0, 3});
    const QImage image = scaledImage(counts, QRectF(0, 0, 2, 2), QSize(20, 10), colours);
    QCOMPARE(image.pixel(9, 4), colours.colourOf(0));
    QCOMPARE(image.pixel(10, 4), colours.colourOf(1));
    QCOMPARE(image.pixel(9, 5), colours.colourOf(2));
    QCOMPARE(image.pixel(19, 9), colours.colourOf(3));
}

void TestCountsImage::scaledDownPixelsAreMeans()
{
    const CountsArray counts = numbered(1, 2);
    const CountColours colours = CountColours::linear(*m_viridis, {0, 1});
    const QImage image = scaledImage(counts, QRectF(0, 0, 2, 1), QSize(1, 1), colours);
    QCOMPARE(image.pixel(0, 0), qRgb((68 + 253) / 2, (1 + 231) / 2, (84 + 36) / 2));
}

void TestCountsImage::aStoppedScalingIsNull()
{
    const auto source = std::make_unique<std::stop_source>();
    source->request_stop();
    const CountColours colours = CountColours::linear(*m_viridis, {0, 3});
    QVERIFY(scaledImage(numbered(2, 2), QRectF(0, 0, 2, 2), QSize(2, 2), colours, source->get_token()).isNull());
}

void TestCountsImage::pngHasASampleAPixelWithRow0OnTop()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("counts.png"));
    const CountsArray counts = numbered(7, 13);
    QVERIFY(writePng(counts, *m_viridis, path.toStdString()));
    const QImage image(path);
    const CountColours colours = CountColours::linear(*m_viridis, {0, 90});
    QCOMPARE(image.size(), QSize(13, 7));
    for (int row = 0; row < 7; ++row) {
        for (int column = 0; column < 13; ++column)
            QCOMPARE(image.pixel(column, row), colours.colourOf(row * 13 + column));
    }
}

void TestCountsImage::aPathThatCannotBeWrittenIsNamed()
{
    const auto written = writePng(numbered(2, 2), *m_viridis, "/nonexistent/picture.png");
    QVERIFY(!written);
    QCOMPARE(written.error().subject, std::string("/nonexistent/picture.png"));
    QVERIFY(!written.error().detail.empty());
}

QTEST_GUILESS_MAIN(TestCountsImage)
#include "tst_counts_image.moc"
