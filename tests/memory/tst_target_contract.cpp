// What every kind of memory target promises (memory/memory_target.h), asked of each kind.
#include "memory/buffer_target.h"
#include "memory/file_target.h"
#include "memory/process_target.h"
#include "support/forked_child.h"
#include "support/mapped_pages.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <optional>
#include <thread>

using namespace memdelbrot;
using namespace memdelbrot::test;

namespace {

const std::size_t contentSize = 2 * MappedPages::pageSize();

std::byte contentAt(std::size_t index)
{
    return static_cast<std::byte>(index * 7 % 251);
}

std::vector<std::byte> contentPart(std::size_t from, std::size_t size)
{
    std::vector<std::byte> part(size);
    for (std::size_t i = 0; i < size; ++i)
        part[i] = contentAt(from + i);
    return part;
}

// A target holding the content at `begin`, with nothing readable behind it.
class Kind {
public:
    virtual ~Kind() = default;
    std::unique_ptr<MemoryTarget> target;
    Address begin;

    [[nodiscard]] AddressRange range(std::size_t from, std::size_t size) const
    {
        return AddressRange::fromSize(Address(begin.value() + from), size);
    }
};

class ProcessKind final : public Kind {
public:
    explicit ProcessKind(bool own)
    {
        const auto content = contentPart(0, contentSize);
        std::ranges::copy(content, m_pages.data());
        m_pages.unmap(2);
        begin = m_pages.address();
        if (!own)
            m_child.emplace();
        target = ProcessTarget::open(ProcessId(own ? ::getpid() : m_child->pid())).value();
    }

private:
    MappedPages m_pages{3};
    std::optional<ForkedChild> m_child;
};

class FileKind final : public Kind {
public:
    FileKind()
    {
        const auto content = contentPart(0, contentSize);
        const std::string path = m_folder.filePath(QStringLiteral("content")).toStdString();
        std::ofstream(path).write(reinterpret_cast<const char*>(content.data()),
                                  static_cast<std::streamsize>(content.size()));
        target = FileTarget::open(path).value();
    }

private:
    QTemporaryDir m_folder;
};

class BufferKind final : public Kind {
public:
    BufferKind()
    {
        begin = Address(std::uint64_t{0} - 4 * contentSize);
        target = std::make_unique<BufferTarget>("content", begin, contentPart(0, contentSize));
    }
};

std::unique_ptr<Kind> makeKind(std::string_view kind)
{
    if (kind == "child" || kind == "self")
        return std::make_unique<ProcessKind>(kind == "self");
    if (kind == "file")
        return std::make_unique<FileKind>();
    return std::make_unique<BufferKind>();
}

}  // namespace

class TargetContractTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init();
    void cleanup() { m_kind.reset(); }

    void itsBytesAreRead();
    void everyByteBehindTheEndIsUnreadable();
    void aRangeBehindTheEndIsWhollyUnreadable();
    void anEmptyReadIsComplete();
    void aHugeReadIsRefusedAtOnce();
    void readingIntoBytesOfTheCallersIsTheSame();
    void gatheredPiecesAreTheSameAsReadOnes();
    void writtenBytesAreReadBack();
    void aWriteOverTheEndSaysWhereItStopped();
    void aWriteBehindTheEndChangesNothing();
    void itsRegionsAreSortedAndHoldTheContent();
    void itRunsAndHasAName();
    void manyThreadsReadAtOnce();

private:
    std::unique_ptr<Kind> m_kind;
};

void TargetContractTest::initTestCase_data()
{
    QTest::addColumn<std::string>("kind");
    for (const char* kind : {"child", "self", "file", "buffer"})
        QTest::addRow("%s", kind) << std::string(kind);
}

void TargetContractTest::init()
{
    QFETCH_GLOBAL(const std::string, kind);
    m_kind = makeKind(kind);
}

void TargetContractTest::itsBytesAreRead()
{
    const auto result = m_kind->target->read(m_kind->range(100, 5000));
    QVERIFY(result.isComplete());
    QVERIFY(!result.stale);
    QVERIFY(result.range == m_kind->range(100, 5000));
    QCOMPARE(result.bytes, contentPart(100, 5000));
}

void TargetContractTest::everyByteBehindTheEndIsUnreadable()
{
    const auto result = m_kind->target->read(m_kind->range(contentSize - 10, 30));
    QCOMPARE(result.bytes.size(), std::size_t{30});
    QCOMPARE(result.unreadable.size(), std::size_t{1});
    QVERIFY(result.unreadable[0].range == m_kind->range(contentSize, 20));
    QVERIFY(result.unreadable[0].errnoValue != 0);
    QCOMPARE(std::vector(result.bytes.begin(), result.bytes.begin() + 10), contentPart(contentSize - 10, 10));
    QCOMPARE(result.bytes.back(), std::byte{0});
}

