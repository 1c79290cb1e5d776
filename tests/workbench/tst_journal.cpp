#include "memory/buffer_target.h"
#include "support/bytes_of.h"
#include "support/forked_child.h"
#include "support/mapped_pages.h"
#include "workbench/journal.h"

#include <QtTest>

using namespace memdelbrot;
using namespace memdelbrot::test;
using memdelbrot::testing::bytesOf;

namespace {

constexpr Address begin(0x1000);

// An unlocked buffer that holds "Hello, world!" and a journal over it.
struct Bench {
    Targets targets{[] {}};
    int changes = 0;
    Journal journal{targets, [this] { ++changes; }};
    std::shared_ptr<BufferTarget> memory = std::make_shared<BufferTarget>("greeting", begin, bytesOf("Hello, world!"));
    TargetId id = targets.add(TargetKind::Buffer, "greeting", ProcessId(0), memory, WriteLock::Unlocked);

    [[nodiscard]] std::string held() const
    {
        const auto read = memory->read(AddressRange::fromSize(begin, 13));
        return {reinterpret_cast<const char*>(read.bytes.data()), read.bytes.size()};
    }
    [[nodiscard]] Result<PokeRecord> poke(std::uint64_t offset, std::string_view expected, std::string_view text)
    {
        return journal.poke(id, *begin.plus(offset), bytesOf(expected), bytesOf(text));
    }
    // A character at a time.
    void type(std::uint64_t offset, std::string_view text, TypedRunId run)
    {
        for (std::size_t index = 0; index < text.size(); ++index) {
            const auto letter = bytesOf(text.substr(index, 1));
            QVERIFY(journal.pokeUnseen(id, *begin.plus(offset + index), letter, WriteForce::No, run));
        }
    }
};

}  // namespace

