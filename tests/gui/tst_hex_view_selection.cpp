#include "gui/models/hex_copy.h"
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

    void muchIsCopiedInTheBackgroundAndSaid()
    {
        HexViewFixture fixture(letters(1 << 20));
        QSignalSpy told(&fixture.view(), &HexView::told);
        QGuiApplication::clipboard()->clear();
        fixture.press(Qt::Key_A, Qt::ControlModifier);
        fixture.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.back().front().toString(), QStringLiteral("Copying 1.0 MiB as hex …"));
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
        QTRY_COMPARE(told.size(), 2);
        QCOMPARE(told.back().front().toString(), QStringLiteral("Copied 1.0 MiB as hex"));
        const QString text = QGuiApplication::clipboard()->text();
        QCOMPARE(text.size(), (1 << 20) * 3 - 1);
        QVERIFY(text.startsWith(QStringLiteral("61 62 63")));
    }

    void moreThanTheLimitIsNotCopied()
    {
        HexViewFixture fixture(letters((1 << 24) + 1));
        QSignalSpy refused(&fixture.view(), &HexView::refused);
        fixture.press(Qt::Key_A, Qt::ControlModifier);
        fixture.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.front().front().value<Error>().code, ErrorCode::TooLarge);
    }

    void valuesAreCopiedWithASpaceBetween()
    {
        const auto bytes = letters(6);
        QCOMPARE(copyText(bytes, HexArea::Typed, Dtype::fromKind(DtypeKind::UnsignedInteger, 1)),
                 QStringLiteral("97 98 99 100 101 102"));
        QCOMPARE(copyText(bytes, HexArea::Typed, Dtype::fromKind(DtypeKind::UnsignedInteger, 4)),
                 QStringLiteral("1684234849"));
        QCOMPARE(copyText(bytes, HexArea::Text, {}), QStringLiteral("abcdef"));
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
