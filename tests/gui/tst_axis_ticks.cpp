#include "gui/models/axis_ticks.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

QStringList labelsOf(const AxisTicks& axis)
{
    QStringList labels;
    for (const AxisTick& tick : axis.ticks)
        labels << tick.label;
    return labels;
}

}  // namespace

class TestAxisTicks final : public QObject {
    Q_OBJECT

private slots:
    void stepsAreRoundNumbers()
    {
        QCOMPARE(labelsOf(axisTicks(-2, 1, 6, false)).join(QLatin1Char(' ')),
                 QStringLiteral("−2.0 −1.5 −1.0 −0.5 0.0 0.5 1.0"));
        QCOMPARE(labelsOf(axisTicks(0.1, 0.9, 4, false)).join(QLatin1Char(' ')), QStringLiteral("0.2 0.4 0.6 0.8"));
    }

    void indicesAreWholeNumbers()
    {
        QCOMPARE(labelsOf(axisTicks(-0.5, 1199.5, 6, true)).join(QLatin1Char(' ')),
                 QStringLiteral("0 200 400 600 800 1000"));
        QCOMPARE(labelsOf(axisTicks(10.2, 12.9, 10, true)).join(QLatin1Char(' ')), QStringLiteral("11 12"));
    }

    void longNumbersAreShownBesideAnOffset()
    {
        const AxisTicks axis = axisTicks(-0.7436438870, -0.7436438861, 4, false);
        QCOMPARE(axis.offset, QStringLiteral("×1e−10 − 0.743643887"));
        QVERIFY(axis.ticks.size() >= 3);
        for (const AxisTick& tick : axis.ticks) {
            QVERIFY(tick.label.size() <= 6);
            QVERIFY(tick.value >= -0.7436438870 && tick.value <= -0.7436438861);
        }
    }

    void atADoublesEndTicksStillEnd()
    {
        const AxisTicks axis = axisTicks(-0.7436438870371587, -0.7436438870371580, 4, false);
        QVERIFY(axis.ticks.size() < 50);
    }

    void zeroHasNoSign()
    {
        QCOMPARE(plainNumber(-0.0001, 2), QStringLiteral("0.00"));
        QCOMPARE(plainNumber(-1.5, 1), QStringLiteral("−1.5"));
    }
};

QTEST_GUILESS_MAIN(TestAxisTicks)
#include "tst_axis_ticks.moc"
