#include "memory/buffer_target.h"

#include <QtTest>

#include <cerrno>

using namespace memdelbrot;

class BufferTargetTest : public QObject {
    Q_OBJECT

private slots:
    void bytesInFrontAndBehindAreUnreadable();
    void bytesAtTheEndOf64BitsAreHeld();
    void anEmptyBufferHasNoRegions();
};

void BufferTargetTest::bytesInFrontAndBehindAreUnreadable()
{
    const BufferTarget target("copy", Address(100), std::vector(10, std::byte{7}));
    const auto result = target.read(AddressRange::fromSize(Address(95), 20));
    QCOMPARE(result.unreadable,
             (std::vector<UnreadableRange>{{AddressRange::fromSize(Address(95), 5), ENXIO},
                                           {AddressRange::fromSize(Address(110), 5), ENXIO}}));
    QCOMPARE(std::count(result.bytes.begin(), result.bytes.end(), std::byte{7}), 10);
}

void BufferTargetTest::bytesAtTheEndOf64BitsAreHeld()
{
    const Address begin(~std::uint64_t{0} - 3);
    BufferTarget target("last", begin, std::vector(10, std::byte{7}));   // six of them lie behind the end
    const auto result = target.read(AddressRange::fromSize(Address(begin.value() - 4), 100));
    QCOMPARE(result.bytes.size(), std::size_t{8});
    QCOMPARE(result.unreadable.size(), std::size_t{1});
    QCOMPARE(result.bytes.back(), std::byte{7});
    QVERIFY(target.write(Address(~std::uint64_t{0}), std::vector(1, std::byte{9}), WriteForce::No));
    QCOMPARE(target.read(AddressRange::fromSize(Address(~std::uint64_t{0}), 1)).bytes.at(0), std::byte{9});
}

void BufferTargetTest::anEmptyBufferHasNoRegions()
{
    const BufferTarget target("nothing", Address(0), {});
    QVERIFY(target.regions().value().empty());
    QVERIFY(!target.read(AddressRange::fromSize(Address(0), 1)).isComplete());
}

QTEST_GUILESS_MAIN(BufferTargetTest)
#include "tst_buffer_target.moc"
