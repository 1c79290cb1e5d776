#include "memory/buffer_target.h"
#include "search/scan.h"

#include <QtTest>

#include <cstring>
#include <map>
#include <random>

using namespace memdelbrot;
using Kind = ScanCondition::Kind;

namespace {

constexpr std::uint64_t bufferBegin = 0x10003;   // not aligned

// A buffer of which a part can be taken away.
class ShrinkingTarget final : public MemoryTarget {
public:
    explicit ShrinkingTarget(std::size_t size) : m_buffer("buffer", Address(bufferBegin), std::vector<std::byte>(size))
    {
    }

    std::vector<UnreadableRange> readInto(const AddressRange& range, std::span<std::byte> bytes) const override
    {
        auto unreadable = m_buffer.readInto(range, bytes);
        const AddressRange gone = range.intersected(hole);
        if (gone.isEmpty())
            return unreadable;
        std::ranges::fill(bytes.subspan(gone.begin().value() - range.begin().value(), gone.size()), std::byte{0xcc});
        unreadable.insert(unreadable.begin(), {gone, EFAULT});
        return unreadable;
    }
    Result<void> write(Address begin, std::span<const std::byte> bytes, WriteForce force) override
    {
        return m_buffer.write(begin, bytes, force);
    }
    Result<std::vector<Region>> regions() const override { return m_buffer.regions(); }
    TargetState state() const override { return TargetState::Running; }
    std::string name() const override { return "buffer"; }

    AddressRange hole;

private:
    BufferTarget m_buffer;
};

template <typename T>
void put(MemoryTarget& target, std::uint64_t address, T value)
{
    if (!target.write(Address(address), std::as_bytes(std::span(&value, 1)), WriteForce::No))
        qFatal("the buffer was not written");
}

using Found = std::map<std::uint64_t, std::vector<std::byte>>;   // what there was, by address

Found found(const Scan& scan)
{
    Found all;
    for (std::size_t index = 0; index < scan.candidates(); ++index) {
        const ScanCandidate candidate = scan.candidate(index);
        all.emplace(candidate.address.value(), std::vector(candidate.value.begin(), candidate.value.end()));
    }
    return all;
}

Scan scanOf(std::shared_ptr<const MemoryTarget> target, const char* dtype, const ScanOptions& options)
{
    return Scan::of(std::move(target), Dtype::parse(dtype).value(), options).value();
}

}  // namespace

class ScanTest : public QObject {
    Q_OBJECT

private slots:
    void everyStepLeavesWhatANaiveScanLeaves_data();
    void everyStepLeavesWhatANaiveScanLeaves();
    void aValueIsFoundAndFollowed();
    void undoBringsBackWhatWasThere();
    void aStepThatNeedsAnEarlierOneIsRefusedAtFirst();
    void candidatesThatCannotBeReadAnyMoreAreLost();
    void theMemoryItTakesIsBounded();
    void undoIsGivenUpRatherThanTheBound();
    void aRequestLeavesTheScanAsItWas();
    void aRequestStopsTheFirstStep();
    void onlyTheRangeGivenIsScanned();
    void alignmentsThatAreNoneAreRefused();
};

void ScanTest::everyStepLeavesWhatANaiveScanLeaves_data()
{
    QTest::addColumn<int>("alignment");
    QTest::addColumn<int>("threads");
    QTest::newRow("aligned") << 4 << 1;
    QTest::newRow("aligned, two threads") << 4 << 2;
    QTest::newRow("at any address") << 1 << 2;
    QTest::newRow("at every third") << 3 << 1;
    QTest::newRow("at every sixteenth") << 16 << 2;
}

