#include "journal_bench.h"
#include "support/forked_child.h"
#include "support/mapped_pages.h"
#include "workbench/poke_standing.h"

#include <QtTest>

using namespace memdelbrot;
using namespace memdelbrot::test;
using namespace memdelbrot::testing;

class JournalTest : public QObject {
    Q_OBJECT

private slots:
    void aPokeIsWrittenAndNoted();
    void aLockedTargetIsNotWritten();
    void aLockedTargetIsNotEvenReadForAnUnseenPoke();
    void aPokeOverWhatIsNoLongerThereWritesNothing();
    void anUnseenPokeTakesWhatStandsThere();
    void pokesIntoADeadProcessSayThatItEnded();
    void noBytesAreNoPoke();
    void theOldestEntriesGoWhenTheJournalIsFull();
    void theNewestEntryIsKeptHoweverLargeItIs();
    void entriesAreListedFromANumberOn();
    void anEntryThatWasListedStaysAsItWas();
    void whatBecameOfAPokeIsToldFromTheMemory();
};

void JournalTest::aPokeIsWrittenAndNoted()
{
    Bench bench;
    QVERIFY(bench.poke(4, "o, w", "EVIL"));
    QCOMPARE(bench.held(), std::string("HellEVILorld!"));
    QCOMPARE(bench.changes, 1);
    const auto entries = bench.journal.entries();
    QCOMPARE(entries.size(), std::size_t(1));
    QCOMPARE(entries[0]->targetName, std::string("greeting"));
    QCOMPARE(entries[0]->record.before, bytesOf("o, w"));
    QCOMPARE(entries[0]->record.after, bytesOf("EVIL"));
}

void JournalTest::aLockedTargetIsNotWritten()
{
    Bench bench;
    bench.targets.lock(bench.id);
    QCOMPARE(bench.poke(4, "o, w", "EVIL").error().code, ErrorCode::Locked);
    QCOMPARE(bench.journal.pokeUnseen(bench.id, begin, bytesOf("EVIL")).error().code, ErrorCode::Locked);
    QCOMPARE(bench.held(), std::string("Hello, world!"));
    QVERIFY(bench.journal.entries().empty());
}

void JournalTest::aLockedTargetIsNotEvenReadForAnUnseenPoke()
{
    Bench bench;
    bench.targets.lock(bench.id);
    const Address beyondItsEnd = *begin.plus(0x100);
    QCOMPARE(bench.journal.pokeUnseen(bench.id, beyondItsEnd, bytesOf("EVIL")).error().code, ErrorCode::Locked);
}

void JournalTest::aPokeOverWhatIsNoLongerThereWritesNothing()
{
    Bench bench;
    const auto refused = bench.poke(4, "o, W", "EVIL");
    QCOMPARE(refused.error().code, ErrorCode::Stale);
    QCOMPARE(refused.error().address, std::optional<std::uint64_t>(0x1007));
    QCOMPARE(bench.held(), std::string("Hello, world!"));
    QCOMPARE(bench.changes, 0);
}

void JournalTest::anUnseenPokeTakesWhatStandsThere()
{
    Bench bench;
    const auto record = bench.journal.pokeUnseen(bench.id, *begin.plus(4), bytesOf("EVIL"));
    QCOMPARE(record->before, bytesOf("o, w"));
    QCOMPARE(bench.held(), std::string("HellEVILorld!"));
    QCOMPARE(bench.journal.pokeUnseen(bench.id, *begin.plus(10), bytesOf("EVIL")).error().code, ErrorCode::Unreadable);
    QCOMPARE(bench.journal.pokeUnseen(bench.id, Address(~std::uint64_t{0}), bytesOf("EVIL")).error().code,
             ErrorCode::TooLarge);
}

void JournalTest::pokesIntoADeadProcessSayThatItEnded()
{
    const MappedPages pages(1);
    ForkedChild child;
    Targets targets([] {});
    Journal journal(targets, [] {});
    const TargetId id = targets.openProcess(ProcessId(child.pid())).value();
    QVERIFY(targets.unlock(id));
    child.end();
    QCOMPARE(journal.pokeUnseen(id, pages.address(), bytesOf("x")).error().code, ErrorCode::Ended);
}

void JournalTest::noBytesAreNoPoke()
{
    Bench bench;
    QCOMPARE(bench.poke(0, "", "").error().code, ErrorCode::InvalidArgument);
    QCOMPARE(bench.poke(0, "He", "J").error().code, ErrorCode::InvalidArgument);
}

void JournalTest::theOldestEntriesGoWhenTheJournalIsFull()
{
    Bench bench;
    Journal small(bench.targets, [] {}, 1000);
    for (char digit = '0'; digit <= '9'; ++digit)
        QVERIFY(small.pokeUnseen(bench.id, begin, bytesOf({&digit, 1})));
    const auto entries = small.entries();
    QVERIFY(entries.size() >= 1 && entries.size() < 10);
    QCOMPARE(small.droppedEntries(), 10 - entries.size());
    QCOMPARE(entries.front()->number, small.droppedEntries());
    QCOMPARE(entries.back()->record.after, bytesOf("9"));
    QCOMPARE(small.nextNumber(), std::uint64_t(10));
}

void JournalTest::theNewestEntryIsKeptHoweverLargeItIs()
{
    Bench bench;
    Journal tiny(bench.targets, [] {}, 1);
    QVERIFY(tiny.pokeUnseen(bench.id, begin, bytesOf("Jello")));
    QCOMPARE(tiny.entries().size(), std::size_t(1));
    QVERIFY(tiny.undo());
    QCOMPARE(bench.held(), std::string("Hello, world!"));
}

void JournalTest::entriesAreListedFromANumberOn()
{
    Bench bench;
    QVERIFY(bench.poke(0, "H", "J"));
    QVERIFY(bench.poke(12, "!", "?"));
    QCOMPARE(bench.journal.entriesSince(1).size(), std::size_t(1));
    QCOMPARE(bench.journal.entriesSince(1)[0]->record.address, *begin.plus(12));
    QVERIFY(bench.journal.entriesSince(2).empty());
    QVERIFY(bench.journal.entriesSince(99).empty());
}

void JournalTest::whatBecameOfAPokeIsToldFromTheMemory()
{
    Bench bench;
    QVERIFY(bench.poke(4, "o, w", "EVIL"));
    const auto standing = [&bench] { return standingOf(bench.targets, *bench.journal.entries()[0]); };
    QVERIFY(standing() == PokeStanding::InPlace);
    QVERIFY(bench.memory->write(*begin.plus(7), bytesOf("l"), WriteForce::No));
    QVERIFY(standing() == PokeStanding::Overwritten);
    QVERIFY(bench.memory->write(*begin.plus(7), bytesOf("L"), WriteForce::No));
    QVERIFY(standing() == PokeStanding::InPlace);
    bench.targets.close(bench.id);
    QVERIFY(standing() == PokeStanding::Closed);
}

void JournalTest::anEntryThatWasListedStaysAsItWas()
{
    Bench bench;
    QVERIFY(bench.poke(0, "H", "J"));
    const auto before = bench.journal.entries();
    QVERIFY(bench.journal.undo());
    QVERIFY(!before[0]->isUndone);
    QVERIFY(bench.journal.entries()[0]->isUndone);
}

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_journal.moc"
