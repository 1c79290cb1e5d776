#pragma once

#include "memory/poke.h"
#include "workbench/targets.h"

namespace memdelbrot {

struct JournalEntry {
    TargetId target;
    std::string targetName;
    PokeRecord record;
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
    // The last entry not yet undone, of any target. Errors: NotFound (nothing to undo), poke's; Stale: moved on.
    [[nodiscard]] Result<JournalEntry> undo();
    [[nodiscard]] Result<JournalEntry> redo();

    [[nodiscard]] std::vector<JournalEntry> entries() const;   // oldest first

private:
    Targets& m_targets;
    std::function<void()> m_changed;
    mutable std::mutex m_mutex;
    std::vector<JournalEntry> m_entries;
};

}  // namespace memdelbrot
