#include "gui/models/allocation_list_model.h"
#include "gui/models/bookmark_list_model.h"
#include "gui/models/crash_tables.h"
#include "gui/models/journal_model.h"
#include "gui/models/region_list_model.h"
#include "gui/models/target_list_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace memdelbrot;

namespace {

Region region(std::uint64_t begin, std::uint64_t size, const char* path, bool execute = false)
{
    return {.range = AddressRange::fromSize(Address(begin), size),
            .permissions = {.read = true, .execute = execute},
            .path = path,
            .kind = RegionKind::File};
}

TargetInfo target(std::uint64_t id, const char* name)
{
    return {.id = TargetId(id), .kind = TargetKind::Process, .name = name, .pid = ProcessId(7)};
}

std::shared_ptr<const JournalEntry> change(std::uint64_t number, std::uint64_t address)
{
    JournalEntry entry{.number = number, .target = TargetId(1), .targetName = "python"};
    entry.record = {.address = Address(address), .before = {std::byte{'o'}}, .after = {std::byte{'E'}}, .time = {}};
    return std::make_shared<const JournalEntry>(std::move(entry));
}

Allocation allocation(const char* name, std::uint64_t address)
{
    return {.name = name,
            .target = TargetId(1),
            .range = AddressRange::fromSize(Address(address), 800),
            .view = {.dtype = *Dtype::parse("float64"), .shape = {100}, .strides = {}},
            .kind = "malloc"};
}

std::vector<Region> manyRegions(std::uint64_t first, std::uint64_t end)
{
    std::vector<Region> regions;
    for (std::uint64_t i = first; i < end; ++i)
        regions.push_back(region((i + 1) * 0x10000, 0x1000, "/a"));
    return regions;
}

QString text(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

}  // namespace

class TestListModels final : public QObject {
    Q_OBJECT

private slots:
    void regionsAreUpdatedWithoutAReset()
    {
        RegionListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setRegions({region(0x1000, 0x1000, "/a"), region(0x3000, 0x1000, "/b"), region(0x8000, 0x1000, "/c")});
        model.setRegions({region(0x1000, 0x1000, "/a"), region(0x2000, 0x1000, "/new"), region(0x8000, 0x2000, "/c")});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(text(model, 1, RegionListModel::PathColumn), QStringLiteral("/new"));
        QCOMPARE(text(model, 2, RegionListModel::SizeColumn), QStringLiteral("8192 bytes"));
        QCOMPARE(resets.count(), 0);
        QCOMPARE(changes.count(), 1);
    }

    void aRegionThatStaysKeepsItsPersistentIndex()
    {
        RegionListModel model;
        model.setRegions({region(0x1000, 0x1000, "/a"), region(0x3000, 0x1000, "/b")});
        const QPersistentModelIndex b(model.index(1, 0));
        model.setRegions({region(0x500, 0x100, "/z"), region(0x3000, 0x1000, "/b")});
        QCOMPARE(b.row(), 1);
        model.setRegions({region(0x3000, 0x1000, "/b")});
        QCOMPARE(b.row(), 0);
        model.setRegions({});
        QVERIFY(!b.isValid());
    }

    void rowsComeAndGoInRuns()
    {
        RegionListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
        const QSignalSpy insertions(&model, &QAbstractItemModel::rowsInserted);
        model.setRegions(manyRegions(0, 100));
        QCOMPARE(insertions.count(), 1);
        std::vector<Region> regions = manyRegions(20, 130);
        regions.erase(regions.begin() + 30, regions.begin() + 40);
        model.setRegions(regions);
        QCOMPARE(model.rows(), regions);
        QCOMPARE(removals.count(), 2);
        QCOMPARE(insertions.count(), 2);
        QCOMPARE(resets.count(), 0);
    }

    void manyChangedRowsResetTheModelInsteadOfAStepForEach()
    {
        RegionListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
        std::vector<Region> regions = manyRegions(0, 2000);
        model.setRegions(regions);
        std::vector<Region> everyOther;
        for (std::size_t i = 0; i < regions.size(); i += 2)
            everyOther.push_back(regions[i]);
        model.setRegions(everyOther);
        QCOMPARE(model.rows(), everyOther);
        QCOMPARE(resets.count(), 1);
        QCOMPARE(removals.count(), 0);
    }

