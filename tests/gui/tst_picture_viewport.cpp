#include "gui/models/picture_viewport.h"

#include <QtTest>

using namespace memdelbrot;

class TestPictureViewport final : public QObject {
    Q_OBJECT

private slots:
    void theWholeIsCentredAndSquare()
    {
        const auto view = PictureViewport::whole({1200, 800}, {600, 600});
        QCOMPARE(view.scale(), 0.5);
        QCOMPARE(view.visiblePart(), QRectF(0, 0, 1200, 800));
        QCOMPARE(view.visiblePixels(), QRect(0, 100, 600, 400));
    }

    void theWholeHasAllSamplesWhateverThePixels()
    {
        QCOMPARE(PictureViewport::whole({12'000, 8'000}, {571, 333}).visiblePart(), QRectF(0, 0, 12'000, 8'000));
    }

    void placesAndPixelsAreEachOthersInverse()
    {
        const auto view = PictureViewport::whole({1200, 800}, {600, 600}).zoomed({100, 200}, 7);
        const QPointF place = view.placeAt({33, 44});
        QVERIFY((view.pixelOf(place) - QPointF(33, 44)).manhattanLength() < 1e-9);
    }

    void zoomKeepsThePlaceUnderThePointer()
    {
        const auto before = PictureViewport::whole({1200, 800}, {600, 600});
        const auto after = before.zoomed({300, 250}, 8);
        QVERIFY((before.placeAt({300, 250}) - after.placeAt({300, 250})).manhattanLength() < 1e-9);
    }

    void zoomStaysBetweenTheWholeAndLargeSamples()
    {
        auto view = PictureViewport::whole({1200, 800}, {600, 600});
        QCOMPARE(view.zoomed({0, 0}, 0.1), view);
        for (int i = 0; i < 40; ++i)
            view = view.zoomed({300, 300}, 2);
        QCOMPARE(view.scale(), 64.0);
    }

    void panStopsAtTheEdges()
    {
        const auto view = PictureViewport::whole({1200, 800}, {600, 600}).zoomed({300, 300}, 8).panned({1e6, 1e6});
        QCOMPARE(view.visiblePart().topLeft(), QPointF(0, 0));
        const QRectF other = view.panned({-1e6, -1e6}).visiblePart();
        QVERIFY(qAbs(other.right() - 1200) < 1e-9 && qAbs(other.bottom() - 800) < 1e-9);
    }

    void theWholeStaysTheWholeWhenTheCanvasChanges()
    {
        const auto view = PictureViewport::whole({1200, 800}, {600, 600}).resized({300, 900});
        QCOMPARE(view, PictureViewport::whole({1200, 800}, {300, 900}));
    }

    void framingShowsTheBox()
    {
        const auto view = PictureViewport::whole({1200, 800}, {600, 400}).framing({300, 200, 60, 40});
        QCOMPARE(view.visiblePart(), QRectF(600, 400, 120, 80));
    }

    void onePixelOfPictureIsEnough()
    {
        const auto view = PictureViewport::whole({1, 1}, {1, 1});
        QCOMPARE(view.visiblePart(), QRectF(0, 0, 1, 1));
        QCOMPARE(view.visiblePixels(), QRect(0, 0, 1, 1));
    }

    void aThinPictureHasAPixelToItself()
    {
        const auto view = PictureViewport::whole({1'000'000, 1}, {500, 500});
        QVERIFY(!view.visiblePixels().isEmpty());
        QVERIFY(!view.visiblePart().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPictureViewport)
#include "tst_picture_viewport.moc"
