#include "support/hex_view_fixture.h"

#include <QClipboard>
#include <QSignalSpy>

using namespace memdelbrot;
using namespace memdelbrot::test;

class HexViewSelectionTest final : public QObject {
    Q_OBJECT

private slots:
    void shiftAndArrowsSelect()
    {
        HexViewFixture fixture(letters(64));
        QSignalSpy selected(&fixture.view(), &HexView::selectionChanged);
        fixture.press(Qt::Key_Right, Qt::ShiftModifier);
        fixture.press(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(selected.size(), 2);
        QCOMPARE(fixture.view().cursor().selection(), AddressRange::fromSize(kBufferBegin, 3));
        fixture.press(Qt::Key_Right);
        QCOMPARE(fixture.view().cursor().selection().size(), std::uint64_t{1});
    }

    void copyGivesHexOrTextByColumn()
    {
        HexViewFixture fixture(letters(64));
        fixture.view().select(AddressRange::fromSize(kBufferBegin, 3));
        fixture.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("61 62 63"));
        fixture.view().goTo(kBufferBegin, HexArea::Text);
        fixture.press(Qt::Key_Right, Qt::ShiftModifier);
        fixture.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ab"));
    }

    void pointerIsFollowed()
    {
        HexViewFixture fixture(letters(64));
        QSignalSpy followed(&fixture.view(), &HexView::pointerFollowed);
        fixture.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(followed.size(), 1);
        QCOMPARE(followed.front().front().value<Address>(), Address(0x6867666564636261));
    }
};

QTEST_MAIN(HexViewSelectionTest)
#include "tst_hex_view_selection.moc"
