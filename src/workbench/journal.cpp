#include "workbench/journal.h"

#include <algorithm>
#include <cerrno>

namespace memdelbrot {

Journal::Journal(Targets& targets, std::function<void()> changed) : m_targets(targets), m_changed(std::move(changed)) {}

// REQUIRES: m_writing is held. Writes wanted.record.after where `expected` stands.
Result<PokeRecord> Journal::write(const JournalEntry& wanted, std::span<const std::byte> expected)
{
    const auto target = m_targets.target(wanted.target);
    if (!target)
        return failure(target.error());
    const auto& bytes = wanted.record.after;
    const auto permit = m_targets.permitWrite(wanted.target, AddressRange::fromSize(wanted.record.address, bytes.size()));
    if (!permit)
        return failure(permit.error());
    return memdelbrot::poke(**target, wanted.record.address, expected, bytes, wanted.force);
}

Result<PokeRecord> Journal::poke(TargetId target, Address address, std::span<const std::byte> expected,
                                 std::span<const std::byte> bytes, WriteForce force)
{
    const auto info = m_targets.info(target);
    if (!info)
        return failure(info.error());
    if (expected.size() != bytes.size() || bytes.empty())
        return failure({.code = ErrorCode::InvalidArgument, .address = address.value(), .detail = "no bytes to write"});
    JournalEntry entry{.target = target, .targetName = info->name, .force = force};
    entry.record = {.address = address, .before = {}, .after = {bytes.begin(), bytes.end()}, .time = {}};
    Result<PokeRecord> record;
    {
        const std::lock_guard writing(m_writing);
        record = write(entry, expected);
        if (!record)
            return record;
        entry.record = *record;
        const std::lock_guard lock(m_mutex);
        m_undoable.push_back(m_entries.size());
        m_redoable.clear();
        m_entries.push_back(std::move(entry));
    }
    m_changed();
    return record;
}

Result<PokeRecord> Journal::pokeUnseen(TargetId target, Address address, std::span<const std::byte> bytes, WriteForce force)
{
    const auto memory = m_targets.target(target);
    if (!memory)
        return failure(memory.error());
    // The lock comes first: a locked target is not even compared with.
    const auto range = AddressRange::fromSize(address, bytes.size());
    if (const auto writable = m_targets.checkWritable(target, range); !writable)
        return failure(writable.error());
    const ReadResult now = (*memory)->read(range);
    if (range.size() != bytes.size())
        return failure({.code = ErrorCode::TooLarge, .address = address.value(), .detail = "it runs past the last address"});
    if (!now.isComplete()) {
        const UnreadableRange& hole = now.unreadable.front();
        return failure({.code = hole.errnoValue == ESRCH ? ErrorCode::Ended : ErrorCode::Unreadable, .errnoValue = hole.errnoValue,
                        .address = hole.range.begin().value(), .subject = (*memory)->name()});
    }
    return poke(target, address, now.bytes, bytes, force);
}

std::optional<std::size_t> Journal::nextStep(Direction direction) const
{
    const std::lock_guard lock(m_mutex);
    const auto& steps = direction == Direction::Undo ? m_undoable : m_redoable;
    return steps.empty() ? std::nullopt : std::optional(steps.back());
}

void Journal::dropStep(Direction direction)
{
    const std::lock_guard lock(m_mutex);
    (direction == Direction::Undo ? m_undoable : m_redoable).pop_back();
}

Result<JournalEntry> Journal::step(Direction direction)
{
    const bool isUndo = direction == Direction::Undo;
    JournalEntry entry;
    {
        const std::lock_guard writing(m_writing);
        const auto index = nextStep(direction);
        if (!index)
            return failure({.code = ErrorCode::NotFound, .subject = isUndo ? "change to undo" : "change to redo"});
        {
            const std::lock_guard lock(m_mutex);
            entry = m_entries[*index];
        }
        if (isUndo)
            std::swap(entry.record.before, entry.record.after);
        auto record = write(entry, entry.record.before);
        if (!record) {
            const ErrorCode code = record.error().code;
            if (code == ErrorCode::Stale || code == ErrorCode::Ended || code == ErrorCode::NotFound)
                dropStep(direction);
            return failure(std::move(record.error()));
        }
        entry.record = std::move(*record);
        entry.isUndo = true;
        entry.isUndone = false;
        dropStep(direction);
        const std::lock_guard lock(m_mutex);
        m_entries[*index].isUndone = isUndo;
        (isUndo ? m_redoable : m_undoable).push_back(*index);
        m_entries.push_back(entry);
    }
    m_changed();
    return entry;
}

Result<JournalEntry> Journal::undo()
{
    return step(Direction::Undo);
}

Result<JournalEntry> Journal::redo()
{
    return step(Direction::Redo);
}

std::vector<JournalEntry> Journal::entries() const
{
    const std::lock_guard lock(m_mutex);
    return m_entries;
}

}  // namespace memdelbrot
