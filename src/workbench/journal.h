#pragma once

#include "memory/poke.h"
#include "workbench/targets.h"

#include <optional>

namespace memdelbrot {

struct JournalEntry {
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
    Journal(Targets& targets, std::function<void()> changed);

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

    [[nodiscard]] std::vector<JournalEntry> entries() const;   // oldest first

private:
    enum class Direction { Undo, Redo };

    [[nodiscard]] Result<PokeRecord> write(const JournalEntry& wanted, std::span<const std::byte> expected);
    [[nodiscard]] Result<JournalEntry> step(Direction direction);
    [[nodiscard]] std::optional<std::size_t> nextStep(Direction direction) const;
    void dropStep(Direction direction);

    Targets& m_targets;
    std::function<void()> m_changed;
    std::mutex m_writing;          // one write at a time, so that the order of entries is that of the writes
    mutable std::mutex m_mutex;    // guards what follows
    std::vector<JournalEntry> m_entries;
    std::vector<std::size_t> m_undoable;   // indexes of entries, the next one last
    std::vector<std::size_t> m_redoable;
};

}  // namespace memdelbrot
