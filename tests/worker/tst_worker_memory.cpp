#include "support/second_program.h"
#include "worker/worker_run.h"

#include <QFile>

using namespace memdelbrot;
using namespace memdelbrot::testing;

class WorkerMemoryTest : public QObject {
    Q_OBJECT

private slots:
    void everyKindIsZeroFilled_data();
    void everyKindIsZeroFilled();
    void sharedMemoryIsSealedAndNamed();
    void releasedMappingsAreGone();
    void sizesThatCannotBeAreErrors();
    void scratchLivesUntilTheCallAfterNext();
    void aLibraryIsLoadedUnderItsResolvedPath();
    void aMissingLibraryIsNotFound();
    void aFileThatIsNoLibraryIsALoadersDiagnostic();
};

namespace {

QByteArray mapsOf(const Worker& worker)
{
    QFile maps(QStringLiteral("/proc/%1/maps").arg(worker.pid().value()));
    return maps.open(QIODevice::ReadOnly) ? maps.readAll() : QByteArray();
}

QByteArray hexOf(Address address)
{
    return QByteArray::number(quint64{address.value()}, 16);
}

}  // namespace

void WorkerMemoryTest::everyKindIsZeroFilled_data()
{
    QTest::addColumn<AllocationKind>("kind");
    QTest::addRow("malloc") << AllocationKind::Malloc;
    QTest::addRow("mmap") << AllocationKind::Mmap;
    QTest::addRow("memfd") << AllocationKind::SharedMemfd;
}

void WorkerMemoryTest::everyKindIsZeroFilled()
{
    QFETCH(AllocationKind, kind);
    const WorkerRun run("callees");
    const auto allocation = run.worker->allocate(kind, 800);
    QVERIFY(allocation);
    QCOMPARE(allocation->size, 800U);
    QCOMPARE(memoryByDd(run.worker->pid().value(), allocation->address.value(), 800), QByteArray(800, '\0'));
    QVERIFY(run.call("scribble", PassedType::Void,
                     {pointer(allocation->address), passed(PassedType::UInt64, std::uint64_t{800}), int32(0x55)}));
    QCOMPARE(memoryByDd(run.worker->pid().value(), allocation->address.value(), 800), QByteArray(800, 0x55));
    QVERIFY(run.worker->release(*allocation));
    QVERIFY(run.call("widest", PassedType::UInt64));
}

void WorkerMemoryTest::sharedMemoryIsSealedAndNamed()
{
    const WorkerRun run("callees");
    const auto allocation = run.worker->allocate(AllocationKind::SharedMemfd, 8192);
    const QByteArray maps = mapsOf(*run.worker);
    const qsizetype at = maps.indexOf(hexOf(allocation->address));
    QVERIFY(at >= 0);
    QVERIFY(maps.mid(at, maps.indexOf('\n', at) - at).contains("memfd:memdelbrot array"));
    // Through the mapping's own link, as another process could reach it: the size cannot be changed any more.
    const QString link = QStringLiteral("/proc/%1/map_files/%2-%3")
                             .arg(run.worker->pid().value())
                             .arg(allocation->address.value(), 0, 16)
                             .arg(allocation->address.value() + 8192, 0, 16);
    QVERIFY(!QFile::resize(link, 0));
}

void WorkerMemoryTest::releasedMappingsAreGone()
{
    const WorkerRun run("callees");
    for (const AllocationKind kind : {AllocationKind::Mmap, AllocationKind::SharedMemfd}) {
        const auto allocation = run.worker->allocate(kind, 1 << 20);
        QVERIFY(mapsOf(*run.worker).contains(hexOf(allocation->address)));
        QVERIFY(run.worker->release(*allocation));
        QCOMPARE(memoryByDd(run.worker->pid().value(), allocation->address.value(), 16), QByteArray());
    }
}

void WorkerMemoryTest::sizesThatCannotBeAreErrors()
{
    const WorkerRun run("callees");
    for (const AllocationKind kind : {AllocationKind::Malloc, AllocationKind::Mmap, AllocationKind::SharedMemfd}) {
        QCOMPARE(run.worker->allocate(kind, 0).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(run.worker->allocate(kind, ~std::uint64_t{0}).error().code, ErrorCode::OutOfMemory);
        QVERIFY(!run.worker->allocate(kind, std::uint64_t{1} << 62));
    }
    QVERIFY(run.worker->allocate(AllocationKind::Malloc, 8));
}

void WorkerMemoryTest::scratchLivesUntilTheCallAfterNext()
{
    const WorkerRun run("callees");
    const std::string text = "kept";
    const Address address = *run.worker->storeScratch(std::as_bytes(std::span(text)));
    const auto isThere = [&] { return memoryByDd(run.worker->pid().value(), address.value(), 4) == "kept"; };
    QVERIFY(isThere());
    QVERIFY(run.call("widest", PassedType::UInt64));
    QVERIFY(isThere());
    QVERIFY(run.call("widest", PassedType::UInt64));
    QVERIFY(!isThere());
    QVERIFY(run.worker->storeScratch({}));
}

void WorkerMemoryTest::aLibraryIsLoadedUnderItsResolvedPath()
{
    const WorkerRun run("libm.so.6");
    QVERIFY(run.library->path.starts_with('/'));
    QVERIFY(mapsOf(*run.worker).contains(QByteArray::fromStdString(run.library->path)));
}

void WorkerMemoryTest::aMissingLibraryIsNotFound()
{
    const auto worker = Worker::start({});
    const auto library = (*worker)->load("/nowhere/libnothing.so");
    QCOMPARE(library.error().code, ErrorCode::NotFound);
    QCOMPARE(library.error().subject, "/nowhere/libnothing.so");
}

void WorkerMemoryTest::aFileThatIsNoLibraryIsALoadersDiagnostic()
{
    const auto worker = Worker::start({});
    const auto library = (*worker)->load("/etc/passwd");
    QCOMPARE(library.error().code, ErrorCode::Diagnostic);
    QVERIFY(library.error().detail.find("invalid ELF header") != std::string::npos);
    QVERIFY((*worker)->load("libm.so.6"));
}

QTEST_GUILESS_MAIN(WorkerMemoryTest)
#include "tst_worker_memory.moc"
