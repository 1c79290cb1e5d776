#include "workbench/journal.h"

#include <algorithm>
#include <cerrno>

namespace memdelbrot {

namespace {

// What an entry without any bytes takes up.
constexpr std::uint64_t entryCost = 256;

std::uint64_t costOf(const JournalEntry& entry)
{
    return entryCost + entry.record.before.size() + entry.record.after.size();
}

}  // namespace

Journal::Journal(Targets& targets, std::function<void()> changed, std::uint64_t byteLimit)
    : m_targets(targets), m_changed(std::move(changed)), m_byteLimit(byteLimit)
{
}

// REQUIRES: m_writing is held. Writes wanted.record.after where `expected` stands.
Result<PokeRecord> Journal::write(const JournalEntry& wanted, std::span<const std::byte> expected)
{
    const auto target = m_targets.target(wanted.target);
    if (!target)
        return failure(target.error());
    const auto& bytes = wanted.record.after;
    const auto permit =
        m_targets.permitWrite(wanted.target, AddressRange::fromSize(wanted.record.address, bytes.size()));
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
        m_undoable.push_back(m_dropped + m_entries.size());
        m_redoable.clear();
        append(std::move(entry));
    }
    m_changed();
    return record;
}

Result<PokeRecord> Journal::pokeUnseen(TargetId target, Address address, std::span<const std::byte> bytes,
                                       WriteForce force)
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
        return failure(
            {.code = ErrorCode::TooLarge, .address = address.value(), .detail = "it runs past the last address"});
    if (!now.isComplete()) {
        const UnreadableRange& hole = now.unreadable.front();
        return failure({.code = hole.errnoValue == ESRCH ? ErrorCode::Ended : ErrorCode::Unreadable,
                        .errnoValue = hole.errnoValue,
                        .address = hole.range.begin().value(),
                        .subject = (*memory)->name()});
    }
    return poke(target, address, now.bytes, bytes, force);
}

void Journal::append(JournalEntry entry)
{
    entry.number = m_dropped + m_entries.size();
    m_bytes += costOf(entry);
    m_entries.push_back(std::make_shared<const JournalEntry>(std::move(entry)));
    dropOldest();
}

void Journal::dropOldest()
{
    while (m_bytes > m_byteLimit && m_entries.size() > 1) {
        m_bytes -= costOf(*m_entries.front());
        m_entries.pop_front();
        ++m_dropped;
    }
    const auto isDropped = [this](std::uint64_t number) { return number < m_dropped; };
    std::erase_if(m_redoable, isDropped);
    if (!m_undoable.empty() && isDropped(m_undoable.front()))
        std::erase_if(m_undoable, isDropped);
}

std::shared_ptr<const JournalEntry> Journal::nextStep(Direction direction) const
{
    const std::lock_guard lock(m_mutex);
    const auto& steps = direction == Direction::Undo ? m_undoable : m_redoable;
    return steps.empty() ? nullptr : m_entries[steps.back() - m_dropped];
}

void Journal::dropStep(Direction direction)
{
    const std::lock_guard lock(m_mutex);
    steps(direction).pop_back();
}

Result<JournalEntry> Journal::stepLocked(Direction direction)
{
    const bool isUndo = direction == Direction::Undo;
    const auto stepped = nextStep(direction);
    if (!stepped)
        return failure({.code = ErrorCode::NotFound, .subject = isUndo ? "change to undo" : "change to redo"});
    JournalEntry entry = *stepped;
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
    JournalEntry marked = *stepped;
    marked.isUndone = isUndo;
    const std::lock_guard lock(m_mutex);
    at(marked.number) = std::make_shared<const JournalEntry>(marked);
    steps(isUndo ? Direction::Redo : Direction::Undo).push_back(marked.number);
    append(std::move(entry));
    return *m_entries.back();
}

Result<JournalEntry> Journal::step(Direction direction)
{
    Result<JournalEntry> entry;
    {
        const std::lock_guard writing(m_writing);
        entry = stepLocked(direction);
    }
    m_changed();   // also of a step that failed: it may be one that is passed over from now on
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

bool Journal::canUndo() const
{
    return nextStep(Direction::Undo) != nullptr;
}

bool Journal::canRedo() const
{
    return nextStep(Direction::Redo) != nullptr;
}

std::optional<TargetId> Journal::undoTarget() const
{
    const auto entry = nextStep(Direction::Undo);
    return entry ? std::optional(entry->target) : std::nullopt;
}

std::optional<TargetId> Journal::redoTarget() const
{
    const auto entry = nextStep(Direction::Redo);
    return entry ? std::optional(entry->target) : std::nullopt;
}

Journal::Entries Journal::entries() const
{
    return entriesSince(0);
}

Journal::Entries Journal::entriesSince(std::uint64_t number) const
{
    const std::lock_guard lock(m_mutex);
    const std::uint64_t skipped =
        number < m_dropped ? 0 : std::min<std::uint64_t>(number - m_dropped, m_entries.size());
    return {m_entries.begin() + static_cast<std::ptrdiff_t>(skipped), m_entries.end()};
}

std::uint64_t Journal::nextNumber() const
{
    const std::lock_guard lock(m_mutex);
    return m_dropped + m_entries.size();
}

std::uint64_t Journal::droppedEntries() const
{
    const std::lock_guard lock(m_mutex);
    return m_dropped;
}

}  // namespace memdelbrot
