#include "workbench/allocations.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

Allocation doubles(const std::string& name, std::uint64_t address, TargetId target = TargetId(1))
{
    return {.name = name,
            .target = target,
            .range = AddressRange::fromSize(Address(address), 800),
            .view = {.dtype = Dtype::fromKind(DtypeKind::Float, 8), .shape = {100}, .strides = {}},
            .kind = "malloc"};
}

}  // namespace

class AllocationsTest : public QObject {
    Q_OBJECT

private slots:
    void aTakenNameGetsANumber();
    void anUnnamedArrayIsCalledArray();
    void aNewEntryAtTheSameAddressTakesTheOldOnesPlace();
    void aFreedOneStaysListed();
    void theEndOfAProcessKeepsWhatItHeldUntilItIsClosed();
    void anUnknownNameIsNotFound();
    void flagsAreThoseOfNumPy();
    void oneAxisIsContiguousInBothOrders();
};

void AllocationsTest::aTakenNameGetsANumber()
{
    int changes = 0;
    Allocations allocations([&] { ++changes; });
    QCOMPARE(allocations.add(doubles("a", 0x1000)), std::string("a"));
    QCOMPARE(allocations.add(doubles("a", 0x2000)), std::string("a2"));
    QCOMPARE(allocations.add(doubles("a", 0x3000)), std::string("a3"));
    QCOMPARE(allocations.named("a2")->range.begin(), Address(0x2000));
    QCOMPARE(changes, 3);
}

void AllocationsTest::anUnnamedArrayIsCalledArray()
{
    Allocations allocations([] {});
    QCOMPARE(allocations.add(doubles("", 0x1000)), std::string("array"));
}

void AllocationsTest::aNewEntryAtTheSameAddressTakesTheOldOnesPlace()
{
    Allocations allocations([] {});
    (void)allocations.add(doubles("a", 0x1000));
    QCOMPARE(allocations.add(doubles("a", 0x1000)), std::string("a"));
    (void)allocations.add(doubles("b", 0x1000, TargetId(2)));
    QCOMPARE(allocations.list().size(), std::size_t(2));
}

void AllocationsTest::aFreedOneStaysListed()
{
    Allocations allocations([] {});
    (void)allocations.add(doubles("a", 0x1000));
    allocations.markFreed(TargetId(2), Address(0x1000));
    QVERIFY(allocations.named("a")->isInUse());
    allocations.markFreed(TargetId(1), Address(0x1000));
    QVERIFY(!allocations.named("a")->isInUse());
}

void AllocationsTest::theEndOfAProcessKeepsWhatItHeldUntilItIsClosed()
{
    Allocations allocations([] {});
    (void)allocations.add(doubles("a", 0x1000, TargetId(1)));
    (void)allocations.add(doubles("b", 0x1000, TargetId(2)));
    allocations.markEnded(TargetId(1));
    QCOMPARE(allocations.named("a")->state, AllocationState::Kept);
    QVERIFY(allocations.named("a")->isReadable());
    QVERIFY(allocations.named("b")->isInUse());
    allocations.markGone(TargetId(1));
    QCOMPARE(allocations.named("a")->state, AllocationState::Gone);
    QVERIFY(!allocations.named("a")->isReadable());
}

void AllocationsTest::anUnknownNameIsNotFound()
{
    Allocations allocations([] {});
    QCOMPARE(allocations.named("nothing").error().code, ErrorCode::NotFound);
}

void AllocationsTest::flagsAreThoseOfNumPy()
{
    const ArrayFlags flags = flagsOf(doubles("a", 0x1000), true);
    QVERIFY(!flags.ownsData);
    QVERIFY(flags.contiguous);
    QVERIFY(flags.aligned);
    QVERIFY(flags.writeable);
    QVERIFY(!flagsOf(doubles("a", 0x1004), true).aligned);
    QVERIFY(!flagsOf(doubles("a", 0x1000), false).writeable);
    Allocation freed = doubles("a", 0x1000);
    freed.state = AllocationState::Freed;
    QVERIFY(!flagsOf(freed, true).writeable);
    Allocation everySecond = doubles("a", 0x1000);
    everySecond.view.strides = {16};
    QVERIFY(!flagsOf(everySecond, true).contiguous);
    QVERIFY(!flagsOf(everySecond, true).fortranContiguous);
}

void AllocationsTest::oneAxisIsContiguousInBothOrders()
{
    QVERIFY(flagsOf(doubles("a", 0x1000), true).fortranContiguous);
    Allocation table = doubles("a", 0x1000);
    table.view.shape = {10, 10};
    QVERIFY(flagsOf(table, true).contiguous);
    QVERIFY(!flagsOf(table, true).fortranContiguous);
    table.view.strides = fortranOrderStrides(table.view.shape, 8);
    QVERIFY(!flagsOf(table, true).contiguous);
    QVERIFY(flagsOf(table, true).fortranContiguous);
    table.view = {.dtype = table.view.dtype, .shape = {1, 100}, .strides = {}};
    QVERIFY(flagsOf(table, true).contiguous && flagsOf(table, true).fortranContiguous);
}

QTEST_GUILESS_MAIN(AllocationsTest)
#include "tst_allocations.moc"
