#include "support/hex_view_fixture.h"

#include <QScrollBar>

using namespace memdelbrot;
using namespace memdelbrot::test;

class HexViewPlacesTest final : public QObject {
    Q_OBJECT

private slots:
    void pageAtAddressZeroIsShownAsUnreadable()
    {
        HexViewFixture fixture(letters(64));
        fixture.press(Qt::Key_Home, Qt::ControlModifier);   // is there already: the begin of the space then
        QCOMPARE(fixture.view().cursor().address(), Address(0));
        QTRY_COMPARE(fixture.view().document().cache().byteAt(Address(0), {}).state, HexState::Unreadable);
        QVERIFY(fixture.view().byteText(Address(0)).contains(QStringLiteral("ENXIO")));
        QVERIFY(!fixture.view().cellRect(HexArea::Hex, Address(0)).isEmpty());
    }

    void lastByteOfTheSpaceIsReachedByKeys()
    {
        HexViewFixture fixture(letters(64));
        fixture.press(Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(fixture.view().cursor().address(), fixture.at(63));
        fixture.press(Qt::Key_End, Qt::ControlModifier);
        const Address last(~std::uint64_t{0});
        QCOMPARE(fixture.view().cursor().address(), last);
        QTRY_COMPARE(fixture.view().document().cache().byteAt(last, {}).state, HexState::Unreadable);
        QVERIFY(!fixture.view().cellRect(HexArea::Hex, last).isEmpty());
        fixture.press(Qt::Key_Right);
        fixture.press(Qt::Key_Down);
        fixture.press(Qt::Key_PageDown);
        QCOMPARE(fixture.view().cursor().address(), last);
    }

    void controlDownSkipsTheGap()
    {
        HexViewFixture fixture(letters(64));
        fixture.press(Qt::Key_Home, Qt::ControlModifier);
        fixture.press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(fixture.view().cursor().address(), kBufferBegin);
        fixture.press(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(fixture.view().cursor().address(), Address(0));
    }

    void addressThatIsMappedLaterStaysInSight()
    {
        HexViewFixture fixture(letters(64));
        fixture.target().mapsMore = true;
        fixture.view().goTo(kMappedLater.begin(), HexArea::Hex);
        QTRY_COMPARE(fixture.view().document().regions().size(), std::size_t{3});
        QVERIFY(fixture.view().cellRect(HexArea::Hex, kMappedLater.begin()).isValid());
    }

    void scrollBarReachesBothEnds()
    {
        HexViewFixture fixture(letters(1 << 16));
        QScrollBar* const bar = fixture.view().verticalScrollBar();
        bar->setValue(bar->maximum());
        QCOMPARE(fixture.view().topRow() + fixture.view().rowsShown(), fixture.view().document().rows().rowCount());
        bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
        QCOMPARE(fixture.view().topRow() + fixture.view().rowsShown() + 3, fixture.view().document().rows().rowCount());
        bar->setValue(0);
        QCOMPARE(fixture.view().topRow(), std::uint64_t{0});
    }
};

QTEST_MAIN(HexViewPlacesTest)
#include "tst_hex_view_places.moc"
