#include "memory/process_target.h"
#include "support/forked_child.h"
#include "support/mapped_pages.h"

#include <QTemporaryFile>
#include <QtTest>

#include <sys/prctl.h>
#include <sys/syscall.h>
#include <thread>

using namespace memdelbrot;
using namespace memdelbrot::test;

namespace {

std::unique_ptr<ProcessTarget> opened(int pid)
{
    return ProcessTarget::open(ProcessId(pid)).value();
}

const std::vector evil{std::byte{'E'}, std::byte{'V'}, std::byte{'I'}, std::byte{'L'}};

}  // namespace

class ProcessTargetTest : public QObject {
    Q_OBJECT

private slots:
    void addressZeroIsUnreadable();
    void theLastBytesOf64BitsAreUnreadableNotAnError();
    void unmappedAndProtectedPagesAreHolesInALargerRead();
    void bytesBehindAMappedFilesEndAreUnreadable();
    void aReadOnlyPageIsWrittenOnlyByForce();
    void aForcedWriteGoesOnOverPagesOfBothKinds();
    void aProtectedPageIsNotCalledReadOnly();
    void regionsShowWhatWasMapped();
    void anEndedProcessGivesNoBytes();
    void aFrozenProcessSaysSoUntilItEnds();
    void whatIsNotAProcessIsNotFound();
    void aThreadsIdIsNotAProcess();
    void theOwnProcessIsReadable();
};

void ProcessTargetTest::addressZeroIsUnreadable()
{
    const ForkedChild child;
    const auto result = opened(child.pid())->read(AddressRange::fromSize(Address(0), 64));
    QCOMPARE(result.unreadable, (std::vector<UnreadableRange>{{result.range, EFAULT}}));
    QCOMPARE(result.bytes, std::vector(64, std::byte{0}));
}

void ProcessTargetTest::theLastBytesOf64BitsAreUnreadableNotAnError()
{
    const ForkedChild child;
    const auto target = opened(child.pid());
    const AddressRange last = AddressRange::fromSize(Address(std::uint64_t{0} - 32), 32);
    QCOMPARE(target->read(last).unreadable, (std::vector<UnreadableRange>{{last, EFAULT}}));
    for (const WriteForce force : {WriteForce::No, WriteForce::Yes})
        QCOMPARE(target->write(Address(~std::uint64_t{0} - 3), evil, force).error().code, ErrorCode::Unreadable);
    QCOMPARE(target->write(Address(~std::uint64_t{0}), evil, WriteForce::No).error().code, ErrorCode::InvalidArgument);
}

void ProcessTargetTest::unmappedAndProtectedPagesAreHolesInALargerRead()
{
    const MappedPages pages(5);
    for (std::size_t page = 0; page < 5; ++page)
        pages.fill(page, static_cast<unsigned char>(0x10 + page));
    pages.unmap(1);
    pages.protect(3, PROT_NONE);
    const ForkedChild child;
    const auto result = opened(child.pid())->read(pages.range());

    QCOMPARE(result.unreadable, (std::vector<UnreadableRange>{{pages.page(1), EFAULT}, {pages.page(3), EFAULT}}));
    for (const std::size_t page : {0u, 2u, 4u}) {
        QCOMPARE(result.bytes[page * MappedPages::pageSize()], static_cast<std::byte>(0x10 + page));
        QCOMPARE(result.bytes[(page + 1) * MappedPages::pageSize() - 1], static_cast<std::byte>(0x10 + page));
    }
}

void ProcessTargetTest::bytesBehindAMappedFilesEndAreUnreadable()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(QByteArray(100, 'x'));
    QVERIFY(file.flush());
    const std::size_t page = MappedPages::pageSize();
    void* mapped = ::mmap(nullptr, 2 * page, PROT_READ, MAP_SHARED, file.handle(), 0);
    const Address begin(reinterpret_cast<std::uint64_t>(mapped));
    const ForkedChild child;
    const auto result = opened(child.pid())->read(AddressRange::fromSize(begin, 2 * page));
    ::munmap(mapped, 2 * page);

    QCOMPARE(result.bytes[99], std::byte{'x'});
    QCOMPARE(result.unreadable.size(), std::size_t{1});
    QVERIFY(result.unreadable[0].range == AddressRange::fromSize(Address(begin.value() + page), page));
}

