#include "gui/widgets/hex_view_accessible.h"
#include "support/hex_view_fixture.h"

#include <QScrollBar>
#include <QSignalSpy>

using namespace memdelbrot;
using namespace memdelbrot::test;

class HexViewColumnsTest final : public QObject {
    Q_OBJECT

private slots:
    void narrowViewHasShorterRows()
    {
        HexViewFixture fixture(letters(64));
        const auto wide = fixture.view().columns().bytesPerRow();
        fixture.view().resize(400, 600);
        QTRY_COMPARE(fixture.view().columns().bytesPerRow(), 8u);
        QVERIFY(wide > 8);
    }

    void cursorInATextColumnThatGoesIsInTheBytes()
    {
        HexViewFixture fixture(letters(64));
        HexView& view = fixture.view();
        view.setTyped(Dtype::fromKind(DtypeKind::Float, 8), kBufferBegin);
        view.goTo(fixture.at(3), HexArea::Text);
        QCOMPARE(view.cursor().area(), HexArea::Text);
        const int cell = view.cellRect(HexArea::Text, kBufferBegin).width();
        view.resize(HexColumns(view.columns().content(), 8).width() * cell, 600);  // the scroll bar takes some of it
        QTRY_VERIFY(!view.columns().has(HexArea::Text));
        QCOMPARE(view.columns().bytesPerRow(), 8u);
        QVERIFY(view.columns().width() * cell <= view.viewport()->width());
        QCOMPARE(view.cursor().area(), HexArea::Hex);
        QCOMPARE(view.cursor().address(), fixture.at(3));
    }

    void textStaysBesideS1()
    {
        HexViewFixture fixture(letters(64));
        fixture.view().setTyped(Dtype::fromKind(DtypeKind::ByteString, 1), kBufferBegin);
        fixture.view().resize(300, 600);
        QTRY_COMPARE(fixture.view().columns().bytesPerRow(), 8u);
        QVERIFY(fixture.view().columns().has(HexArea::Text));
    }

    void addressStaysWhileTheCellsAreScrolledSideways()
    {
        HexViewFixture fixture(letters(256));
        HexView& view = openWide(fixture);
        const QRect address(0, 0, view.addressWidth(), view.viewport()->height());
        const QImage before = view.viewport()->grab(address).toImage();
        const QImage cells = view.viewport()->grab().toImage();
        view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->maximum());
        QCOMPARE(view.viewport()->grab(address).toImage(), before);
        QVERIFY(view.viewport()->grab().toImage() != cells);
    }

    void clickOnTheAddressIsNotOnTheCellBeneathIt()
    {
        HexViewFixture fixture(letters(256));
        HexView& view = openWide(fixture);
        view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->maximum());
        const int line = view.cellRect(HexArea::Typed, fixture.at(16)).center().y();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(view.addressWidth() / 2, line));
        QCOMPARE(view.cursor().address(), fixture.at(16));
        QCOMPARE(view.cursor().area(), HexArea::Hex);   // as it was
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          QPoint(view.viewport()->width() - 3 * view.addressWidth() / 14, line));
        QCOMPARE(view.cursor().area(), HexArea::Typed);
    }

    void cellUnderTheCursorComesOutFromBeneathTheAddress()
    {
        HexViewFixture fixture(letters(256));
        HexView& view = openWide(fixture);
        view.goTo(fixture.at(3), HexArea::Hex);
        view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->maximum());
        QVERIFY(view.cellRect(HexArea::Hex, fixture.at(2)).left() < view.addressWidth());
        fixture.press(Qt::Key_Left);
        QVERIFY(view.cellRect(HexArea::Hex, fixture.at(2)).left() >= view.addressWidth());
        fixture.press(Qt::Key_Home);
        QCOMPARE(view.horizontalScrollBar()->value(), 0);
    }

    void anElementIsNoHotterThanItsBytes()
    {
        HexViewFixture fixture(letters(64));
        HexView& view = fixture.view();
        view.setTyped(Dtype::fromKind(DtypeKind::Float, 8), kBufferBegin);
        QVERIFY(fixture.target().write(fixture.at(8), std::vector<std::byte>(8), WriteForce::No));
        QTRY_VERIFY(view.document().cache().isHot(HexPageCache::Clock::now()));
        const QImage image = view.viewport()->grab().toImage();
        const auto ground = [&](HexArea area, std::uint64_t offset) {
            return image.pixelColor(view.cellRect(area, fixture.at(offset)).topLeft());
        };
        QVERIFY(ground(HexArea::Hex, 8) != ground(HexArea::Hex, 16));
        QCOMPARE(ground(HexArea::Typed, 8), ground(HexArea::Hex, 8));
    }

    void clickPutsTheCursorIntoTheCell()
    {
        HexViewFixture fixture(letters(64));
        fixture.view().setTyped(Dtype::fromKind(DtypeKind::SignedInteger, 4), kBufferBegin);
        for (const HexArea area : {HexArea::Hex, HexArea::Text, HexArea::Typed}) {
            const Address wanted(kBufferBegin.value() + 20);
            QTest::mouseClick(fixture.view().viewport(), Qt::LeftButton, {},
                              fixture.view().cellRect(area, wanted).center());
            QCOMPARE(fixture.view().cursor().address(), wanted);
            QCOMPARE(fixture.view().cursor().area(), area);
        }
    }

    void hoverNamesTheElement()
    {
        HexViewFixture fixture(letters(64));
        fixture.view().setTyped(Dtype::fromKind(DtypeKind::SignedInteger, 4), kBufferBegin);
        QSignalSpy hovered(&fixture.view(), &HexView::hovered);
        QTest::mouseMove(fixture.view().viewport(), fixture.view().cellRect(HexArea::Hex, fixture.at(6)).center());
        QTRY_COMPARE(hovered.size(), 1);
        QCOMPARE(hovered.front().front().value<AddressRange>(), AddressRange::fromSize(fixture.at(4), 4));
    }

    void tabGoesThroughTheColumns()
    {
        HexViewFixture fixture(letters(64));
        fixture.view().setTyped(Dtype::fromKind(DtypeKind::ByteString, 1), kBufferBegin);
        fixture.press(Qt::Key_Tab);
        QCOMPARE(fixture.view().cursor().area(), HexArea::Text);
        fixture.press(Qt::Key_Tab);
        QCOMPARE(fixture.view().cursor().area(), HexArea::Typed);
        fixture.press(Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(fixture.view().cursor().area(), HexArea::Text);
    }

    void accessibleTextIsTheCursorsCell()
    {
        HexViewFixture fixture(letters(64));
        QAccessibleInterface* const interface = QAccessible::queryAccessibleInterface(&fixture.view());
        QVERIFY(interface);
        QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Memory"));
        QCOMPARE(interface->text(QAccessible::Value), QStringLiteral("0x10000: 0x61, 97, “a”"));
    }

private:
    // Rows of one complex128, too wide for the view.
    static HexView& openWide(HexViewFixture& fixture)
    {
        HexView& view = fixture.view();
        view.resize(420, 300);
        view.setTyped(*Dtype::parse("complex128"), kBufferBegin);
        view.goTo(kBufferBegin, HexArea::Hex);
        if (view.horizontalScrollBar()->maximum() == 0)
            QTest::qFail("nothing is to be scrolled", __FILE__, __LINE__);
        return view;
    }
};

QTEST_MAIN(HexViewColumnsTest)
#include "tst_hex_view_columns.moc"
