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
    bool isUndo = false;      // this entry is itself an undo or redo
};

// Every poke goes through here: lock, compare, write, read back, note. Thread-safe.
class Journal final {
public:
    // As many bytes as stood and stand in its entries are kept; of more the oldest entries go, never the newest one.
    static constexpr std::uint64_t usualLimit = std::uint64_t{512} << 20;

    Journal(Targets& targets, std::function<void()> changed, std::uint64_t byteLimit = usualLimit);

    // `expected`: what the user was shown. Errors: memory/poke.h's, Locked.
    [[nodiscard]] Result<PokeRecord> poke(TargetId target, Address address, std::span<const std::byte> expected,
                                          std::span<const std::byte> bytes, WriteForce force = WriteForce::No);
    // Compares with what stands there now instead of with what was shown: for command lines and scripts.
    [[nodiscard]] Result<PokeRecord> pokeUnseen(TargetId target, Address address, std::span<const std::byte> bytes,
                                                WriteForce force = WriteForce::No);
    // The last entry not yet undone, of any target. Errors: NotFound (nothing to undo), poke's; Stale: moved on. An
    // entry that can never be undone (Stale, Ended, a closed target) is passed over from then on.
    [[nodiscard]] Result<JournalEntry> undo();
    // The last undone entry again, until something else is poked. Errors: as undo's.
    [[nodiscard]] Result<JournalEntry> redo();

    // Whether undo() or redo() has a step to try.
    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    // The target that the next undo() or redo() writes to.
    [[nodiscard]] std::optional<TargetId> undoTarget() const;
    [[nodiscard]] std::optional<TargetId> redoTarget() const;

    // Oldest first, as far as they are kept. An entry never changes: one that is undone is replaced.
    using Entries = std::vector<std::shared_ptr<const JournalEntry>>;
    [[nodiscard]] Entries entries() const;
    [[nodiscard]] Entries entriesSince(std::uint64_t number) const;  // that one and those after it
    [[nodiscard]] std::uint64_t nextNumber() const;
    [[nodiscard]] std::uint64_t droppedEntries() const;  // how many were dropped, to stay within the limit

private:
    enum class Direction { Undo, Redo };
    using Steps = std::vector<std::uint64_t>;  // numbers of entries, the next one last

    [[nodiscard]] Result<PokeRecord> write(const JournalEntry& wanted, std::span<const std::byte> expected);
    [[nodiscard]] Result<JournalEntry> step(Direction direction);
    [[nodiscard]] Result<JournalEntry> stepLocked(Direction direction);  // REQUIRES: m_writing is held
    [[nodiscard]] std::shared_ptr<const JournalEntry> nextStep(Direction direction) const;
    void dropStep(Direction direction);
    [[nodiscard]] Steps& steps(Direction direction) { return direction == Direction::Undo ? m_undoable : m_redoable; }
    // REQUIRES of these: m_mutex is held.
    [[nodiscard]] std::shared_ptr<const JournalEntry>& at(std::uint64_t number)
    {
        return m_entries[number - m_dropped];
    }
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
};

}  // namespace memdelbrot