// Against a model that goes through all numbers one by one, over steps that change some of the bytes at random.
void ScanTest::everyStepLeavesWhatANaiveScanLeaves()
{
    QFETCH(int, alignment);
    QFETCH(int, threads);
    constexpr std::size_t size = 5 * 1024 * 1024 + 7;   // over a unit, and no multiple of anything
    const auto target = std::make_shared<BufferTarget>("buffer", Address(bufferBegin), std::vector<std::byte>(size));
    const auto all = AddressRange::fromSize(Address(bufferBegin), size);
    std::mt19937 random(12345);
    const auto stir = [&](int pieces) {
        for (int piece = 0; piece < pieces; ++piece)
            put(*target, bufferBegin + random() % (size - 4), static_cast<std::int32_t>(random() % 2000) - 1000);
    };
    stir(200'000);

    Scan scan = scanOf(target, "int32",
                       {.alignment = static_cast<std::uint64_t>(alignment), .threads = static_cast<unsigned>(threads)});
    QVERIFY(scan.step(ScanCondition(Kind::Any)));
    std::vector<std::byte> was = target->read(all).bytes;
    std::vector<std::uint64_t> naive;
    for (std::uint64_t offset = 0; offset + 4 <= size; ++offset) {
        if ((bufferBegin + offset) % static_cast<std::uint64_t>(alignment) == 0)
            naive.push_back(offset);
    }
    QCOMPARE(scan.candidates(), naive.size());
    using Rule = std::function<bool(std::int32_t was, std::int32_t is)>;
    const Dtype dtype = Dtype::parse("int32").value();
    const std::vector<std::pair<ScanCondition, Rule>> steps{
        {ScanCondition(Kind::Unchanged), [](auto a, auto b) { return a == b; }},
        {ScanCondition::inRange(dtype, "-100000", "100000").value(),
         [](auto, auto b) { return std::abs(b) <= 100000; }},
        {ScanCondition(Kind::Changed), [](auto a, auto b) { return a != b; }},
        {ScanCondition(Kind::Increased), [](auto a, auto b) { return b > a; }},
        {ScanCondition(Kind::Unchanged), [](auto a, auto b) { return a == b; }},
    };
    for (const auto& [condition, rule] : steps) {
        stir(condition.kind() == Kind::Unchanged || condition.kind() == Kind::Passes ? 2000 : 300'000);
        const std::vector<std::byte> is = target->read(all).bytes;
        std::erase_if(naive, [&](std::uint64_t offset) {
            std::int32_t before = 0;
            std::int32_t now = 0;
            std::memcpy(&before, was.data() + offset, 4);
            std::memcpy(&now, is.data() + offset, 4);
            return !rule(before, now);
        });
        QVERIFY(scan.step(condition));
        QCOMPARE(scan.candidates(), naive.size());
        QVERIFY(!naive.empty());
        for (std::size_t index = 0; index < naive.size(); index += std::max<std::size_t>(naive.size() / 1000, 1)) {
            const ScanCandidate candidate = scan.candidate(index);
            QCOMPARE(candidate.address.value(), bufferBegin + naive[index]);
            QVERIFY(std::memcmp(candidate.value.data(), is.data() + naive[index], 4) == 0);
        }
        was = is;
    }
}

void ScanTest::aValueIsFoundAndFollowed()
{
    const auto target = std::make_shared<ShrinkingTarget>(1 << 20);
    for (const std::uint64_t address : {0x10010U, 0x20000U, 0x90000U})
        put(*target, address, 4711.5);
    Scan scan = scanOf(target, "float64", {.alignment = 8});
    QVERIFY(scan.step(ScanCondition::equalTo(scan.dtype(), "4711.5").value()));
    QCOMPARE(scan.candidates(), 3U);
    put(*target, 0x20000, 4712.0);
    put(*target, 0x90000, 4713.5);
    const auto outcome = scan.step(ScanCondition::changedBy(Kind::IncreasedBy, scan.dtype(), "2").value());
    QCOMPARE(outcome->candidates, 1U);
    QVERIFY(found(scan).contains(0x90000));
    QVERIFY(!outcome->lostUndo);
}

void ScanTest::undoBringsBackWhatWasThere()
{
    const auto target = std::make_shared<ShrinkingTarget>(1 << 18);
    put(*target, 0x10010, std::int32_t{5});
    put(*target, 0x10020, std::int32_t{5});
    Scan scan = scanOf(target, "int32", {.alignment = 4});
    QVERIFY(scan.step(ScanCondition::equalTo(scan.dtype(), "5").value()));
    const Found first = found(scan);
    QVERIFY(!scan.canUndo());
    put(*target, 0x10020, std::int32_t{6});
    QVERIFY(scan.step(ScanCondition(Kind::Increased)));
    QCOMPARE(scan.candidates(), 1U);
    QVERIFY(scan.canUndo());
    scan.undo();
    QVERIFY(found(scan) == first);
    QVERIFY(scan.step(ScanCondition(Kind::Unchanged)));   // beside what was then
    QVERIFY(found(scan).contains(0x10010));
    QCOMPARE(scan.candidates(), 1U);
}

void ScanTest::aStepThatNeedsAnEarlierOneIsRefusedAtFirst()
{
    Scan scan = scanOf(std::make_shared<ShrinkingTarget>(4096), "int8", {});
    QCOMPARE(scan.step(ScanCondition(Kind::Changed)).error().code, ErrorCode::InvalidArgument);
    QVERIFY(!scan.hasBegun());
}

void ScanTest::candidatesThatCannotBeReadAnyMoreAreLost()
{
    const auto target = std::make_shared<ShrinkingTarget>(1 << 20);
    Scan scan = scanOf(target, "int32", {.alignment = 1});
    QVERIFY(scan.step(ScanCondition(Kind::Any)));
    const std::size_t before = scan.candidates();
    target->hole = AddressRange::fromSize(Address(0x21000), 4096);
    const auto outcome = scan.step(ScanCondition(Kind::Unchanged));
    QCOMPARE(outcome->candidates, before - 4096 - 3);   // also those that only reach into it
    QVERIFY(outcome->unreadableBytes >= 4096);
    target->hole = {};
    QVERIFY(scan.step(ScanCondition(Kind::Unchanged)));
    QCOMPARE(scan.candidates(), before - 4096 - 3);
    QCOMPARE(scan.step(ScanCondition(Kind::Changed))->candidates, 0U);
}

void ScanTest::theMemoryItTakesIsBounded()
{
    constexpr std::size_t size = 8 << 20;
    const auto target = std::make_shared<ShrinkingTarget>(size);
    std::mt19937 random(1);
    for (const std::uint64_t alignment : {1U, 4U}) {
        Scan scan = scanOf(target, "int32", {.alignment = alignment});
        QVERIFY(scan.step(ScanCondition(Kind::Any)));
        const auto bound = static_cast<std::uint64_t>(1.2 * size);
        QVERIFY(scan.memoryBytes() <= bound);
        for (int step = 0; step < 6; ++step) {
            for (int piece = 0; piece < 500'000; ++piece)
                put(*target, bufferBegin + random() % (size - 4), static_cast<std::int32_t>(random()));
            QVERIFY(scan.step(ScanCondition(step % 2 == 0 ? Kind::Unchanged : Kind::Changed)));
            QVERIFY(scan.memoryBytes() <= bound);
        }
    }
}

void ScanTest::undoIsGivenUpRatherThanTheBound()
{
    constexpr std::size_t size = 4 << 20;
    const auto target = std::make_shared<ShrinkingTarget>(size);
    Scan scan = scanOf(target, "uint8", {});
    QVERIFY(scan.step(ScanCondition(Kind::Any)));
    for (std::size_t page = 0; page < size; page += 64)   // all of its chunks are others, all candidates stay
        put(*target, bufferBegin + page, std::uint8_t{0});
    std::vector<std::byte> ones(size, std::byte{1});
    QVERIFY(target->write(Address(bufferBegin), ones, WriteForce::No));
    const auto outcome = scan.step(ScanCondition(Kind::Changed));
    QCOMPARE(outcome->candidates, size);
    QVERIFY(outcome->lostUndo);
    QVERIFY(!scan.canUndo());
    QVERIFY(scan.memoryBytes() <= static_cast<std::uint64_t>(1.2 * size));
    QCOMPARE(scan.step(ScanCondition(Kind::Unchanged))->candidates, size);   // beside the newest values
}

void ScanTest::aRequestLeavesTheScanAsItWas()
{
    const auto target = std::make_shared<ShrinkingTarget>(8 << 20);
    Scan scan = scanOf(target, "int32", {.alignment = 4, .threads = 1});
    QVERIFY(scan.step(ScanCondition(Kind::Any)));
    const std::size_t before = scan.candidates();
    std::stop_source stop;
    const auto outcome = scan.step(ScanCondition(Kind::Changed), stop.get_token(),
                                   [&stop](const ScanProgress&) { stop.request_stop(); });
    QVERIFY(outcome->cancelled);
    QCOMPARE(scan.candidates(), before);
    QVERIFY(!scan.canUndo());
    QCOMPARE(scan.step(ScanCondition(Kind::Unchanged))->candidates, before);
}

void ScanTest::aRequestStopsTheFirstStep()
{
    Scan scan = scanOf(std::make_shared<ShrinkingTarget>(16 << 20), "int32", {.alignment = 4, .threads = 1});
    std::stop_source stop;
    const auto outcome =
        scan.step(ScanCondition(Kind::Any), stop.get_token(), [&stop](const ScanProgress&) { stop.request_stop(); });
    QVERIFY(outcome->cancelled);
    QVERIFY(!scan.hasBegun());
    QCOMPARE(scan.candidates(), 0U);
}

void ScanTest::onlyTheRangeGivenIsScanned()
{
    const auto target = std::make_shared<ShrinkingTarget>(1 << 16);
    Scan scan = scanOf(target, "uint16", {.within = AddressRange::fromSize(Address(0x10100), 10)});
    const auto outcome = scan.step(ScanCondition(Kind::Any));
    QCOMPARE(outcome->scannedBytes, 10U);
    QCOMPARE(scan.candidates(), 9U);
    QCOMPARE(scan.candidate(0).address.value(), 0x10100U);
    Scan none = scanOf(target, "uint16", {.regions = [](const Region&) { return false; }});
    QCOMPARE(none.step(ScanCondition(Kind::Any))->candidates, 0U);
}

void ScanTest::alignmentsThatAreNoneAreRefused()
{
    const auto target = std::make_shared<ShrinkingTarget>(16);
    for (const std::uint64_t alignment : {0U, 65U}) {
        const auto scan = Scan::of(target, Dtype::parse("int32").value(), {.alignment = alignment});
        QCOMPARE(scan.error().code, ErrorCode::InvalidArgument);
    }
}

QTEST_GUILESS_MAIN(ScanTest)
#include "tst_scan.moc"