    void rowsInANewOrderAreTakenAsTheyAre()
    {
        TargetListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTargets({target(1, "one"), target(2, "two")});
        model.setTargets({target(2, "two"), target(1, "one"), target(3, "three")});
        QCOMPARE(model.rowOf(TargetId(2)), 0);
        QCOMPARE(model.rowOf(TargetId(3)), 2);
        QCOMPARE(model.rowOf(TargetId(4)), -1);
    }

    void aTargetSaysItsStateAndLock()
    {
        TargetListModel model;
        TargetInfo frozen = target(1, "worker");
        frozen.state = TargetState::Frozen;
        frozen.lock = WriteLock::Unlocked;
        model.setTargets({frozen});
        QCOMPARE(text(model, 0, TargetListModel::NameColumn), QStringLiteral("worker"));
        QCOMPARE(text(model, 0, TargetListModel::StateColumn), QStringLiteral("frozen"));
        QCOMPARE(text(model, 0, TargetListModel::LockColumn), QStringLiteral("writable"));
    }

    void aTargetThatIsNotTracedSaysWhatIsLost()
    {
        TargetListModel model;
        TargetInfo untraced = target(1, "worker");
        untraced.lost = "After SIGKILL there is no stack.";
        model.setTargets({untraced});
        QVERIFY(model.data(model.index(0, 0), Qt::ToolTipRole)
                    .toString()
                    .endsWith(QStringLiteral("After SIGKILL there is no stack.")));
    }

    void librariesAreFilesWithCode()
    {
        const auto libraries = mappedLibraries(
            {region(0x1000, 0x1000, "/usr/lib/libc.so.6"), region(0x2000, 0x5000, "/usr/lib/libc.so.6", true),
             region(0x9000, 0x1000, "/usr/share/locale.archive"), region(0xa000, 0x1000, "[vdso]", true)});
        QCOMPARE(libraries.size(), 1u);
        QCOMPARE(libraries[0].begin, Address(0x1000));
        QCOMPARE(libraries[0].size, 0x6000u);
    }

    void anAllocationOpensWithItsDtypeAndShape()
    {
        AllocationListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAllocations({{.allocation = allocation("malloc", 0x5000), .isWritable = true}});
        QCOMPARE(text(model, 0, AllocationListModel::AddressColumn), QStringLiteral("0x5000"));
        QCOMPARE(text(model, 0, AllocationListModel::DtypeColumn), QStringLiteral("float64"));
        QCOMPARE(text(model, 0, AllocationListModel::ShapeColumn), QStringLiteral("100"));
        QVERIFY(text(model, 0, AllocationListModel::FlagsColumn).contains(QStringLiteral("WRITEABLE")));
        Allocation known = allocation("malloc", 0x5000);
        known.contents = "full of 7";
        model.setAllocations({{.allocation = known, .isWritable = true}});
        QCOMPARE(text(model, 0, AllocationListModel::ContentsColumn), QStringLiteral("full of 7"));
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().endsWith(QStringLiteral("\nHolds full of 7")));
        const Place place = placeOf(allocation("malloc", 0x5000));
        QCOMPARE(place.label, std::string("alloc:malloc"));
        QCOMPARE(place.view->shape, Shape{100});
    }

    void aFreedAllocationStaysListedAsFreed()
    {
        AllocationListModel model;
        const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setAllocations({{.allocation = allocation("malloc", 0x5000)}});
        Allocation freed = allocation("malloc", 0x5000);
        freed.state = AllocationState::Freed;
        model.setAllocations({{.allocation = freed}});
        QCOMPARE(changes.count(), 1);
        QCOMPARE(text(model, 0, AllocationListModel::StateColumn), QStringLiteral("freed"));
    }