class JournalTest : public QObject {
    Q_OBJECT

private slots:
    void aPokeIsWrittenAndNoted();
    void aLockedTargetIsNotWritten();
    void aLockedTargetIsNotEvenReadForAnUnseenPoke();
    void aPokeOverWhatIsNoLongerThereWritesNothing();
    void anUnseenPokeTakesWhatStandsThere();
    void undoBringsBackWhatStoodThereAndRedoWritesItAgain();
    void undoGoesBackThroughSeveralPokes();
    void aNewPokeEndsWhatCouldBeRedone();
    void aTypedRunIsListedPieceByPieceAndUndoneAsOne();
    void aRunThatSomethingElseCameBetweenIsTwoSteps();
    void piecesThatDoNotStandSideBySideAreStepsOfTheirOwn();
    void aRunIsOverOnceItWasUndone();
    void theEndOfARunWhoseBeginWasDroppedIsUndone();
    void undoOfWhatMovedOnIsRefusedOnceAndThenPassedOver();
    void undoUnderALockKeepsTheStep();
    void undoOfAClosedTargetIsPassedOver();
    void nothingToUndoIsSaid();
    void aForcedPokeIsUndoneByForce();
    void pokesIntoADeadProcessSayThatItEnded();
    void noBytesAreNoPoke();
    void whatCanBeUndoneIsWhatUndoTries();
    void aStepThatIsPassedOverIsTold();
    void theOldestEntriesGoWhenTheJournalIsFull();
    void aDroppedEntryIsNotUndone();
    void theNewestEntryIsKeptHoweverLargeItIs();
    void entriesAreListedFromANumberOn();
    void anEntryThatWasListedStaysAsItWas();
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

void JournalTest::undoBringsBackWhatStoodThereAndRedoWritesItAgain()
{
    Bench bench;
    QVERIFY(bench.poke(4, "o, w", "EVIL"));
    const auto undone = bench.journal.undo();
    QVERIFY(undone);
    QCOMPARE(undone->record.address, *begin.plus(4));
    QVERIFY(undone->isUndo);
    QCOMPARE(bench.held(), std::string("Hello, world!"));
    QVERIFY(bench.journal.entries()[0]->isUndone);
    QVERIFY(bench.journal.redo());
    QCOMPARE(bench.held(), std::string("HellEVILorld!"));
    QVERIFY(!bench.journal.entries()[0]->isUndone);
    QVERIFY(bench.journal.undo());
    QCOMPARE(bench.held(), std::string("Hello, world!"));
    QCOMPARE(bench.journal.entries().size(), std::size_t(4));
}

void JournalTest::undoGoesBackThroughSeveralPokes()
{
    Bench bench;
    QVERIFY(bench.poke(0, "H", "J"));
    QVERIFY(bench.poke(0, "J", "Y"));
    QVERIFY(bench.journal.undo());
    QCOMPARE(bench.held(), std::string("Jello, world!"));
    QVERIFY(bench.journal.undo());
    QCOMPARE(bench.held(), std::string("Hello, world!"));
    QVERIFY(bench.journal.redo());
    QVERIFY(bench.journal.redo());
    QCOMPARE(bench.held(), std::string("Yello, world!"));
}

void JournalTest::aNewPokeEndsWhatCouldBeRedone()
{
    Bench bench;
    QVERIFY(bench.poke(0, "H", "J"));
    QVERIFY(bench.journal.undo());
    QVERIFY(bench.poke(12, "!", "?"));
    QCOMPARE(bench.journal.redo().error().code, ErrorCode::NotFound);
}

void JournalTest::aTypedRunIsListedPieceByPieceAndUndoneAsOne()
{
    Bench bench;
    QVERIFY(bench.poke(12, "!", "?"));
    bench.type(4, "EVIL", TypedRunId(1));
    QCOMPARE(bench.held(), std::string("HellEVILorld?"));
    QCOMPARE(bench.journal.entries().size(), std::size_t(5));
    QCOMPARE(bench.journal.nextUndo()->size, std::uint64_t(4));
    QCOMPARE(bench.journal.nextUndo()->sample, bytesOf("EVIL"));
    const auto undone = bench.journal.undo();
    QVERIFY(undone);
    QCOMPARE(undone->record.address, *begin.plus(4));
    QCOMPARE(undone->record.before, bytesOf("EVIL"));
    QCOMPARE(undone->record.after, bytesOf("o, w"));
    QCOMPARE(bench.held(), std::string("Hello, world?"));
    const auto entries = bench.journal.entries();
    QVERIFY(!entries[0]->isUndone);
    QVERIFY(std::all_of(entries.begin() + 1, entries.begin() + 5, [](const auto& entry) { return entry->isUndone; }));
    QVERIFY(bench.journal.redo());
    QCOMPARE(bench.held(), std::string("HellEVILorld?"));
    QVERIFY(bench.journal.undo());
    QVERIFY(bench.journal.undo());
    QCOMPARE(bench.held(), std::string("Hello, world!"));
}

void JournalTest::aRunThatSomethingElseCameBetweenIsTwoSteps()
{
    Bench bench;
    bench.type(4, "EV", TypedRunId(1));
    QVERIFY(bench.poke(12, "!", "?"));
    bench.type(6, "IL", TypedRunId(1));
    QVERIFY(bench.journal.undo());
    QCOMPARE(bench.held(), std::string("HellEV world?"));
}

void JournalTest::piecesThatDoNotStandSideBySideAreStepsOfTheirOwn()
{
    Bench bench;
    bench.type(4, "E", TypedRunId(1));
    bench.type(6, "I", TypedRunId(1));
    bench.type(7, "L", TypedRunId(2));
    bench.type(8, "O", TypedRunId());
    bench.type(9, "W", TypedRunId());
    QCOMPARE(bench.held(), std::string("HellE,ILOWld!"));
    for (const char* left : {"HellE,ILOrld!", "HellE,ILorld!", "HellE,Iworld!", "HellE, world!", "Hello, world!"}) {
        QVERIFY(bench.journal.undo());
        QCOMPARE(bench.held(), std::string(left));
    }
}

void JournalTest::aRunIsOverOnceItWasUndone()
{
    Bench bench;
    bench.type(4, "EV", TypedRunId(1));
    QVERIFY(bench.journal.undo());
    QVERIFY(bench.journal.redo());
    bench.type(6, "IL", TypedRunId(1));
    QVERIFY(bench.journal.undo());
    QCOMPARE(bench.held(), std::string("HellEV world!"));
}

void JournalTest::theEndOfARunWhoseBeginWasDroppedIsUndone()
{
    Targets targets{[] {}};
    Journal journal{targets, [] {}, 600};   // two entries
    auto memory = std::make_shared<BufferTarget>("greeting", begin, bytesOf("Hello, world!"));
    const TargetId id = targets.add(TargetKind::Buffer, "greeting", ProcessId(0), memory, WriteLock::Unlocked);
    for (std::size_t index = 0; index < 4; ++index) {
        const auto letter = std::string_view("EVIL").substr(index, 1);
        QVERIFY(journal.pokeUnseen(id, *begin.plus(4 + index), bytesOf(letter), WriteForce::No, TypedRunId(1)));
    }
    QVERIFY(journal.undo());
    const auto read = memory->read(AddressRange::fromSize(begin, 13));
    QCOMPARE(read.bytes, bytesOf("HellEV world!"));
    QVERIFY(!journal.canUndo());
}

void JournalTest::undoOfWhatMovedOnIsRefusedOnceAndThenPassedOver()
{
    Bench bench;
    QVERIFY(bench.poke(12, "!", "?"));
    QVERIFY(bench.poke(0, "H", "J"));
    QVERIFY(bench.memory->write(begin, bytesOf("C"), WriteForce::No));
    QCOMPARE(bench.journal.undo().error().code, ErrorCode::Stale);
    QCOMPARE(bench.held(), std::string("Cello, world?"));
    QVERIFY(bench.journal.undo());
    QCOMPARE(bench.held(), std::string("Cello, world!"));
}

void JournalTest::undoUnderALockKeepsTheStep()
{
    Bench bench;
    QVERIFY(bench.poke(0, "H", "J"));
    bench.targets.lock(bench.id);
    QCOMPARE(bench.journal.undo().error().code, ErrorCode::Locked);
    QVERIFY(bench.targets.unlock(bench.id));
    QVERIFY(bench.journal.undo());
    QCOMPARE(bench.held(), std::string("Hello, world!"));
}

void JournalTest::undoOfAClosedTargetIsPassedOver()
{
    Bench bench;
    QVERIFY(bench.poke(0, "H", "J"));
    bench.targets.close(bench.id);
    QCOMPARE(bench.journal.undo().error().subject, std::string("target ") + std::to_string(bench.id.value()));
    QCOMPARE(bench.journal.undo().error().subject, std::string("change to undo"));
}

void JournalTest::nothingToUndoIsSaid()
{
    Bench bench;
    QCOMPARE(bench.journal.undo().error().code, ErrorCode::NotFound);
    QCOMPARE(bench.journal.redo().error().code, ErrorCode::NotFound);
}

void JournalTest::aForcedPokeIsUndoneByForce()
{
    const MappedPages pages(1);
    pages.fill(0, 'a');
    const ForkedChild child([&] { pages.protect(0, PROT_READ); });
    Targets targets([] {});
    Journal journal(targets, [] {});
    const TargetId id = targets.openProcess(ProcessId(child.pid())).value();
    QVERIFY(targets.unlock(id));
    QCOMPARE(journal.pokeUnseen(id, pages.address(), bytesOf("bc")).error().code, ErrorCode::ReadOnly);
    QVERIFY(journal.pokeUnseen(id, pages.address(), bytesOf("bc"), WriteForce::Yes));
    QVERIFY(journal.undo());
    const auto read = targets.target(id).value()->read(AddressRange::fromSize(pages.address(), 2));
    QCOMPARE(read.bytes, bytesOf("aa"));
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

void JournalTest::whatCanBeUndoneIsWhatUndoTries()
{
    Bench bench;
    QVERIFY(!bench.journal.canUndo() && !bench.journal.canRedo());
    QVERIFY(bench.poke(0, "H", "J"));
    QVERIFY(bench.journal.canUndo() && !bench.journal.canRedo());
    QCOMPARE(bench.journal.nextUndo()->target, bench.id);
    QVERIFY(bench.journal.undo());
    QVERIFY(!bench.journal.canUndo() && bench.journal.canRedo());
    QCOMPARE(bench.journal.nextRedo()->target, bench.id);
    QVERIFY(bench.poke(12, "!", "?"));
    QVERIFY(bench.journal.canUndo() && !bench.journal.canRedo());
    QVERIFY(!bench.journal.nextRedo());
}

void JournalTest::aStepThatIsPassedOverIsTold()
{
    Bench bench;
    QVERIFY(bench.poke(0, "H", "J"));
    bench.targets.close(bench.id);
    const int changesBefore = bench.changes;
    QVERIFY(!bench.journal.undo());
    QVERIFY(!bench.journal.canUndo());
    QCOMPARE(bench.changes, changesBefore + 1);
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

void JournalTest::aDroppedEntryIsNotUndone()
{
    Bench bench;
    Journal small(bench.targets, [] {}, 1000);
    for (char digit = '0'; digit <= '9'; ++digit)
        QVERIFY(small.pokeUnseen(bench.id, begin, bytesOf({&digit, 1})));
    std::size_t undone = 0;
    while (small.canUndo() && small.undo())
        ++undone;
    QVERIFY(undone >= 1 && undone < 10);
    QVERIFY(bench.held()[0] != 'H');
    QCOMPARE(small.undo().error().code, ErrorCode::NotFound);
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
