#include "support/hex_view_fixture.h"

#include <QClipboard>
#include <QSignalSpy>

#include <cerrno>

using namespace memdelbrot;
using namespace memdelbrot::test;

class HexViewEditingTest final : public QObject {
    Q_OBJECT

private slots:
    void hexDigitsReplaceBytes()
    {
        HexViewFixture fixture(letters(64));
        fixture.type("41");
        fixture.type("4");
        fixture.type("2");
        QTRY_VERIFY(fixture.isSettled());
        QCOMPARE(fixture.held(0, 4), QByteArray("ABcd"));
        QCOMPARE(fixture.view().cursor().address(), fixture.at(2));
    }

    void evilTypedIntoTextLandsInMemory()
    {
        HexViewFixture fixture(letters(64));
        fixture.view().goTo(fixture.at(4), HexArea::Text);
        fixture.type("EVIL");
        QTRY_VERIFY(fixture.isSettled());
        QCOMPARE(fixture.held(0, 10), QByteArray("abcdEVILij"));
    }

    void whatIsTypedBeforeTheBytesAreReadIsNotLost()
    {
        HexViewFixture fixture(letters(1 << 20));
        QSignalSpy refused(&fixture.view(), &HexView::refused);
        fixture.view().goTo(fixture.at(500'000), HexArea::Text);
        QVERIFY(!fixture.view().document().shown(AddressRange::fromSize(fixture.at(500'000), 1)));
        fixture.type("EVIL");
        QTRY_COMPARE(fixture.held(500'000, 4), QByteArray("EVIL"));
        QVERIFY(refused.isEmpty());
    }

    void whatIsTypedOverUnreadMemoryThatCannotBeReadIsRefused()
    {
        HexViewFixture fixture(letters(64));
        QSignalSpy refused(&fixture.view().document(), &HexDocument::refused);
        fixture.view().goTo(Address(0x500000), HexArea::Text);
        fixture.type("EVIL");
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused.front().front().value<Error>().code, ErrorCode::Unreadable);
    }

    void numbersTypedIntoUint8ColumnLandInMemory()
    {
        HexViewFixture fixture(letters(64));
        fixture.view().setTyped(Dtype::fromKind(DtypeKind::UnsignedInteger, 1), kBufferBegin);
        fixture.view().goTo(fixture.at(4), HexArea::Typed);
        for (const char* number : {"69", "86", "73", "76"}) {
            fixture.type(number);
            fixture.press(Qt::Key_Return);
        }
        QTRY_VERIFY(fixture.isSettled());
        QCOMPARE(fixture.held(0, 10), QByteArray("abcdEVILij"));
    }

    void spacesAndCommasPartTypedNumbers()
    {
        HexViewFixture fixture(letters(64));
        fixture.view().setTyped(Dtype::fromKind(DtypeKind::UnsignedInteger, 1), kBufferBegin);
        fixture.view().goTo(fixture.at(4), HexArea::Typed);
        fixture.type("69 86, 73 76");
        fixture.press(Qt::Key_Return);
        QTRY_VERIFY(fixture.isSettled());
        QCOMPARE(fixture.held(0, 10), QByteArray("abcdEVILij"));
    }

    void charactersTypedIntoS1ColumnAreBytes()
    {
        HexViewFixture fixture(letters(64));
        fixture.view().setTyped(Dtype::fromKind(DtypeKind::ByteString, 1), kBufferBegin);
        fixture.view().goTo(fixture.at(4), HexArea::Typed);
        fixture.type("E IL");
        QTRY_VERIFY(fixture.isSettled());
        QCOMPARE(fixture.held(0, 10), QByteArray("abcdE ILij"));
    }

    void valueThatDoesNotFitIsRefusedAndStaysToBeMended()
    {
        HexViewFixture fixture(letters(64));
        fixture.view().setTyped(Dtype::fromKind(DtypeKind::UnsignedInteger, 1), kBufferBegin);
        fixture.view().goTo(kBufferBegin, HexArea::Typed);
        QSignalSpy refused(&fixture.view(), &HexView::refused);
        fixture.type("256");
        fixture.press(Qt::Key_Return);
        QCOMPARE(refused.size(), 1);
        fixture.press(Qt::Key_Backspace);
        fixture.press(Qt::Key_Return);
        QTRY_VERIFY(fixture.isSettled());
        QCOMPARE(fixture.held(0, 1), QByteArray("\x19"));
    }

    void escapeDropsWhatWasTyped()
    {
        HexViewFixture fixture(letters(64));
        fixture.type("4");
        fixture.press(Qt::Key_Escape);
        fixture.type("42");
        QTRY_VERIFY(fixture.isSettled());
        QCOMPARE(fixture.held(0, 2), QByteArray("Bb"));
    }

    void lockedWritesWaitAndGoThroughInOrder()
    {
        HexViewFixture fixture(letters(64));
        fixture.target().isLocked = true;
        QSignalSpy heldUp(&fixture.view().document().pokes(), &HexPokeQueue::held);
        fixture.view().goTo(kBufferBegin, HexArea::Text);
        fixture.type("EVIL");
        QTRY_VERIFY(!heldUp.isEmpty());
        QCOMPARE(fixture.held(0, 4), QByteArray("abcd"));
        QCOMPARE(fixture.view().document().pokes().heldBy()->code, ErrorCode::Locked);
        fixture.target().isLocked = false;
        fixture.view().document().pokes().resume();
        QTRY_VERIFY(fixture.isSettled());
        QCOMPARE(fixture.held(0, 5), QByteArray("EVILe"));
    }

    void discardedWritesAreNotDone()
    {
        HexViewFixture fixture(letters(64));
        fixture.target().isLocked = true;
        fixture.view().goTo(kBufferBegin, HexArea::Text);
        fixture.type("EV");
        QTRY_VERIFY(fixture.view().document().pokes().heldBy().has_value());
        fixture.target().isLocked = false;
        fixture.press(Qt::Key_Escape);
        QVERIFY(fixture.isSettled());
        QCOMPARE(fixture.held(0, 2), QByteArray("ab"));
    }

    void staleByteIsNotOverwritten()
    {
        HexViewFixture fixture(letters(64));
        fixture.view().document().setLive(false);
        const std::vector<std::byte> other{std::byte{'Z'}};
        QVERIFY(fixture.target().write(kBufferBegin, other, WriteForce::No));
        fixture.view().goTo(kBufferBegin, HexArea::Text);
        fixture.type("E");
        QTRY_VERIFY(fixture.view().document().pokes().heldBy().has_value());
        QCOMPARE(fixture.view().document().pokes().heldBy()->code, ErrorCode::Stale);
        QCOMPARE(fixture.held(0, 1), QByteArray("Z"));
    }

    void readOnlyPagesNeedForce()
    {
        HexViewFixture fixture(letters(64));
        fixture.target().isReadOnly = true;
        fixture.view().goTo(kBufferBegin, HexArea::Text);
        fixture.type("E");
        QTRY_VERIFY(fixture.view().document().pokes().heldBy().has_value());
        QCOMPARE(fixture.view().document().pokes().heldBy()->code, ErrorCode::ReadOnly);
        fixture.view().document().pokes().setForce(WriteForce::Yes);
        fixture.view().document().pokes().resume();
        QTRY_VERIFY(fixture.isSettled());
        QCOMPARE(fixture.held(0, 1), QByteArray("E"));
    }

    void unreadableByteCannotBeTypedInto()
    {
        HexViewFixture fixture(letters(64));
        fixture.view().goTo(Address(0), HexArea::Text);
        QTRY_COMPARE(fixture.view().document().cache().errnoAt(Address(0)), ENXIO);
        QSignalSpy refused(&fixture.view(), &HexView::refused);
        fixture.type("E");
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.front().front().value<Error>().code, ErrorCode::Unreadable);
    }

    void pasteWritesOver()
    {
        HexViewFixture fixture(letters(64));
        QGuiApplication::clipboard()->setText(QStringLiteral("45 56 49 4c"));
        fixture.press(Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(fixture.isSettled());
        QCOMPARE(fixture.held(0, 5), QByteArray("EVILe"));
    }
};

QTEST_MAIN(HexViewEditingTest)
#include "tst_hex_view_editing.moc"
