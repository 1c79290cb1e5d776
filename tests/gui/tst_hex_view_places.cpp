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

    void cursorStaysInItsLineWhenTheViewWasSmallMeanwhile()
    {
        HexViewFixture fixture(letters(1 << 14));
        HexView& view = fixture.view();
        view.goTo(fixture.at(0x2000), HexArea::Hex);
        for (int times = 0; times < 12; ++times)
            fixture.press(Qt::Key_Down);
        const Address cursor = view.cursor().address();
        const QRect where = view.cellRect(HexArea::Hex, cursor);
        QVERIFY(where.isValid());
        view.resize(1300, 4 * where.height() + 2);
        QCOMPARE(view.rowsShown(), std::uint64_t{3});
        view.resize(400, 4 * where.height() + 2);   // rows of 8 bytes: the cursor is much farther from the top's
        view.resize(400, 600);
        QCOMPARE(view.columns().bytesPerRow(), 8u);
        QCOMPARE(view.cellRect(HexArea::Hex, cursor).top(), where.top());
        fixture.target().mapsBefore = true;
        QTRY_COMPARE(view.document().regions().size(), std::size_t{2});
        QCOMPARE(view.cellRect(HexArea::Hex, cursor).top(), where.top());
    }

    void whatWasScrolledToStaysWhenRegionsComeBeforeIt()
    {
        HexViewFixture fixture(letters(1 << 14));
        HexView& view = fixture.view();
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
        const Address top = view.document().rows().at(view.topRow()).first;
        fixture.target().mapsBefore = true;
        QTRY_COMPARE(view.document().regions().size(), std::size_t{2});
        QCOMPARE(view.document().rows().at(view.topRow()).first, top);
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
