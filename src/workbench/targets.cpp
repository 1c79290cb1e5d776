#include "workbench/targets.h"

#include "base/hex_text.h"
#include "memory/buffer_target.h"
#include "memory/core_target.h"
#include "memory/file_target.h"
#include "memory/process_target.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <unistd.h>

namespace memdelbrot {

namespace {

struct Entry {
    TargetInfo info;
    std::shared_ptr<MemoryTarget> target;
};

std::string processName(ProcessId pid)
{
    const std::string number = std::to_string(pid.value());
    std::ifstream file("/proc/" + number + "/comm");
    std::string command;
    std::getline(file, command);
    return command.empty() ? "pid " + number : "pid " + number + " (" + command + ")";
}

std::string fileName(const std::string& path)
{
    const std::string name = std::filesystem::path(path).filename().string();
    return name.empty() ? path : name;
}

std::shared_ptr<MemoryTarget> ownMemory()
{
    if (auto opened = ProcessTarget::open(ProcessId(::getpid())))
        return std::move(*opened);
    // A kernel that refuses a process its own memory: the program's other targets still work.
    return std::make_shared<BufferTarget>("memdelbrot", Address(0), std::vector<std::byte>());
}

TargetInfo withState(const Entry& entry)
{
    TargetInfo info = entry.info;
    info.state = entry.target->state();
    return info;
}

}  // namespace

class Targets::Private final {
public:
    explicit Private(std::function<void()> changedCallback) : changed(std::move(changedCallback)) {}

    [[nodiscard]] Result<Entry> entry(TargetId id) const
    {
        const std::lock_guard lock(mutex);
        const auto found = entries.find(id);
        if (found == entries.end())
            return failure(closedError(id));
        return found->second;
    }

    // REQUIRES: mutex is held.
    [[nodiscard]] Error closedError(TargetId id) const
    {
        const auto former = closed.find(id);
        return {.code = ErrorCode::NotFound,
                .subject = former == closed.end() ? "target " + std::to_string(id.value()) : former->second.name,
                .detail = "it was closed"};
    }

    TargetId insert(TargetInfo info, std::shared_ptr<MemoryTarget> target)
    {
        const std::lock_guard lock(mutex);
        info.id = TargetId(++lastId);
        info.colour = freeColour();
        return entries.emplace(info.id, Entry{info, std::move(target)}).first->first;
    }

    // The lowest one that no open target has.
    [[nodiscard]] int freeColour() const
    {
        int colour = 0;
        const auto isTaken = [&colour](const auto& item) { return item.second.info.colour == colour; };
        while (std::any_of(entries.begin(), entries.end(), isTaken))
            ++colour;
        return colour;
    }

