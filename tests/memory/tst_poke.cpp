#include "memory/buffer_target.h"
#include "memory/poke.h"
#include "memory/process_target.h"
#include "support/bytes_of.h"
#include "support/forked_child.h"
#include "support/mapped_pages.h"

#include <QtTest>

using namespace memdelbrot;
using namespace memdelbrot::test;
using memdelbrot::testing::bytesOf;

namespace {

// Takes a write and changes nothing.
class ForgetfulTarget final : public MemoryTarget {
public:
    std::vector<UnreadableRange> readInto(const AddressRange&, std::span<std::byte> bytes) const override
    {
        std::ranges::fill(bytes, std::byte{1});
        return {};
    }
    Result<void> write(Address, std::span<const std::byte>, WriteForce) override { return {}; }
    Result<std::vector<Region>> regions() const override { return std::vector<Region>{}; }
    TargetState state() const override { return TargetState::Running; }
    std::string name() const override { return "forgetful"; }
};

}  // namespace

class PokeTest : public QObject {
    Q_OBJECT

private slots:
    void aPokeRecordsWhatWasAndWhatIs();
    void undoingPutsTheOldBytesBack();
    void aPokeOnChangedBytesIsStaleAndWritesNothing();
    void anUndoNoticesThatTheTargetHasMovedOn();
    void unreadableBytesAreNotPoked();
    void aWriteThatStopsHalfWayIsTakenBack();
    void aWriteThatDoesNotStickIsAnError();
    void anEndedProcessIsNamedAsSuch();
    void sizesMustAgreeAndFitTheSpace();
};

void PokeTest::aPokeRecordsWhatWasAndWhatIs()
{
    BufferTarget target("hello", Address(0x1000), bytesOf("Hello, world!"));
    const auto record = poke(target, Address(0x1004), bytesOf("o, w"), bytesOf("EVIL"), WriteForce::No);
    QVERIFY(record);
    QCOMPARE(record->address.value(), 0x1004u);
    QCOMPARE(record->before, bytesOf("o, w"));
    QCOMPARE(record->after, bytesOf("EVIL"));
    QCOMPARE(target.read(AddressRange::fromSize(Address(0x1000), 13)).bytes, bytesOf("HellEVILorld!"));
}

void PokeTest::undoingPutsTheOldBytesBack()
{
    BufferTarget target("hello", Address(0), bytesOf("Hello"));
    const auto record = poke(target, Address(1), bytesOf("ell"), bytesOf("EVI"), WriteForce::No).value();
    const auto undone = undoPoke(target, record, WriteForce::No).value();
    QCOMPARE(undone.before, record.after);
    QCOMPARE(target.read(AddressRange::fromSize(Address(0), 5)).bytes, bytesOf("Hello"));
}

void PokeTest::aPokeOnChangedBytesIsStaleAndWritesNothing()
{
    BufferTarget target("hello", Address(0), bytesOf("Hello"));
    const auto record = poke(target, Address(0), bytesOf("HeLlo"), bytesOf("XXXXX"), WriteForce::No);
    QCOMPARE(record.error().code, ErrorCode::Stale);
    QCOMPARE(*record.error().address, 2u);
    QCOMPARE(target.read(AddressRange::fromSize(Address(0), 5)).bytes, bytesOf("Hello"));
}

void PokeTest::anUndoNoticesThatTheTargetHasMovedOn()
{
    BufferTarget target("hello", Address(0), bytesOf("Hello"));
    const auto record = poke(target, Address(0), bytesOf("He"), bytesOf("XX"), WriteForce::No).value();
    QVERIFY(target.write(Address(1), bytesOf("z"), WriteForce::No));
    QCOMPARE(undoPoke(target, record, WriteForce::No).error().code, ErrorCode::Stale);
    QCOMPARE(target.read(AddressRange::fromSize(Address(0), 5)).bytes, bytesOf("Xzllo"));
}

void PokeTest::unreadableBytesAreNotPoked()
{
    BufferTarget target("hello", Address(0), bytesOf("Hello"));
    const auto record = poke(target, Address(3), bytesOf("lo??"), bytesOf("EVIL"), WriteForce::No);
    QCOMPARE(record.error().code, ErrorCode::Unreadable);
    QCOMPARE(*record.error().address, 5u);
}

void PokeTest::aWriteThatStopsHalfWayIsTakenBack()
{
    const MappedPages pages(2);
    pages.protect(1, PROT_READ);
    const ForkedChild child;
    const auto target = ProcessTarget::open(ProcessId(child.pid())).value();
    const Address address(pages.address(1).value() - 2);

    const auto record = poke(*target, address, std::vector(4, std::byte{0}), bytesOf("EVIL"), WriteForce::No);
    QCOMPARE(record.error().code, ErrorCode::ReadOnly);
    QCOMPARE(target->read(AddressRange::fromSize(address, 4)).bytes, std::vector(4, std::byte{0}));
}

void PokeTest::aWriteThatDoesNotStickIsAnError()
{
    ForgetfulTarget target;
    const auto record = poke(target, Address(8), std::vector(2, std::byte{1}), bytesOf("\1x"), WriteForce::No);
    QCOMPARE(record.error().code, ErrorCode::System);
    QCOMPARE(*record.error().address, 9u);
}

void PokeTest::anEndedProcessIsNamedAsSuch()
{
    const MappedPages pages(1);
    const ForkedChild child;
    const auto target = ProcessTarget::open(ProcessId(child.pid())).value();
    child.kill();
    QCOMPARE(poke(*target, pages.address(), bytesOf("a"), bytesOf("b"), WriteForce::No).error().code, ErrorCode::Ended);
}

void PokeTest::sizesMustAgreeAndFitTheSpace()
{
    BufferTarget target("hello", Address(0), bytesOf("Hello"));
    QCOMPARE(poke(target, Address(0), bytesOf("He"), bytesOf("X"), WriteForce::No).error().code,
             ErrorCode::InvalidArgument);
    QCOMPARE(poke(target, Address(~std::uint64_t{0}), bytesOf("He"), bytesOf("XX"), WriteForce::No).error().code,
             ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(PokeTest)
#include "tst_poke.moc"