void TargetContractTest::aRangeBehindTheEndIsWhollyUnreadable()
{
    const auto result = m_kind->target->read(m_kind->range(contentSize, 16));
    QCOMPARE(result.unreadable.size(), std::size_t{1});
    QVERIFY(result.unreadable[0].range == result.range);
}

void TargetContractTest::anEmptyReadIsComplete()
{
    const auto result = m_kind->target->read(m_kind->range(0, 0));
    QVERIFY(result.isComplete());
    QVERIFY(result.bytes.empty());
}

void TargetContractTest::aHugeReadIsRefusedAtOnce()
{
    const auto result = m_kind->target->read(AddressRange::fromSize(Address(0), (std::uint64_t{1} << 30) + 1));
    QCOMPARE(result.unreadable.at(0).errnoValue, E2BIG);
    QVERIFY(result.unreadable[0].range == result.range);
}

void TargetContractTest::readingIntoBytesOfTheCallersIsTheSame()
{
    const AddressRange range = m_kind->range(100, 4096);
    std::vector<std::byte> bytes(range.size(), std::byte{0xee});
    const auto unreadable = m_kind->target->readInto(range, bytes);
    const ReadResult read = m_kind->target->read(range);
    QVERIFY(unreadable == read.unreadable);
    for (std::uint64_t at = 0; at < range.size(); ++at) {
        if (read.isReadable(Address(range.begin().value() + at)))
            QCOMPARE(bytes[at], read.bytes[at]);
    }
}

void TargetContractTest::gatheredPiecesAreTheSameAsReadOnes()
{
    std::vector<AddressRange> ranges;
    for (std::size_t i = 0; i < 2500; ++i)
        ranges.push_back(m_kind->range(i * 3, i % 9));
    ranges[7] = m_kind->range(contentSize - 3, 8);
    ranges[8] = m_kind->range(contentSize, 8);
    ranges[9] = AddressRange::fromSize(Address(0), std::uint64_t{2} << 30);
    const auto results = m_kind->target->gather(ranges);

    QCOMPARE(results.size(), ranges.size());
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        const auto single = m_kind->target->read(ranges[i]);
        QVERIFY(results[i].range == ranges[i]);
        QCOMPARE(results[i].bytes, single.bytes);
        QCOMPARE(results[i].unreadable, single.unreadable);
    }
}

void TargetContractTest::writtenBytesAreReadBack()
{
    const std::vector evil{std::byte{'E'}, std::byte{'V'}, std::byte{'I'}, std::byte{'L'}};
    QVERIFY(m_kind->target->write(m_kind->range(4094, 4).begin(), evil, WriteForce::No));
    QCOMPARE(m_kind->target->read(m_kind->range(4094, 4)).bytes, evil);
    QCOMPARE(m_kind->target->read(m_kind->range(4090, 4)).bytes, contentPart(4090, 4));
    QCOMPARE(m_kind->target->read(m_kind->range(4098, 4)).bytes, contentPart(4098, 4));
}

void TargetContractTest::aWriteOverTheEndSaysWhereItStopped()
{
    const std::vector bytes(20, std::byte{0xEE});
    const auto written = m_kind->target->write(m_kind->range(contentSize - 10, 20).begin(), bytes, WriteForce::No);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Unreadable);
    QCOMPARE(*written.error().address, m_kind->range(contentSize, 0).begin().value());
    QCOMPARE(m_kind->target->regions().value().empty(), false);
}

void TargetContractTest::aWriteBehindTheEndChangesNothing()
{
    const std::vector bytes(4, std::byte{1});
    for (const WriteForce force : {WriteForce::No, WriteForce::Yes}) {
        const auto written = m_kind->target->write(m_kind->range(contentSize, 4).begin(), bytes, force);
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Unreadable);
        QVERIFY(!m_kind->target->read(m_kind->range(contentSize, 4)).isComplete());
    }
}

void TargetContractTest::itsRegionsAreSortedAndHoldTheContent()
{
    const auto regions = m_kind->target->regions().value();
    bool held = false;
    for (std::size_t i = 0; i < regions.size(); ++i) {
        QVERIFY(!regions[i].range.isEmpty());
        QVERIFY(i == 0 || regions[i - 1].range.last() < regions[i].range.begin());
        held = held || (regions[i].range.contains(m_kind->range(0, contentSize)) && regions[i].permissions.write);
    }
    QVERIFY(held);
}

void TargetContractTest::itRunsAndHasAName()
{
    QCOMPARE(m_kind->target->state(), TargetState::Running);
    QVERIFY(!m_kind->target->name().empty());
}

void TargetContractTest::manyThreadsReadAtOnce()
{
    std::atomic<int> right = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int round = 0; round < 50; ++round)
                right += m_kind->target->read(m_kind->range(0, contentSize)).bytes == contentPart(0, contentSize);
        });
    threads.clear();
    QCOMPARE(right.load(), 200);
}

QTEST_GUILESS_MAIN(TargetContractTest)
#include "tst_target_contract.moc"
