#include "memory/buffer_target.h"
#include "memory/process_target.h"
#include "search/search.h"
#include "support/forked_child.h"
#include "support/mapped_pages.h"

#include <QtTest>

#include <cstring>

using namespace memdelbrot;
using namespace memdelbrot::test;

namespace {

std::vector<Address> begins(const SearchResult& result)
{
    std::vector<Address> addresses;
    for (const Match& match : result.matches)
        addresses.push_back(match.begin);
    return addresses;
}

SearchQuery text(std::string_view of)
{
    const TextEncoding encoding = TextEncoding::Utf8;
    return SearchQuery::forText(of, std::span(&encoding, 1)).value();
}

void put(std::vector<std::byte>& bytes, std::size_t at, std::string_view what)
{
    std::memcpy(bytes.data() + at, what.data(), what.size());
}

// Its pages have regions of their own, which touch; some cannot be read although they say so.
class Neighbours final : public MemoryTarget {
public:
    std::vector<std::byte> bytes = std::vector<std::byte>(3 * 4096);
    std::vector<Region> all{region(0, "first"), region(1, "second"), region(2, "third")};
    std::optional<AddressRange> bad;

    static Region region(std::uint64_t page, const char* path)
    {
        return {AddressRange::fromSize(Address(page * 4096), 4096), {.read = true}, 0, path, RegionKind::File};
    }
    std::vector<UnreadableRange> readInto(const AddressRange& range, std::span<std::byte> into) const override
    {
        auto unreadable = BufferTarget("", Address(0), bytes).readInto(range, into);
        if (bad && !range.intersected(*bad).isEmpty())
            unreadable.push_back({range.intersected(*bad), EFAULT});
        return unreadable;
    }
    Result<void> write(Address, std::span<const std::byte>, WriteForce) override { return {}; }
    Result<std::vector<Region>> regions() const override { return all; }
    TargetState state() const override { return TargetState::Running; }
    std::string name() const override { return "neighbours"; }
};

}  // namespace

class SearchTest : public QObject {
    Q_OBJECT

private slots:
    void matchesAcrossBordersOfBlocksAndUnitsAreFoundOnce();
    void matchesAcrossNeighbouringRegionsAreFound();
    void regionsThatMayNotBeReadAreLeftOut();
    void aReservationOfTerabytesIsLeftOut();
    void unreadableBytesAreCountedAndNotSearched();
    void theRangeGivenIsKeptTo();
    void anotherProcessIsSearched();
    void theLimitKeepsTheFirstMatches();
    void aRequestStopsTheSearch();
    void matchesAreHandedOverInOrderWhileItRuns();
    void onlyTheRegionsChosenAreSearched();
    void expressionsMatchAcrossBordersAndApart();
    void anExpressionWithoutEndIsAnError();
    void aFileOfTerabytesIsSearchedAtOnceWhereItIsAsked();
    void progressReachesTheTotal();
    void anEndedProcessIsAnError();
    void optionsOfZeroAreRefused();
    void anEmptyTargetHasNoMatches();
};

void SearchTest::matchesAcrossBordersOfBlocksAndUnitsAreFoundOnce()
{
    constexpr std::size_t block = 256 * 1024;
    std::vector<std::byte> bytes(40 * block);
    const std::vector<std::size_t> places{
        0, block - 6, 2 * block - 1, 3 * block, 16 * block - 3, 16 * block + 20, 32 * block - 11, 40 * block - 12};
    for (const std::size_t place : places)
        put(bytes, place, "Hello, world");
    const BufferTarget target("much", Address(0x10000), std::move(bytes));
    for (const unsigned threads : {1u, 4u}) {
        const auto result = search(target, text("Hello, world"), {.threads = threads}).value();
        QCOMPARE(result.matches.size(), places.size());
        for (std::size_t i = 0; i < places.size(); ++i)
            QCOMPARE(result.matches[i].begin.value(), 0x10000 + places[i]);
        QCOMPARE(result.searchedBytes, 40 * block);
        QCOMPARE(result.unreadableBytes, 0u);
        QVERIFY(!result.limited && !result.cancelled);
    }
}

void SearchTest::matchesAcrossNeighbouringRegionsAreFound()
{
    Neighbours target;
    put(target.bytes, 4094, "Hello");
    const auto result = search(target, text("Hello")).value();
    QCOMPARE(result.matches.size(), std::size_t{1});
    QCOMPARE(regionAt(result.regions, result.matches[0].begin)->path, "first");
    QCOMPARE(regionAt(result.regions, Address(4096))->path, "second");
    QVERIFY(!regionAt(result.regions, Address(3 * 4096)));
}

