#include "gui/models/counts_places.h"
#include "gui/models/fractal_text.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

constexpr std::uint64_t begin = 0x7f0000200000;

// 80 x 120 counts of the notebook's grid, as if they lay at `begin`.
FractalFrame makeFrame()
{
    const Grid grid = *notebookGrid(80, 120);
    FractalFrame frame{.run = {.grid = grid}, .colours = CountColours::cyclic(*Palette::load("viridis"), 20)};
    frame.run.counts = std::make_shared<CountsArray>(std::move(*CountsArray::create(80, 120)));
    frame.run.allocation = {.name = "counts",
                            .range = AddressRange::fromSize(Address(begin), 80 * 120 * 4),
                            .view = {.dtype = *Dtype::parse("int32"), .shape = {80, 120}}};
    frame.run.counts->data()[2 * 120 + 3] = 17;
    return frame;
}

}  // namespace

class TestCountsPlaces final : public QObject {
    Q_OBJECT

private slots:
    void samplesAndAddressesAreEachOthersInverse()
    {
        const FractalFrame frame = makeFrame();
        QCOMPARE(rangeOf(frame, {2, 3}), AddressRange::fromSize(Address(begin + (2 * 120 + 3) * 4), 4));
        QCOMPARE(sampleAt(frame, Address(begin + (2 * 120 + 3) * 4 + 3)), std::optional(Sample{2, 3}));
        QCOMPARE(sampleAt(frame, Address(begin + 80 * 120 * 4 - 1)), std::optional(Sample{79, 119}));
        QVERIFY(!sampleAt(frame, Address(begin + 80 * 120 * 4)));
        QVERIFY(!sampleAt(frame, Address(begin - 1)));
        QCOMPARE(countAt(frame, {2, 3}), 17);
    }

    void aRangeInOneRowIsATileOfIt()
    {
        const auto tile = tileIn(makeFrame(), AddressRange::fromSize(Address(begin + (5 * 120 + 7) * 4 + 2), 4));
        QVERIFY(tile);
        QCOMPARE(tile->row, 5);
        QCOMPARE(tile->column, 7);
        QCOMPARE(tile->height, 1);
        QCOMPARE(tile->width, 2);
    }

    void aRangeOverRowsIsWholeRows()
    {
        const auto tile = tileIn(makeFrame(), AddressRange::fromSize(Address(begin - 100), 100 + 120 * 4 + 1));
        QVERIFY(tile);
        QCOMPARE(tile->row, 0);
        QCOMPARE(tile->height, 2);
        QCOMPARE(tile->width, 120);
        QVERIFY(!tileIn(makeFrame(), AddressRange::fromSize(Address(begin - 100), 100)));
    }

    void aPlaceOpensTheWholeArrayAtTheSample()
    {
        const FractalFrame frame = makeFrame();
        QCOMPARE(placeOf(frame, {0, 0}).view->shape, (Shape{80, 120}));
        QCOMPARE(placeOf(frame, {0, 0}).label, std::string("alloc:counts"));
        const Place place = placeOf(frame, {79, 118});
        QCOMPARE(place.view->shape, (Shape{80, 120}));
        QCOMPARE(place.viewBegin, std::optional(Address(begin)));
        QCOMPARE(place.label, std::string("alloc:counts+38392"));
        QCOMPARE(place.address, Address(begin + 38392));
    }

    void theWordsNameValueCountAndPlace()
    {
        QCOMPARE(sampleText(makeFrame(), {2, 3}),
                 QStringLiteral("−1.462 − 0.975i · 0x7f00002003cc\ncount 17 · row 2, column 3"));
        QCOMPARE(complexText({-0.5, 0.25}, 1e-5), QStringLiteral("−0.50000 + 0.25000i"));
    }

    void theComparisonIsSaidInWords()
    {
        QCOMPARE(comparisonText({}, 9'600), QStringLiteral("All 9,600 counts are the built-in kernel's"));
        QCOMPARE(
            comparisonText({.differing = 1'234, .firstRow = 5, .firstColumn = 6}, 9'600),
            QStringLiteral("1,234 of 9,600 counts differ from the built-in kernel's, the first at row 5, column 6"));
    }
};

QTEST_GUILESS_MAIN(TestCountsPlaces)
#include "tst_counts_places.moc"
