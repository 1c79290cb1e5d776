#include "gui/widgets/hex_view_accessible.h"
#include "support/hex_view_fixture.h"

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
};

QTEST_MAIN(HexViewColumnsTest)
#include "tst_hex_view_columns.moc"
