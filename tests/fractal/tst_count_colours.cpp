#include "fractal/count_colours.h"

#include <QTest>

#include <array>
#include <cstdlib>
#include <limits>

using namespace memdelbrot;

class TestCountColours : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void rangeIsLowestAndHighest();
    void linearRunsThroughThePaletteOnceAsImshowDoes();
    void linearTakesTheEndsOutsideItsRange();
    void linearOfOneValueIsTheFirstColour();
    void cyclicLimitIsBlack();
    void cyclicOffsetsJoinOneCountToTheNext();

private:
    std::optional<Palette> m_viridis;
};

void TestCountColours::initTestCase()
{
    const auto palette = Palette::load("viridis");
    QVERIFY(palette);
    m_viridis = *palette;
}

void TestCountColours::rangeIsLowestAndHighest()
{
    const std::array<std::int32_t, 4> counts{3, -7, 20, 5};
    QCOMPARE(rangeOf(counts), (CountRange{-7, 20}));
}

void TestCountColours::linearRunsThroughThePaletteOnceAsImshowDoes()
{
    const CountColours colours = CountColours::linear(*m_viridis, {0, 20});
    // int(n / 20 * 256), the last one being 255: matplotlib.cm.viridis(matplotlib.colors.Normalize(0, 20)(n))
    QCOMPARE(colours.indexOf(0), 0);
    QCOMPARE(colours.indexOf(1), 12);
    QCOMPARE(colours.indexOf(10), 128);
    QCOMPARE(colours.indexOf(19), 243);
    QCOMPARE(colours.indexOf(20), 255);
    QCOMPARE(colours.colourOf(10), m_viridis->colours()[128]);
    QCOMPARE(colours.colourOf(10, 0.7F), m_viridis->colours()[128]);
}

void TestCountColours::linearTakesTheEndsOutsideItsRange()
{
    const CountColours colours = CountColours::linear(*m_viridis, {0, 20});
    QCOMPARE(colours.indexOf(std::numeric_limits<std::int32_t>::min()), 0);
    QCOMPARE(colours.indexOf(std::numeric_limits<std::int32_t>::max()), 255);
}

void TestCountColours::linearOfOneValueIsTheFirstColour()
{
    QCOMPARE(CountColours::linear(*m_viridis, {5, 5}).indexOf(5), 0);
}

void TestCountColours::cyclicLimitIsBlack()
{
    const CountColours colours = CountColours::cyclic(*m_viridis, 100);
    QCOMPARE(colours.colourOf(100), qRgb(0, 0, 0));
    QCOMPARE(colours.colourOf(2'000'000'000), qRgb(0, 0, 0));
    QVERIFY(colours.colourOf(99) != qRgb(0, 0, 0));
}

void TestCountColours::cyclicOffsetsJoinOneCountToTheNext()
{
    const CountColours colours = CountColours::cyclic(*m_viridis, 1000);
    QCOMPARE(colours.colourOf(50, 1.0F), colours.colourOf(51, 0.0F));
    QVERIFY(colours.colourOf(50, 0.0F) != colours.colourOf(51, 0.0F));
    QVERIFY(colours.colourOf(0, -1.0F) != colours.colourOf(0, 0.0F));
    QCOMPARE(colours.colourOf(0, -50.0F), colours.colourOf(0, -60.0F));
}

QTEST_GUILESS_MAIN(TestCountColours)
#include "tst_count_colours.moc"
