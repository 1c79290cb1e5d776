#include "support/hex_view_fixture.h"

#include <QSignalSpy>

using namespace memdelbrot;
using namespace memdelbrot::test;

class HexViewBytesTest final : public QObject {
    Q_OBJECT

private slots:
    void pageIsReadInFewCalls()
    {
        HexViewFixture fixture(letters(1 << 16));
        fixture.view().document().setLive(false);
        QSignalSpy read(&fixture.view().document(), &HexDocument::bytesChanged);
        fixture.target().calls = 0;
        fixture.view().goTo(fixture.at(0x8000), HexArea::Hex);
        QTRY_VERIFY(fixture.view().document().shown(AddressRange::fromSize(fixture.at(0x8000), 8)).has_value());
        QVERIFY2(fixture.target().calls <= 4, qPrintable(QString::number(fixture.target().calls)));
    }

    void changedByteIsSeenWithoutAKey()
    {
        HexViewFixture fixture(letters(64));
        const std::vector<std::byte> other{std::byte{'Z'}};
        QVERIFY(fixture.target().write(kBufferBegin, other, WriteForce::No));
        QTRY_COMPARE(fixture.view().document().cache().byteAt(kBufferBegin, {}).value, std::byte{'Z'});
        QVERIFY(fixture.view().document().cache().byteAt(kBufferBegin, HexPageCache::Clock::now()).heat > 0);
    }

    void endedTargetKeepsItsBytes()
    {
        HexViewFixture fixture(letters(64));
        fixture.target().hasEnded = true;
        QTRY_COMPARE(fixture.view().document().state(), TargetState::Ended);
        QVERIFY(fixture.view().document().cache().byteAt(kBufferBegin, {}).isStale);
        QVERIFY(fixture.view().document().shown(AddressRange::fromSize(kBufferBegin, 8)).has_value());
        QSignalSpy refused(&fixture.view(), &HexView::refused);
        fixture.type("41");
        QCOMPARE(refused.size(), 1);
        QCOMPARE(fixture.held(0, 1), QByteArray("a"));
    }
};

QTEST_MAIN(HexViewBytesTest)
#include "tst_hex_view_bytes.moc"
