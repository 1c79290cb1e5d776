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

// A process's memory calls itself "pid 4711"; users know it by what the list calls it.
Error Journal::named(Error error, const MemoryTarget& memory, TargetId target) const
{
    if (const auto info = m_targets.lastInfo(target); info && error.subject == memory.name())
        error.subject = info->name;
    return error;
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
    return memdelbrot::poke(**target, wanted.record.address, expected, bytes, wanted.force).map_error([&](Error error) {
        return named(std::move(error), **target, wanted.target);
    });
}

Result<PokeRecord> Journal::poke(TargetId target, Address address, std::span<const std::byte> expected,
                                 std::span<const std::byte> bytes, WriteForce force, TypedRunId run)
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
        const std::uint64_t number = m_dropped + m_entries.size();
        if (goesOn(entry, run))
            m_undoable.back().push_back(number);
        else
            m_undoable.push_back({number});
        m_redoable.clear();
        m_openRun = run;
        append(std::move(entry));
    }
    m_changed();
    return record;
}

Result<PokeRecord> Journal::pokeUnseen(TargetId target, Address address, std::span<const std::byte> bytes,
                                       WriteForce force, TypedRunId run)
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
        return failure(named({.code = hole.errnoValue == ESRCH ? ErrorCode::Ended : ErrorCode::Unreadable,
                              .errnoValue = hole.errnoValue,
                              .address = hole.range.begin().value(),
                              .subject = (*memory)->name()},
                             **memory, target));
    }
    return poke(target, address, now.bytes, bytes, force, run);
}

bool Journal::goesOn(const JournalEntry& entry, TypedRunId run) const
{
    if (run == TypedRunId() || run != m_openRun || m_undoable.empty())
        return false;
    const JournalEntry& last = at(m_undoable.back().back());
    return last.target == entry.target && last.force == entry.force
        && last.record.address.value() + last.record.after.size() == entry.record.address.value();
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
    const auto dropFrom = [&isDropped](Steps& steps) {
        for (Step& step : steps)
            std::erase_if(step, isDropped);   // of a run its end stays
        std::erase_if(steps, [](const Step& step) { return step.empty(); });
    };
    dropFrom(m_redoable);
    if (!m_undoable.empty() && isDropped(m_undoable.front().front()))
        dropFrom(m_undoable);
}

// The step as if it had been one poke.
std::optional<JournalEntry> Journal::nextAsOne(Direction direction) const
{
    const std::lock_guard lock(m_mutex);
    if (steps(direction).empty())
        return std::nullopt;
    const Step& step = steps(direction).back();
    JournalEntry whole = at(step.front());
    for (std::size_t index = 1; index < step.size(); ++index) {
        const PokeRecord& part = at(step[index]).record;
        whole.record.before.insert(whole.record.before.end(), part.before.begin(), part.before.end());
        whole.record.after.insert(whole.record.after.end(), part.after.begin(), part.after.end());
    }
    return whole;
}

Journal::Step Journal::takeStep(Direction direction)
{
    const std::lock_guard lock(m_mutex);
    Step step = std::move(steps(direction).back());
    steps(direction).pop_back();
    return step;
}

void Journal::mark(const Step& step, bool isUndone)
{
    for (const std::uint64_t number : step) {
        JournalEntry marked = at(number);
        marked.isUndone = isUndone;
        m_entries[number - m_dropped] = std::make_shared<const JournalEntry>(std::move(marked));
    }
}

Result<JournalEntry> Journal::stepLocked(Direction direction)
{
    const bool isUndo = direction == Direction::Undo;
    auto stepped = nextAsOne(direction);
    if (!stepped)
        return failure({.code = ErrorCode::NotFound, .subject = isUndo ? "change to undo" : "change to redo"});
    JournalEntry entry = std::move(*stepped);
    if (isUndo)
        std::swap(entry.record.before, entry.record.after);
    auto record = write(entry, entry.record.before);
    if (!record) {
        Error& error = record.error();
        if (error.code == ErrorCode::NotFound)
            error.code = ErrorCode::Ended;
        if (error.code == ErrorCode::Stale)
            error.detail = "something else was written there since";
        if (error.code == ErrorCode::Stale || error.code == ErrorCode::Ended)
            takeStep(direction);
        return failure(std::move(error));
    }
    entry.record = std::move(*record);
    entry.kind = isUndo ? JournalEntry::Kind::Undo : JournalEntry::Kind::Redo;
    entry.isUndone = false;
    Step step = takeStep(direction);
    const std::lock_guard lock(m_mutex);
    mark(step, isUndo);
    steps(isUndo ? Direction::Redo : Direction::Undo).push_back(std::move(step));
    m_openRun = {};
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
    const std::lock_guard lock(m_mutex);
    return !m_undoable.empty();
}

bool Journal::canRedo() const
{
    const std::lock_guard lock(m_mutex);
    return !m_redoable.empty();
}

std::optional<JournalStep> Journal::next(Direction direction) const
{
    const std::lock_guard lock(m_mutex);
    if (steps(direction).empty())
        return std::nullopt;
    const Step& entries = steps(direction).back();
    const JournalEntry& first = at(entries.front());
    JournalStep step{
        .target = first.target, .targetName = first.targetName, .address = first.record.address, .sample = {}};
    for (const std::uint64_t number : entries) {
        const auto& bytes = at(number).record.after;
        const std::size_t room = JournalStep::kSampleSize - step.sample.size();
        const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(room, bytes.size()));
        step.sample.insert(step.sample.end(), bytes.begin(), end);
        step.size += bytes.size();
    }
    return step;
}

std::optional<JournalStep> Journal::nextUndo() const
{
    return next(Direction::Undo);
}

std::optional<JournalStep> Journal::nextRedo() const
{
    return next(Direction::Redo);
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