    void theJournalShowsTheNewestFirstAndUndoInPlace()
    {
        JournalModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setEntries({change(0, 0x10)});
        Journal::Entries entries{change(0, 0x10), change(1, 0x20)};
        model.setEntries(entries);
        QCOMPARE(text(model, 0, JournalModel::AddressColumn), QStringLiteral("0x20"));
        QCOMPARE(text(model, 0, JournalModel::BeforeColumn), QStringLiteral("6f “o”"));
        JournalEntry undone = *entries[0];
        undone.isUndone = true;
        entries[0] = std::make_shared<const JournalEntry>(undone);
        model.setEntries(entries);
        QCOMPARE(text(model, 1, JournalModel::StateColumn), QStringLiteral("undone"));
        model.setStandings({{0, PokeStanding::Overwritten}, {1, PokeStanding::Overwritten}});
        QCOMPARE(text(model, 0, JournalModel::StateColumn), QStringLiteral("overwritten since"));
        QCOMPARE(text(model, 1, JournalModel::StateColumn), QStringLiteral("undone"));
        QCOMPARE(text(model, 0, JournalModel::TargetColumn), QStringLiteral("python"));
        model.setEntries(entries, {{TargetId(1), QStringLiteral("python (7)")}});
        QCOMPARE(text(model, 0, JournalModel::TargetColumn), QStringLiteral("python (7)"));
        QCOMPARE(resets.count(), 0);
    }

    void aBookmarkIsRenamedAndRemoved()
    {
        BookmarkListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Place place{.target = TargetId(1), .address = Address(0x42), .view = std::nullopt, .label = "0x42"};
        model.add(place, "here");
        model.add(place, "here again");
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.setData(model.index(0, 0), QStringLiteral("the header"), Qt::EditRole));
        QVERIFY(!model.setData(model.index(0, 0), QStringLiteral("  "), Qt::EditRole));
        QCOMPARE(text(model, 0, BookmarkListModel::NameColumn), QStringLiteral("the header"));
        model.remove(0);
        QCOMPARE(model.rowCount(), 0);
    }

    void aStackNamesFunctionAndSourceLine()
    {
        StackModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFrames(
            {{.programCounter = Address(0x1234),
              .symbol =
                  {.function = "quick", .offset = 16, .module = "kernel.so", .file = "/tmp/kernel.cpp", .line = 12}},
             {.programCounter = Address(0x99), .symbol = {}}});
        QCOMPARE(text(model, 0, StackModel::FunctionColumn), QStringLiteral("quick+0x10"));
        QCOMPARE(text(model, 0, StackModel::PlaceColumn), QStringLiteral("kernel.cpp:12"));
        QCOMPARE(text(model, 1, StackModel::FunctionColumn), QStringLiteral("(no symbol)"));
        QCOMPARE(text(model, 1, StackModel::PlaceColumn), QString());
    }

    void aCrashIsExplainedInWords()
    {
        CrashReport report{.kind = EndKind::Signal,
                           .pid = ProcessId(4711),
                           .what = "worker",
                           .signal = 11,
                           .faultAddress = Address(0),
                           .isReadable = true};
        QVERIFY(crashExplanation(report).contains(QStringLiteral("not mapped")));
        QVERIFY(crashExplanation(report).contains(QStringLiteral("Fault address: 0x0")));
        QVERIFY(crashExplanation(report).contains(QStringLiteral("frozen")));
        report.kind = EndKind::Killed;
        report.signal = 9;
        QVERIFY(!crashExplanation(report).contains(QStringLiteral("nothing of it is left")));
        report = {.kind = EndKind::Exit, .pid = ProcessId(4711), .what = "worker", .exitStatus = 3};
        QVERIFY(crashExplanation(report).contains(QStringLiteral("status 3")));
        QVERIFY(crashExplanation(report).contains(QStringLiteral("its memory cannot be read")));
        QVERIFY(crashExplanation(report).contains(QStringLiteral("stack and its registers are not known")));
        report.kind = EndKind::TimedOut;
        QVERIFY(crashExplanation(report).contains(QStringLiteral("did not return in time")));
    }

    void aRegisterIsFoundByItsName()
    {
        CrashReport report;
        report.registers.values = {{"rip", 1}, {"rsp", 0x7ffe}};
        QCOMPARE(registerValue(report, "rsp"), std::optional(Address(0x7ffe)));
        QCOMPARE(registerValue(report, "xyz"), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestListModels)
#include "tst_list_models.moc"
