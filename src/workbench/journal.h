#pragma once

#include "memory/poke.h"
#include "workbench/targets.h"

#include <deque>
#include <memory>
#include <optional>

namespace memdelbrot {

struct JournalEntry {
    std::uint64_t number = 0;   // its place among all entries there were, from 0: its name for life
    TargetId target;
    std::string targetName;
    PokeRecord record;
    WriteForce force = WriteForce::No;
    bool isUndone = false;
    enum class Kind { Poke, Undo, Redo } kind = Kind::Poke;
};

// Names pokes that were typed in one go, such as four characters one after another. 0: a poke on its own.
using TypedRunId = StrongId<struct TypedRunTag>;

// What the next undo or redo takes back or makes again: one poke, or the pokes of a typed run as one.
struct JournalStep {
    static constexpr std::size_t kSampleSize = 64;

    TargetId target;
    std::string targetName;
    Address address;
    std::uint64_t size = 0;             // bytes
    std::vector<std::byte> sample;      // of what was written: its first bytes, kSampleSize at most
};

// Every poke goes through here: lock, compare, write, read back, note. Thread-safe.
class Journal final {
public:
    // As many bytes as stood and stand in its entries are kept; of more the oldest entries go, never the newest one.
    static constexpr std::uint64_t usualLimit = std::uint64_t{512} << 20;

    Journal(Targets& targets, std::function<void()> changed, std::uint64_t byteLimit = usualLimit);

    // `expected`: what the user was shown. `run`: pokes of a run, each beginning where the one before it ended and with
    // nothing else poked, undone or redone between them, are listed one by one and undone as one. Errors: memory/poke.h's,
    // Locked.
    [[nodiscard]] Result<PokeRecord> poke(TargetId target, Address address, std::span<const std::byte> expected,
                                          std::span<const std::byte> bytes, WriteForce force = WriteForce::No,
                                          TypedRunId run = {});
    // Compares with what stands there now instead of with what was shown: for command lines and scripts.
    [[nodiscard]] Result<PokeRecord> pokeUnseen(TargetId target, Address address, std::span<const std::byte> bytes,
                                                WriteForce force = WriteForce::No, TypedRunId run = {});
    // The last step not yet undone, of any target. Errors: NotFound (nothing to undo), poke's; Stale: moved on; Ended: also
    // of a closed target. A step that can never be undone (Stale, Ended) is passed over from then on.
    [[nodiscard]] Result<JournalEntry> undo();
    // The last undone step again, until something else is poked. Errors: as undo's.
    [[nodiscard]] Result<JournalEntry> redo();

    // Whether undo() or redo() has a step to try.
    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    [[nodiscard]] std::optional<JournalStep> nextUndo() const;
    [[nodiscard]] std::optional<JournalStep> nextRedo() const;

    // Oldest first, as far as they are kept. An entry never changes: one that is undone is replaced.
    using Entries = std::vector<std::shared_ptr<const JournalEntry>>;
    [[nodiscard]] Entries entries() const;
    [[nodiscard]] Entries entriesSince(std::uint64_t number) const;  // that one and those after it
    [[nodiscard]] std::uint64_t nextNumber() const;
    [[nodiscard]] std::uint64_t droppedEntries() const;  // how many were dropped, to stay within the limit

private:
    enum class Direction { Undo, Redo };
    using Step = std::vector<std::uint64_t>;  // numbers of entries that stand side by side, in order; never empty
    using Steps = std::vector<Step>;  // the next one last

    [[nodiscard]] Error named(Error error, const MemoryTarget& memory, TargetId target) const;
    [[nodiscard]] Result<PokeRecord> write(const JournalEntry& wanted, std::span<const std::byte> expected);
    [[nodiscard]] Result<JournalEntry> step(Direction direction);
    [[nodiscard]] Result<JournalEntry> stepLocked(Direction direction);  // REQUIRES: m_writing is held
    [[nodiscard]] std::optional<JournalStep> next(Direction direction) const;
    [[nodiscard]] std::optional<JournalEntry> nextAsOne(Direction direction) const;
    Step takeStep(Direction direction);
    [[nodiscard]] Steps& steps(Direction direction) { return direction == Direction::Undo ? m_undoable : m_redoable; }
    [[nodiscard]] const Steps& steps(Direction direction) const
    {
        return direction == Direction::Undo ? m_undoable : m_redoable;
    }
    // REQUIRES of these: m_mutex is held.
    [[nodiscard]] const JournalEntry& at(std::uint64_t number) const { return *m_entries[number - m_dropped]; }
    void mark(const Step& step, bool isUndone);
    [[nodiscard]] bool goesOn(const JournalEntry& entry, TypedRunId run) const;
    void append(JournalEntry entry);
    void dropOldest();

    Targets& m_targets;
    std::function<void()> m_changed;
    std::mutex m_writing;  // one write at a time, so that the order of entries is that of the writes
    mutable std::mutex m_mutex;  // guards what follows
    std::uint64_t m_byteLimit;
    std::uint64_t m_bytes = 0;  // of m_entries
    std::uint64_t m_dropped = 0;  // entries before m_entries' first
    std::deque<std::shared_ptr<const JournalEntry>> m_entries;
    Steps m_undoable;
    Steps m_redoable;
    TypedRunId m_openRun;  // of the last poke, which nothing has followed yet
};

}  // namespace memdelbrot
