#include "gui/models/search_form.h"
#include "support/live_process.h"

#include <QtTest>

#include <array>

using namespace memdelbrot;
using memdelbrot::test::LiveProcess;
using memdelbrot::test::MappedPages;

namespace {

constexpr std::array kRegionKinds{RegionKind::Anonymous, RegionKind::File, RegionKind::Heap, RegionKind::Stack};

}  // namespace

class SearchFormTest : public QObject {
    Q_OBJECT

private slots:
    void numbersOpenWithTheirDtypeAndLieWhereCompilersPutThem();
    void aToleranceMakesAValueARange();
    void textIsLookedForInEveryEncodingGiven();
    void pointersIntoASizeOfBytesAreFound();
    void aScopeChoosesRegions();
    void aSelectionHasToBeThere();

private:
    static std::size_t matchesIn(std::span<const std::byte> bytes, const PlannedSearch& planned)
    {
        std::vector<Match> matches;
        const SearchedBytes all{.bytes = bytes, .base = Address(0x1000), .endStart = bytes.size()};
        if (!planned.query.finder().find(all, planned.options.alignment, 100, matches))
            qFatal("the finder failed");
        return matches.size();
    }

    LiveProcess m_live{1, [](MappedPages&) {}};
    Result<PlannedSearch> planned(const SearchForm& form)
    {
        return planSearch(form, m_live.workbench(), m_live.target());
    }
};

void SearchFormTest::numbersOpenWithTheirDtypeAndLieWhereCompilersPutThem()
{
    SearchForm form{.kind = SearchKind::Value, .query = "7", .dtype = "complex128", .isAligned = true};
    const auto aligned = planned(form);
    QCOMPARE(aligned->view->dtype.name(), "complex128");
    QCOMPARE(aligned->options.alignment, 8U);
    form.isAligned = false;
    QCOMPARE(planned(form)->options.alignment, 1U);
    QVERIFY(!planned({.query = "x", .encodings = {TextEncoding::Utf8}})->view);
}

void SearchFormTest::aToleranceMakesAValueARange()
{
    SearchForm form{.kind = SearchKind::Value, .query = "10", .second = "2", .dtype = "uint8"};
    const std::array bytes{std::byte{7}, std::byte{8}, std::byte{12}, std::byte{13}};
    QCOMPARE(matchesIn(bytes, planned(form).value()), 2U);
    form.second.clear();
    QCOMPARE(matchesIn(bytes, planned(form).value()), 0U);
}

void SearchFormTest::textIsLookedForInEveryEncodingGiven()
{
    SearchForm form{.query = "A", .encodings = {TextEncoding::Utf16Le, TextEncoding::Utf16Be}};
    const std::array bytes{std::byte{'A'}, std::byte{0}, std::byte{1}, std::byte{0}, std::byte{'A'}, std::byte{1}};
    QCOMPARE(matchesIn(bytes, planned(form).value()), 2U);
    form.query = "a";
    QCOMPARE(matchesIn(bytes, planned(form).value()), 0U);
    form.letterCase = LetterCase::Insensitive;
    QCOMPARE(matchesIn(bytes, planned(form).value()), 2U);
}

void SearchFormTest::pointersIntoASizeOfBytesAreFound()
{
    const std::array<std::uint64_t, 4> words{0x5000, 0x500f, 0x5010, 0x4fff};
    SearchForm form{.kind = SearchKind::Pointers, .query = "0x5000", .second = "16"};
    QCOMPARE(matchesIn(std::as_bytes(std::span(words)), planned(form).value()), 2U);
    form.second.clear();   // that address alone
    QCOMPARE(matchesIn(std::as_bytes(std::span(words)), planned(form).value()), 1U);
    form.second = "0";
    QCOMPARE(planned(form).error().code, ErrorCode::InvalidArgument);
}

void SearchFormTest::aScopeChoosesRegions()
{
    const auto chosen = [this](SearchScope scope, const Region& region) {
        const auto search = planned({.kind = SearchKind::Bytes, .query = "00", .scope = scope});
        return !search->options.regions || search->options.regions(region);
    };
    constexpr std::array scopes{SearchScope::Anonymous, SearchScope::Files, SearchScope::Heap, SearchScope::Stack};
    for (std::size_t scope = 0; scope < scopes.size(); ++scope) {
        for (std::size_t kind = 0; kind < kRegionKinds.size(); ++kind)
            QCOMPARE(chosen(scopes[scope], Region{.kind = kRegionKinds[kind]}), scope == kind);
    }
    QVERIFY(chosen(SearchScope::Everywhere, {}));
    QVERIFY(!chosen(SearchScope::Writable, {}));
    QVERIFY(chosen(SearchScope::Writable, {.permissions = {.write = true}}));
    QVERIFY(chosen(SearchScope::Executable, {.permissions = {.execute = true}}));
}

void SearchFormTest::aSelectionHasToBeThere()
{
    SearchForm form{.kind = SearchKind::Bytes, .query = "00", .scope = SearchScope::Selection};
    QCOMPARE(planned(form).error().code, ErrorCode::InvalidArgument);
    form.selection = AddressRange::fromSize(Address(0x1000), 3);
    QVERIFY(planned(form)->options.within == form.selection);
}

QTEST_MAIN(SearchFormTest)
#include "tst_search_form.moc"