void ProcessTargetTest::aReadOnlyPageIsWrittenOnlyByForce()
{
    const MappedPages pages(1);
    pages.fill(0, 'x');
    pages.protect(0, PROT_READ);
    const ForkedChild child;
    const auto target = opened(child.pid());

    const auto refused = target->write(pages.address(), evil, WriteForce::No);
    QCOMPARE(refused.error().code, ErrorCode::ReadOnly);
    QCOMPARE(*refused.error().address, pages.address().value());
    QCOMPARE(target->read(pages.page(0)).bytes[0], std::byte{'x'});

    QVERIFY(target->write(pages.address(), evil, WriteForce::Yes));
    QCOMPARE(target->read(AddressRange::fromSize(pages.address(), 4)).bytes, evil);
    QCOMPARE(*pages.data(), std::byte{'x'});   // the child's copy alone
}

void ProcessTargetTest::aForcedWriteGoesOnOverPagesOfBothKinds()
{
    const MappedPages pages(3);
    pages.protect(1, PROT_READ);
    const ForkedChild child;
    const auto target = opened(child.pid());
    const std::vector bytes(3 * MappedPages::pageSize(), std::byte{0xAB});

    const auto stopped = target->write(pages.address(), bytes, WriteForce::No);
    QCOMPARE(stopped.error().code, ErrorCode::ReadOnly);
    QCOMPARE(*stopped.error().address, pages.address(1).value());

    QVERIFY(target->write(pages.address(), bytes, WriteForce::Yes));
    QCOMPARE(target->read(pages.range()).bytes, bytes);
}

void ProcessTargetTest::aProtectedPageIsNotCalledReadOnly()
{
    const MappedPages pages(1);
    pages.protect(0, PROT_NONE);
    const ForkedChild child;
    QCOMPARE(opened(child.pid())->write(pages.address(), evil, WriteForce::No).error().code, ErrorCode::Unreadable);
}

void ProcessTargetTest::regionsShowWhatWasMapped()
{
    const MappedPages pages(3);
    pages.protect(1, PROT_READ);
    const ForkedChild child;
    const auto regions = opened(child.pid())->regions().value();
    const auto at = [&](Address address) {
        return *std::ranges::find_if(regions, [&](const Region& region) { return region.range.contains(address); });
    };
    QCOMPARE(permissionsText(at(pages.address(0)).permissions), "rw-p");
    QCOMPARE(permissionsText(at(pages.address(1)).permissions), "r--p");
    QVERIFY(at(pages.address(1)).range == pages.page(1));
    int local = 0;
    QCOMPARE(at(Address(reinterpret_cast<std::uint64_t>(&local))).kind, RegionKind::Stack);
}

void ProcessTargetTest::anEndedProcessGivesNoBytes()
{
    const MappedPages pages(1);
    const ForkedChild child;
    const auto target = opened(child.pid());
    child.kill();

    QCOMPARE(target->state(), TargetState::Ended);
    QCOMPARE(target->read(pages.page(0)).unreadable, (std::vector<UnreadableRange>{{pages.page(0), ESRCH}}));
    const std::array ranges{pages.page(0), AddressRange::fromSize(pages.address(), 8)};
    for (const ReadResult& result : target->gather(ranges))
        QCOMPARE(result.errnoIn(result.range), ESRCH);
    QCOMPARE(target->write(pages.address(), evil, WriteForce::Yes).error().code, ErrorCode::Ended);
    QCOMPARE(target->regions().error().code, ErrorCode::Ended);
}

void ProcessTargetTest::aFrozenProcessSaysSoUntilItEnds()
{
    const ForkedChild child;
    const auto target = opened(child.pid());
    target->setFrozen(true);
    QCOMPARE(target->state(), TargetState::Frozen);
    child.kill();
    QCOMPARE(target->state(), TargetState::Ended);
}

void ProcessTargetTest::whatIsNotAProcessIsNotFound()
{
    for (const int pid : {0, -1, 0x7fffffff})
        QCOMPARE(ProcessTarget::open(ProcessId(pid)).error().code, ErrorCode::NotFound);
}

void ProcessTargetTest::aThreadsIdIsNotAProcess()
{
    std::atomic<int> id = 0;
    std::jthread thread([&](const std::stop_token& stop) {
        id = static_cast<int>(::syscall(SYS_gettid));
        id.notify_one();
        while (!stop.stop_requested())
            std::this_thread::yield();
    });
    id.wait(0);
    QCOMPARE(ProcessTarget::open(ProcessId(id)).error().code, ErrorCode::InvalidArgument);
}

void ProcessTargetTest::theOwnProcessIsReadable()
{
    const std::uint64_t value = 0x1122334455667788;
    const auto result =
        opened(::getpid())->read(AddressRange::fromSize(Address(reinterpret_cast<std::uint64_t>(&value)), 8));
    QVERIFY(result.isComplete());
    QCOMPARE(std::memcmp(result.bytes.data(), &value, 8), 0);
}

QTEST_GUILESS_MAIN(ProcessTargetTest)
#include "tst_process_target.moc"
