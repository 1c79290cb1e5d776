#include "gui/models/fractal_viewport.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

bool isNear(std::complex<double> left, std::complex<double> right, double tolerance)
{
    return std::abs(left - right) < tolerance;
}

}  // namespace

class TestFractalViewport final : public QObject {
    Q_OBJECT

private slots:
    void homeShowsTheWholeSet_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addRow("wide") << QSize(1600, 400);
        QTest::addRow("tall") << QSize(300, 900);
        QTest::addRow("square") << QSize(500, 500);
    }

    void homeShowsTheWholeSet()
    {
        QFETCH(QSize, size);
        const auto viewport = FractalViewport::home(size);
        QVERIFY(viewport.realLow() <= -2 && viewport.realHigh() >= 0.5);
        QVERIFY(viewport.imagLow() <= -1.2 && viewport.imagHigh() >= 1.2);
    }

    void pixelsAndValuesAreEachOthersInverse()
    {
        const auto viewport = FractalViewport::home({640, 480});
        const std::complex<double> value = viewport.valueAt({123, 45});
        QVERIFY((viewport.pixelOf(value) - QPointF(123, 45)).manhattanLength() < 1e-9);
        QCOMPARE(viewport.valueAt({0, 0}), std::complex<double>(viewport.realLow(), viewport.imagHigh()));
    }

    void zoomKeepsTheValueUnderThePointer()
    {
        const auto before = FractalViewport::home({640, 480});
        const QPointF about(100, 400);
        const auto after = before.zoomed(about, 8);
        QVERIFY(isNear(before.valueAt(about), after.valueAt(about), 1e-14));
        QCOMPARE(after.radius(), before.radius() / 8);
    }

    void panFollowsThePointer()
    {
        const auto before = FractalViewport::home({640, 480});
        const auto after = before.panned({10, -20});
        QVERIFY(isNear(before.valueAt({100, 100}), after.valueAt({110, 80}), 1e-14));
    }

    void framingShowsTheWholeBox()
    {
        const auto before = FractalViewport::home({640, 480});
        const auto after = before.framing({100, 50, 64, 240});
        QVERIFY(isNear(after.centre(), before.valueAt({132, 170}), 1e-14));
        QCOMPARE(after.radius(), before.radius() / 2);
        QCOMPARE(before.framing({5, 5, 0, 0}), before);
    }

    void gridSamplesPixelCentres()
    {
        const auto viewport = FractalViewport::home({64, 48}).zoomed({10, 10}, 3);
        const auto grid = viewport.grid();
        QVERIFY(grid);
        const std::complex<double> centre = viewport.valueAt({20.5, 30.5});
        QVERIFY(isNear({grid->realAt(20), grid->imagAt(30)}, centre, 1e-14));
    }

    void coarseGridSamplesTheMiddleOfItsSquares()
    {
        const auto viewport = FractalViewport::home({65, 47});
        const auto grid = viewport.coarseGrid(4);
        QVERIFY(grid);
        QCOMPARE(QSize(grid->width(), grid->height()), QSize(17, 12));
        QVERIFY(isNear({grid->realAt(3), grid->imagAt(5)}, viewport.valueAt({14, 22}), 1e-14));
    }

    void zoomEndsWhereDoublesEnd()
    {
        auto viewport = FractalViewport::home({640, 480});
        for (int i = 0; i < 80; ++i)
            viewport = viewport.zoomed({200, 100}, 2);
        QVERIFY(viewport.isAtPrecision());
        QCOMPARE(viewport.zoomed({200, 100}, 2).radius(), viewport.radius());
        const auto grid = viewport.grid();
        QVERIFY(grid);
        for (int column = 1; column < grid->width(); ++column)
            QVERIFY(grid->realAt(column - 1) < grid->realAt(column));
        QVERIFY(!viewport.zoomed({200, 100}, 0.25).isAtPrecision());
    }

    void zoomOutEnds()
    {
        auto viewport = FractalViewport::home({640, 480});
        for (int i = 0; i < 80; ++i)
            viewport = viewport.zoomed({200, 100}, 0.5);
        QCOMPARE(viewport.radius(), 8.0);
    }

    void limitGrowsWithTheZoom()
    {
        const auto home = FractalViewport::home({640, 480});
        const auto deep = home.zoomed({320, 240}, 1 << 20);
        QCOMPARE(home.automaticLimit(), 256);
        QVERIFY(deep.automaticLimit() > 4000);
        QCOMPARE(home.zoomed({320, 240}, 0.25).automaticLimit(), 256);
    }
};

QTEST_GUILESS_MAIN(TestFractalViewport)
#include "tst_fractal_viewport.moc"
