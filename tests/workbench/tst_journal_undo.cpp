// What was poked is taken back and made again, a step at a time.
#include "journal_bench.h"
#include "support/forked_child.h"
#include "support/mapped_pages.h"

using namespace memdelbrot;
using namespace memdelbrot::test;
using namespace memdelbrot::testing;

class JournalUndoTest : public QObject {
    Q_OBJECT

private slots:
    void undoBringsBackWhatStoodThereAndRedoWritesItAgain();
    void undoGoesBackThroughSeveralPokes();
    void aNewPokeEndsWhatCouldBeRedone();
    void aTypedRunIsListedPieceByPieceAndUndoneAsOne();
    void aRunThatSomethingElseCameBetweenIsTwoSteps();
    void piecesThatDoNotStandSideBySideAreStepsOfTheirOwn();
    void aRunIsOverOnceItWasUndone();
    void theEndOfARunWhoseBeginWasDroppedIsUndone();
    void undoOfWhatMovedOnIsRefusedOnceAndThenPassedOver();
    void whatCannotBeUndoneIsNamedAsTheListNamesIt();
    void undoUnderALockKeepsTheStep();
    void undoOfAClosedTargetIsPassedOver();
    void nothingToUndoIsSaid();
    void aForcedPokeIsUndoneByForce();
    void whatCanBeUndoneIsWhatUndoTries();
    void aStepThatIsPassedOverIsTold();
    void aDroppedEntryIsNotUndone();
};

void JournalUndoTest::undoBringsBackWhatStoodThereAndRedoWritesItAgain()
{
    Bench bench;
    QVERIFY(bench.poke(4, "o, w", "EVIL"));
    const auto undone = bench.journal.undo();
    QVERIFY(undone);
    QCOMPARE(undone->record.address, *begin.plus(4));
    QVERIFY(undone->kind == JournalEntry::Kind::Undo);
    QCOMPARE(bench.held(), std::string("Hello, world!"));
    QVERIFY(bench.journal.entries()[0]->isUndone);
    QVERIFY(bench.journal.redo());
    QCOMPARE(bench.held(), std::string("HellEVILorld!"));
    QVERIFY(!bench.journal.entries()[0]->isUndone);
    QVERIFY(bench.journal.undo());
    QCOMPARE(bench.held(), std::string("Hello, world!"));
    QCOMPARE(bench.journal.entries().size(), std::size_t(4));
}

void JournalUndoTest::undoGoesBackThroughSeveralPokes()
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

void JournalUndoTest::aNewPokeEndsWhatCouldBeRedone()
{
    Bench bench;
    QVERIFY(bench.poke(0, "H", "J"));
    QVERIFY(bench.journal.undo());
    QVERIFY(bench.poke(12, "!", "?"));
    QCOMPARE(bench.journal.redo().error().code, ErrorCode::NotFound);
}

void JournalUndoTest::aTypedRunIsListedPieceByPieceAndUndoneAsOne()
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

void JournalUndoTest::aRunThatSomethingElseCameBetweenIsTwoSteps()
{
    Bench bench;
    bench.type(4, "EV", TypedRunId(1));
    QVERIFY(bench.poke(12, "!", "?"));
    bench.type(6, "IL", TypedRunId(1));
    QVERIFY(bench.journal.undo());
    QCOMPARE(bench.held(), std::string("HellEV world?"));
}

void JournalUndoTest::piecesThatDoNotStandSideBySideAreStepsOfTheirOwn()
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

void JournalUndoTest::aRunIsOverOnceItWasUndone()
{
    Bench bench;
    bench.type(4, "EV", TypedRunId(1));
    QVERIFY(bench.journal.undo());
    QVERIFY(bench.journal.redo());
    bench.type(6, "IL", TypedRunId(1));
    QVERIFY(bench.journal.undo());
    QCOMPARE(bench.held(), std::string("HellEV world!"));
}

void JournalUndoTest::theEndOfARunWhoseBeginWasDroppedIsUndone()
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

void JournalUndoTest::undoOfWhatMovedOnIsRefusedOnceAndThenPassedOver()
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

void JournalUndoTest::whatCannotBeUndoneIsNamedAsTheListNamesIt()
{
    const MappedPages pages(1);
    ForkedChild child;
    Targets targets([] {});
    Journal journal(targets, [] {});
    const TargetId id = targets.openProcess(ProcessId(child.pid())).value();
    QVERIFY(targets.unlock(id));
    targets.rename(id, "the guest");
    const Address at = pages.address();
    QVERIFY(journal.pokeUnseen(id, at, bytesOf("EVIL")));
    QVERIFY(targets.target(id).value()->write(at, bytesOf("kind"), WriteForce::No));
    QCOMPARE(journal.undo().error().subject, std::string("the guest"));
    QVERIFY(journal.pokeUnseen(id, at, bytesOf("EVIL")));
    targets.rename(id, "the late guest");
    targets.close(id);
    QCOMPARE(journal.undo().error().subject, std::string("the late guest"));
}

void JournalUndoTest::undoUnderALockKeepsTheStep()
{
    Bench bench;
    QVERIFY(bench.poke(0, "H", "J"));
    bench.targets.lock(bench.id);
    QCOMPARE(bench.journal.undo().error().code, ErrorCode::Locked);
    QVERIFY(bench.targets.unlock(bench.id));
    QVERIFY(bench.journal.undo());
    QCOMPARE(bench.held(), std::string("Hello, world!"));
}

void JournalUndoTest::undoOfAClosedTargetIsPassedOver()
{
    Bench bench;
    QVERIFY(bench.poke(0, "H", "J"));
    bench.targets.close(bench.id);
    const Error refused = bench.journal.undo().error();
    QCOMPARE(refused.code, ErrorCode::Ended);
    QCOMPARE(refused.subject, std::string("greeting"));
    QCOMPARE(bench.journal.undo().error().subject, std::string("change to undo"));
}

void JournalUndoTest::nothingToUndoIsSaid()
{
    Bench bench;
    QCOMPARE(bench.journal.undo().error().code, ErrorCode::NotFound);
    QCOMPARE(bench.journal.redo().error().code, ErrorCode::NotFound);
}

void JournalUndoTest::aForcedPokeIsUndoneByForce()
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

void JournalUndoTest::whatCanBeUndoneIsWhatUndoTries()
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

void JournalUndoTest::aStepThatIsPassedOverIsTold()
{
    Bench bench;
    QVERIFY(bench.poke(0, "H", "J"));
    bench.targets.close(bench.id);
    const int changesBefore = bench.changes;
    QVERIFY(!bench.journal.undo());
    QVERIFY(!bench.journal.canUndo());
    QCOMPARE(bench.changes, changesBefore + 1);
}

void JournalUndoTest::aDroppedEntryIsNotUndone()
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

QTEST_GUILESS_MAIN(JournalUndoTest)
#include "tst_journal_undo.moc"