void SearchTest::regionsThatMayNotBeReadAreLeftOut()
{
    Neighbours target;
    for (std::size_t page = 0; page < 3; ++page)
        put(target.bytes, page * 4096 + 100, "Hello");
    target.all[0].permissions.read = false;
    target.all[2].path = "[vvar]";
    const auto result = search(target, text("Hello")).value();
    QCOMPARE(begins(result), std::vector{Address(4096 + 100)});
    QCOMPARE(result.searchedBytes, 4096u);
    QCOMPARE(result.closedBytes, 4096u);   // [vvar] is the kernel's, not the program's
}

void SearchTest::aReservationOfTerabytesIsLeftOut()
{
    Neighbours target;
    put(target.bytes, 100, "Hello");
    const std::uint64_t size = std::uint64_t{16} << 40;
    target.all.push_back(
        {AddressRange::fromSize(Address(std::uint64_t{1} << 45), size), {.read = true, .write = true}});
    const auto result = search(target, text("Hello")).value();
    QCOMPARE(begins(result), std::vector{Address(100)});
    QCOMPARE(result.searchedBytes, 3u * 4096);
    QCOMPARE(result.leftOutBytes, size);
}

void SearchTest::unreadableBytesAreCountedAndNotSearched()
{
    Neighbours target;
    put(target.bytes, 4096 + 98, "Hello");
    put(target.bytes, 4096 + 200, "Hello");
    put(target.bytes, 10, "Hello");
    target.bad = AddressRange::fromSize(Address(4096 + 100), 50);
    const auto result = search(target, text("Hello")).value();
    QCOMPARE(begins(result), (std::vector{Address(10), Address(4096 + 200)}));
    QCOMPARE(result.unreadableBytes, 50u);
    QCOMPARE(result.searchedBytes, 3u * 4096 - 50);

    QVERIFY(search(target, SearchQuery::forBytes("00").value()).value().matches.size() == 3 * 4096 - 50 - 2 * 5 - 2);
}

void SearchTest::theRangeGivenIsKeptTo()
{
    Neighbours target;
    put(target.bytes, 100, "Hello Hello Hello");
    const auto result = search(target, text("Hello"), {.within = AddressRange::fromSize(Address(101), 12)}).value();
    QCOMPARE(begins(result), std::vector{Address(106)});
    QCOMPARE(result.searchedBytes, 12u);
}