    std::function<void()> changed;
    mutable std::mutex mutex;   // guards entries, closed and lastId
    std::map<TargetId, Entry> entries;
    std::map<TargetId, TargetInfo> closed;   // without their memory: lists and errors still name them
    std::uint64_t lastId = 0;
    TargetId self;
    mutable std::shared_mutex ownRangesMutex;
    std::vector<AddressRange> ownRanges;
};

Targets::Targets(std::function<void()> changed) : d(std::make_unique<Private>(std::move(changed)))
{
    const TargetInfo info{.kind = TargetKind::Self, .name = "memdelbrot", .pid = ProcessId(::getpid())};
    d->self = d->insert(info, ownMemory());
}

Targets::~Targets() = default;

std::vector<TargetInfo> Targets::list() const
{
    std::vector<Entry> entries;
    {
        const std::lock_guard lock(d->mutex);
        for (const auto& [id, entry] : d->entries)
            entries.push_back(entry);
    }
    std::vector<TargetInfo> infos;
    std::transform(entries.begin(), entries.end(), std::back_inserter(infos), withState);
    return infos;
}

Result<TargetInfo> Targets::info(TargetId id) const
{
    return d->entry(id).map(withState);
}

std::optional<TargetInfo> Targets::lastInfo(TargetId id) const
{
    if (const auto open = info(id))
        return *open;
    const std::lock_guard lock(d->mutex);
    const auto former = d->closed.find(id);
    return former == d->closed.end() ? std::nullopt : std::optional(former->second);
}

Result<std::shared_ptr<MemoryTarget>> Targets::target(TargetId id) const
{
    return d->entry(id).map([](Entry entry) { return std::move(entry.target); });
}

TargetId Targets::self() const
{
    return d->self;
}

Result<TargetId> Targets::openProcess(ProcessId pid)
{
    for (const TargetInfo& known : list()) {
        if (known.pid == pid && known.state != TargetState::Ended)
            return known.id;
    }
    auto opened = ProcessTarget::open(pid);
    if (!opened)
        return failure(std::move(opened.error()));
    return add(TargetKind::Process, processName(pid), pid, std::move(*opened), WriteLock::Locked);
}

Result<TargetId> Targets::openFile(const std::string& path)
{
    auto opened = FileTarget::open(path);
    if (!opened)
        return failure(std::move(opened.error()));
    return add(TargetKind::File, fileName(path), ProcessId(0), std::move(*opened), WriteLock::Locked);
}

Result<TargetId> Targets::openCore(const std::string& path)
{
    auto opened = CoreTarget::open(path);
    if (!opened)
        return failure(std::move(opened.error()));
    return add(TargetKind::File, fileName(path), ProcessId(0), std::move(*opened), WriteLock::Locked);
}

TargetId Targets::add(TargetKind kind, std::string name, ProcessId pid, std::shared_ptr<MemoryTarget> target,
                      WriteLock lock, std::string lost)
{
    TargetInfo info{.kind = kind, .name = std::move(name), .pid = pid, .lock = lock, .lost = std::move(lost)};
    const TargetId id = d->insert(std::move(info), std::move(target));
    d->changed();
    return id;
}

void Targets::close(TargetId id)
{
    if (id == d->self)
        return;
    std::map<TargetId, Entry>::node_type closed;   // let go of after the lock
    {
        const std::lock_guard lock(d->mutex);
        closed = d->entries.extract(id);
        if (!closed.empty()) {
            d->closed[id] = closed.mapped().info;
            d->closed[id].state = TargetState::Ended;
        }
    }
    if (!closed.empty())
        d->changed();
}

void Targets::rename(TargetId id, std::string name)
{
    {
        const std::lock_guard lock(d->mutex);
        const auto found = d->entries.find(id);
        if (found == d->entries.end())
            return;
        found->second.info.name = std::move(name);
    }
    d->changed();
}

Result<void> Targets::unlock(TargetId id)
{
    if (id == d->self)
        return failure(
            {.code = ErrorCode::Refused, .subject = "memdelbrot", .detail = "only its named allocations are writable"});
    {
        const std::lock_guard lock(d->mutex);
        const auto found = d->entries.find(id);
        if (found == d->entries.end())
            return failure(d->closedError(id));
        found->second.info.lock = WriteLock::Unlocked;
    }
    d->changed();
    return {};
}

void Targets::lock(TargetId id)
{
    {
        const std::lock_guard lock(d->mutex);
        const auto found = d->entries.find(id);
        if (found == d->entries.end())
            return;
        found->second.info.lock = WriteLock::Locked;
    }
    d->changed();
}

void Targets::allowOwnRange(const AddressRange& range)
{
    const std::unique_lock lock(d->ownRangesMutex);
    d->ownRanges.push_back(range);
}

void Targets::disallowOwnRange(const AddressRange& range)
{
    const std::unique_lock lock(d->ownRangesMutex);
    std::erase(d->ownRanges, range);
}

Result<void> Targets::checkWritable(TargetId id, const AddressRange& range) const
{
    return permitWrite(id, range).map([](const WritePermit&) {});
}

Result<Targets::WritePermit> Targets::permitWrite(TargetId id, const AddressRange& range) const
{
    WritePermit permit(d->ownRangesMutex);
    const auto entry = d->entry(id);
    if (!entry)
        return failure(entry.error());
    if (entry->info.lock == WriteLock::Unlocked)
        return permit;
    const auto holds = [&range](const AddressRange& own) { return own.contains(range); };
    if (entry->info.kind == TargetKind::Self && std::any_of(d->ownRanges.begin(), d->ownRanges.end(), holds))
        return permit;
    const std::string detail =
        entry->info.kind == TargetKind::Self ? "of this program only the named allocations are writable" : "";
    return failure(
        {.code = ErrorCode::Locked, .address = range.begin().value(), .subject = entry->info.name, .detail = detail});
}

}  // namespace memdelbrot
