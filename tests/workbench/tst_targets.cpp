#include "memory/buffer_target.h"
#include "support/forked_child.h"
#include "support/mapped_pages.h"
#include "workbench/targets.h"

#include <QTemporaryFile>
#include <QtTest>

#include <future>

using namespace memdelbrot;
using namespace memdelbrot::test;

namespace {

std::shared_ptr<MemoryTarget> buffer()
{
    return std::make_shared<BufferTarget>("pasted", Address(0x1000), std::vector<std::byte>(16));
}

AddressRange someBytes(std::uint64_t begin)
{
    return AddressRange::fromSize(Address(begin), 4);
}

}  // namespace

class TargetsTest : public QObject {
    Q_OBJECT

private slots:
    void thisProgramIsAlwaysThereAndCannotBeClosed();
    void aProcessOpensLockedUnderItsNumberAndCommand();
    void aProcessThatIsOpenAlreadyIsNotOpenedTwice();
    void aProcessThatDiedIsListedAsEnded();
    void aFileIsNamedWithoutItsFolder();
    void aClosedTargetIsNotFoundAndItsNumberIsNotUsedAgain();
    void coloursAreStableAndFreedByClosing();
    void aLockedTargetIsNotWritableUntilItIsUnlocked();
    void thisProgramCannotBeUnlocked();
    void onlyNamedRangesOfThisProgramAreWritable();
    void aRangeIsNotTakenAwayWhileItIsWritten();
    void everyChangeIsTold();
};

void TargetsTest::thisProgramIsAlwaysThereAndCannotBeClosed()
{
    Targets targets([] {});
    targets.close(targets.self());
    const auto info = targets.info(targets.self()).value();
    QCOMPARE(info.kind, TargetKind::Self);
    QCOMPARE(info.pid.value(), ::getpid());
    QCOMPARE(info.state, TargetState::Running);
}

void TargetsTest::aProcessOpensLockedUnderItsNumberAndCommand()
{
    const ForkedChild child;
    Targets targets([] {});
    const auto info = targets.info(targets.openProcess(ProcessId(child.pid())).value()).value();
    QCOMPARE(QString::fromStdString(info.name), QStringLiteral("pid %1 (tst_targets)").arg(child.pid()));
    QCOMPARE(info.lock, WriteLock::Locked);
}

void TargetsTest::aProcessThatIsOpenAlreadyIsNotOpenedTwice()
{
    const ForkedChild child;
    Targets targets([] {});
    const TargetId first = targets.openProcess(ProcessId(child.pid())).value();
    QCOMPARE(targets.openProcess(ProcessId(child.pid())).value(), first);
    QCOMPARE(targets.openProcess(ProcessId(::getpid())).value(), targets.self());
}

void TargetsTest::aProcessThatDiedIsListedAsEnded()
{
    ForkedChild child;
    Targets targets([] {});
    const TargetId id = targets.openProcess(ProcessId(child.pid())).value();
    child.end();
    QCOMPARE(targets.info(id)->state, TargetState::Ended);
    QCOMPARE(targets.list().size(), std::size_t(2));
}

void TargetsTest::aFileIsNamedWithoutItsFolder()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    Targets targets([] {});
    const auto info = targets.info(targets.openFile(file.fileName().toStdString()).value()).value();
    QCOMPARE(QString::fromStdString(info.name), QFileInfo(file.fileName()).fileName());
    QCOMPARE(info.lock, WriteLock::Locked);
    QCOMPARE(targets.openFile("/nowhere/at/all").error().code, ErrorCode::NotFound);
}

void TargetsTest::aClosedTargetIsNotFoundAndItsNumberIsNotUsedAgain()
{
    Targets targets([] {});
    const TargetId first = targets.add(TargetKind::Buffer, "a", ProcessId(0), buffer(), WriteLock::Locked);
    targets.close(first);
    QCOMPARE(targets.target(first).error().code, ErrorCode::NotFound);
    QVERIFY(targets.add(TargetKind::Buffer, "b", ProcessId(0), buffer(), WriteLock::Locked) != first);
}

void TargetsTest::coloursAreStableAndFreedByClosing()
{
    Targets targets([] {});
    const TargetId first = targets.add(TargetKind::Buffer, "a", ProcessId(0), buffer(), WriteLock::Locked);
    const TargetId second = targets.add(TargetKind::Buffer, "b", ProcessId(0), buffer(), WriteLock::Locked);
    const int firstColour = targets.info(first)->colour;
    const int secondColour = targets.info(second)->colour;
    QVERIFY(firstColour != secondColour);
    targets.close(first);
    QCOMPARE(targets.info(second)->colour, secondColour);
    const TargetId third = targets.add(TargetKind::Buffer, "c", ProcessId(0), buffer(), WriteLock::Locked);
    QCOMPARE(targets.info(third)->colour, firstColour);
}

void TargetsTest::aLockedTargetIsNotWritableUntilItIsUnlocked()
{
    Targets targets([] {});
    const TargetId id = targets.add(TargetKind::Buffer, "notes", ProcessId(0), buffer(), WriteLock::Locked);
    const auto refused = targets.checkWritable(id, someBytes(0x1000));
    QCOMPARE(refused.error().code, ErrorCode::Locked);
    QCOMPARE(refused.error().subject, std::string("notes"));
    QVERIFY(targets.unlock(id));
    QVERIFY(targets.checkWritable(id, someBytes(0x1000)));
    targets.lock(id);
    QVERIFY(!targets.checkWritable(id, someBytes(0x1000)));
}

void TargetsTest::thisProgramCannotBeUnlocked()
{
    Targets targets([] {});
    QCOMPARE(targets.unlock(targets.self()).error().code, ErrorCode::Refused);
    QCOMPARE(targets.checkWritable(targets.self(), someBytes(0x1000)).error().code, ErrorCode::Locked);
}

void TargetsTest::onlyNamedRangesOfThisProgramAreWritable()
{
    const MappedPages pages(2);
    Targets targets([] {});
    targets.allowOwnRange(pages.page(0));
    QVERIFY(targets.checkWritable(targets.self(), pages.page(0)));
    QVERIFY(!targets.checkWritable(targets.self(), pages.page(1)));
    QVERIFY(!targets.checkWritable(targets.self(), pages.range()));
    targets.disallowOwnRange(pages.page(0));
    QVERIFY(!targets.checkWritable(targets.self(), pages.page(0)));
}

void TargetsTest::aRangeIsNotTakenAwayWhileItIsWritten()
{
    const MappedPages pages(1);
    Targets targets([] {});
    targets.allowOwnRange(pages.range());
    std::atomic<bool> isTaken = false;
    std::future<void> taking;
    {
        const auto permit = targets.permitWrite(targets.self(), pages.range());
        QVERIFY(permit);
        taking = std::async(std::launch::async, [&] {
            targets.disallowOwnRange(pages.range());
            isTaken = true;
        });
        QVERIFY(!isTaken);
    }
    taking.wait();
    QVERIFY(isTaken);
    QVERIFY(!targets.permitWrite(targets.self(), pages.range()));
}

void TargetsTest::everyChangeIsTold()
{
    int changes = 0;
    Targets targets([&] { ++changes; });
    const TargetId id = targets.add(TargetKind::Buffer, "a", ProcessId(0), buffer(), WriteLock::Locked);
    QVERIFY(targets.unlock(id));
    targets.lock(id);
    targets.rename(id, "b");
    targets.close(id);
    targets.close(id);
    QCOMPARE(changes, 5);
}

QTEST_GUILESS_MAIN(TargetsTest)
#include "tst_targets.moc"