void SearchTest::anotherProcessIsSearched()
{
    const MappedPages pages(4);
    const std::string secret = "xyzzy-" + std::to_string(::getpid());
    const std::vector<std::size_t> places{7, MappedPages::pageSize() - 3, 3 * MappedPages::pageSize() + 100};
    for (const std::size_t place : places)
        std::memcpy(pages.data() + place, secret.data(), secret.size());
    pages.unmap(2);
    const ForkedChild child;
    const auto target = ProcessTarget::open(ProcessId(child.pid())).value();
    // Within the pages alone: a sanitized process has terabytes of shadow.
    const auto inside = search(*target, text(secret), {.within = pages.range()}).value();
    QCOMPARE(inside.matches.size(), places.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        QCOMPARE(inside.matches[i].begin.value(), pages.address().value() + places[i]);
    QCOMPARE(inside.searchedBytes, 3 * MappedPages::pageSize());
}

void SearchTest::theLimitKeepsTheFirstMatches()
{
    const BufferTarget target("zeros", Address(0), std::vector<std::byte>(20'000'000));
    const auto result = search(target, SearchQuery::forBytes("00 00").value(), {.limit = 1000, .threads = 3}).value();
    QVERIFY(result.limited);
    QCOMPARE(result.matches.size(), std::size_t{1000});
    QCOMPARE(result.matches.back().begin.value(), 999u);
    QVERIFY(result.searchedBytes < 20'000'000);
}

void SearchTest::aRequestStopsTheSearch()
{
    const BufferTarget target("zeros", Address(0), std::vector<std::byte>(64'000'000));
    std::stop_source stop;
    const auto result = search(target, text("x"), {.threads = 1}, stop.get_token(),
                               {.progress = [&](const SearchProgress&) { stop.request_stop(); }})
                            .value();
    QVERIFY(result.cancelled);
    QVERIFY(result.searchedBytes < 10'000'000);
}

void SearchTest::matchesAreHandedOverInOrderWhileItRuns()
{
    std::vector<std::byte> bytes(40'000'000);
    for (std::size_t at = 0; at < bytes.size(); at += 100'000)
        put(bytes, at, "Hello");
    const BufferTarget target("much", Address(0x10000), std::move(bytes));
    std::vector<Match> handed;
    std::size_t calls = 0;
    const auto result = search(target, text("Hello"), {.limit = 350, .threads = 4}, {},
                               {.found =
                                    [&](auto matches) {
                                        handed.insert(handed.end(), matches.begin(), matches.end());
                                        ++calls;
                                    }})
                            .value();
    QCOMPARE(handed.size(), std::size_t{350});
    for (std::size_t i = 0; i < handed.size(); ++i)
        QCOMPARE(handed[i], (Match{Address(0x10000 + i * 100'000), 5}));
    QVERIFY(calls > 1);
    QVERIFY(result.limited);
    QVERIFY(result.matches.empty());
}

void SearchTest::onlyTheRegionsChosenAreSearched()
{
    Neighbours target;
    for (std::size_t page = 0; page < 3; ++page)
        put(target.bytes, page * 4096 + 100, "Hello");
    put(target.bytes, 8190, "Hello");
    target.all[0].kind = RegionKind::Heap;
    target.all[1].permissions.write = true;
    const auto writable =
        search(target, text("Hello"), {.regions = [](const Region& region) { return region.permissions.write; }})
            .value();
    QCOMPARE(begins(writable), std::vector{Address(4096 + 100)});
    const auto files =
        search(target, text("Hello"), {.regions = [](const Region& region) { return region.kind == RegionKind::File; }})
            .value();
    QCOMPARE(begins(files), (std::vector{Address(4096 + 100), Address(8190), Address(8192 + 100)}));
    QCOMPARE(files.searchedBytes, 2u * 4096);
}

void SearchTest::expressionsMatchAcrossBordersAndApart()
{
    constexpr std::size_t block = 256 * 1024;
    std::vector<std::byte> bytes(33 * block);
    const std::vector<std::size_t> places{0, block - 3, 2 * block - 1, 16 * block - 4, 32 * block - 2, 33 * block - 6};
    for (const std::size_t place : places)
        put(bytes, place, "abbbbc");
    const BufferTarget target("much", Address(0x10000), std::move(bytes));
    for (const char* expression : {"ab+c", "ab{4}.", "a[^a]*c", "\\babbbbc\\b"}) {
        const auto query = SearchQuery::forRegex(expression).value();
        const auto result = search(target, query, {.threads = 3}).value();
        QVERIFY2(result.matches.size() == places.size(), expression);
        for (std::size_t i = 0; i < places.size(); ++i) {
            QCOMPARE(result.matches[i].begin.value(), 0x10000 + places[i]);
            QCOMPARE(result.matches[i].size, 6u);
        }
    }
}

void SearchTest::anExpressionWithoutEndIsAnError()
{
    std::vector<std::byte> bytes(1'000'000, std::byte{'a'});
    const BufferTarget target("much", Address(0x10000), std::move(bytes));
    const auto result = search(target, SearchQuery::forRegex("(a+)+[bc]").value());
    QCOMPARE(result.error().code, ErrorCode::TooLarge);
    QVERIFY(result.error().address);
}

void SearchTest::aFileOfTerabytesIsSearchedAtOnceWhereItIsAsked()
{
    Neighbours target;
    put(target.bytes, 100, "Hello");
    target.all = {
        {AddressRange::fromSize(Address(0), std::uint64_t{1} << 44), {.read = true}, 0, "f", RegionKind::File}};
    const auto result = search(target, text("Hello"), {.within = AddressRange::fromSize(Address(50), 100)}).value();
    QCOMPARE(begins(result), std::vector{Address(100)});
    QCOMPARE(result.leftOutBytes, 0u);
}

void SearchTest::progressReachesTheTotal()
{
    const BufferTarget target("zeros", Address(0), std::vector<std::byte>(20'000'000));
    std::vector<SearchProgress> seen;
    QVERIFY(search(target, text("x"), {}, {},
                   {.progress = [&](const SearchProgress& progress) { seen.push_back(progress); }}));
    QVERIFY(seen.size() > 1);
    QCOMPARE(seen.back().doneBytes, 20'000'000u);
    QCOMPARE(seen.back().totalBytes, 20'000'000u);
    QVERIFY(std::ranges::is_sorted(seen, {}, &SearchProgress::doneBytes));
}

void SearchTest::anEndedProcessIsAnError()
{
    const ForkedChild child;
    const auto target = ProcessTarget::open(ProcessId(child.pid())).value();
    child.kill();
    QCOMPARE(search(*target, text("x")).error().code, ErrorCode::Ended);
}

void SearchTest::optionsOfZeroAreRefused()
{
    const BufferTarget target("zeros", Address(0), std::vector<std::byte>(10));
    QCOMPARE(search(target, text("x"), {.alignment = 0}).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(search(target, text("x"), {.limit = 0}).error().code, ErrorCode::InvalidArgument);
}

void SearchTest::anEmptyTargetHasNoMatches()
{
    const auto result = search(BufferTarget("nothing", Address(0), {}), text("x")).value();
    QVERIFY(result.matches.empty());
    QCOMPARE(result.searchedBytes, 0u);
}

QTEST_GUILESS_MAIN(SearchTest)
#include "tst_search.moc"
