#include "memory/process_target.h"

#include "memory/maps_line.h"
#include "memory/partial_read.h"
#include "memory/process_access.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/uio.h>

namespace memdelbrot {

namespace {

constexpr std::size_t piecesInOneCall = 1024;   // UIO_MAXIOV
constexpr std::size_t mapsBlock = 64 * 1024;    // bytes

iovec remotePiece(const AddressRange& range)
{
    return {reinterpret_cast<void*>(range.begin().value()), range.size()};   // never dereferenced here
}

Result<std::string> readMaps(int folder)
{
    const UniqueFd maps(::openat(folder, "maps", O_RDONLY | O_CLOEXEC));
    if (!maps.isOpen())
        return systemFailure(errno, "maps");
    std::string text;
    for (;;) {
        const std::size_t before = text.size();
        text.resize(before + mapsBlock);
        const auto got = ::read(maps.get(), text.data() + before, mapsBlock);
        text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0)
            return systemFailure(errno, "maps");
        if (got == 0)
            return text;
    }
}

std::uint64_t pageSize()
{
    return static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void markEnded(ReadResult& result)
{
    std::ranges::fill(result.bytes, std::byte{0});
    result.unreadable.clear();
    if (!result.range.isEmpty())
        result.unreadable.push_back({result.range, ESRCH});
}

}  // namespace

Result<std::unique_ptr<ProcessTarget>> ProcessTarget::open(ProcessId pid)
{
    const std::string folder = "/proc/" + std::to_string(pid.value());
    UniqueFd directory(pid.value() > 0 ? ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC) : -1);
    if (!directory.isOpen())
        return failure(
            {.code = ErrorCode::NotFound, .errnoValue = ESRCH, .subject = "pid " + std::to_string(pid.value())});
    UniqueFd pidFd(static_cast<int>(::syscall(SYS_pidfd_open, pid.value(), 0)));
    if (!pidFd.isOpen()) {
        Error error = accessError(pid, errno);
        if (error.errnoValue == EINVAL || error.errnoValue == ENOENT)   // EINVAL until Linux 6.14, ENOENT since
            error = {.code = ErrorCode::InvalidArgument,
                     .errnoValue = error.errnoValue,
                     .subject = error.subject,
                     .detail = "a thread's id, not a process's"};
        return failure(std::move(error));
    }
    // Opening asks the kernel the same question as process_vm_readv will.
    if (!UniqueFd(::openat(directory.get(), "mem", O_RDONLY | O_CLOEXEC)).isOpen())
        return failure(accessError(pid, errno));
    return std::unique_ptr<ProcessTarget>(new ProcessTarget(pid, std::move(directory), std::move(pidFd)));
}

ProcessTarget::ProcessTarget(ProcessId pid, UniqueFd directory, UniqueFd pidFd)
    : m_pid(pid), m_directory(std::move(directory)), m_pidFd(std::move(pidFd))
{
}

void ProcessTarget::setFrozen(bool frozen)
{
    m_frozen = frozen;
}

bool ProcessTarget::hasEnded() const
{
    pollfd waited{m_pidFd.get(), POLLIN, 0};
    return ::poll(&waited, 1, 0) > 0;
}

std::vector<UnreadableRange> ProcessTarget::readInto(const AddressRange& range, std::span<std::byte> bytes) const
{
    std::optional<std::vector<Region>> known;
    const auto readSome = [this](Address begin, std::span<std::byte> part) -> std::int64_t {
        const iovec local{part.data(), part.size()};
        const iovec remote = remotePiece(AddressRange::fromSize(begin, part.size()));
        const auto got = ::process_vm_readv(m_pid.value(), &local, 1, &remote, 1, 0);
        return got < 0 ? -errno : got;
    };
    const auto nextCandidate = [&](Address from) -> std::optional<Address> {
        if (!known)
            known = regions().value_or(std::vector<Region>{});
        for (const Region& region : *known) {
            if (region.permissions.read && region.range.last() >= from)
                return std::max(region.range.begin(), from);
        }
        return std::nullopt;
    };
    auto unreadable = readAcrossHoles(range, bytes, {readSome, nextCandidate, pageSize()});
    // Asked afterwards: a process that lives now was the one that was read, whatever became of its number since.
    if (hasEnded() && !range.isEmpty())
        unreadable = {{range, ESRCH}};
    return unreadable;
}

std::vector<ReadResult> ProcessTarget::gather(std::span<const AddressRange> ranges) const
{
    std::vector<ReadResult> results;
    results.reserve(ranges.size());
    while (results.size() < ranges.size()) {
        const std::size_t whole = gatherSome(ranges.subspan(results.size()), results);
        if (whole == 0 && results.size() < ranges.size())
            results.push_back(read(ranges[results.size()]));   // the piece with the hole, or one that is too large
    }
    if (hasEnded()) {
        for (ReadResult& result : results)
            markEnded(result);
    }
    return results;
}

std::size_t ProcessTarget::gatherSome(std::span<const AddressRange> ranges, std::vector<ReadResult>& results) const
{
    std::vector<ReadResult> pieces;
    std::uint64_t size = 0;
    for (const AddressRange& range : ranges.first(std::min(ranges.size(), piecesInOneCall))) {
        size += std::min(range.size(), maximumReadSize + 1);
        if (size > maximumReadSize)
            break;
        pieces.push_back({.range = range, .bytes = std::vector<std::byte>(range.size())});
    }
    std::array<iovec, piecesInOneCall> local;
    std::array<iovec, piecesInOneCall> remote;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        local[i] = {pieces[i].bytes.data(), pieces[i].bytes.size()};
        remote[i] = remotePiece(pieces[i].range);
    }
    const auto got = ::process_vm_readv(m_pid.value(), local.data(), pieces.size(), remote.data(), pieces.size(), 0);
    std::uint64_t left = static_cast<std::uint64_t>(std::max<ssize_t>(got, 0));
    std::size_t whole = 0;
    for (ReadResult& piece : pieces) {
        if (piece.range.size() > left || got < 0)
            break;
        left -= piece.range.size();
        results.push_back(std::move(piece));
        ++whole;
    }
    return whole;
}

Result<void> ProcessTarget::write(Address begin, std::span<const std::byte> bytes, WriteForce force)
{
    const AddressRange range = AddressRange::fromSize(begin, bytes.size());
    if (range.size() != bytes.size())
        return failure({.code = ErrorCode::InvalidArgument, .address = begin.value(), .subject = name()});
    if (hasEnded())
        return failure({.code = ErrorCode::Ended, .errnoValue = ESRCH, .address = begin.value(), .subject = name()});

    for (std::uint64_t done = 0; done < bytes.size();) {
        const Address at(begin.value() + done);
        const iovec local{const_cast<std::byte*>(bytes.data() + done), bytes.size() - done};
        const iovec remote = remotePiece(AddressRange::fromSize(at, bytes.size() - done));
        const auto put = ::process_vm_writev(m_pid.value(), &local, 1, &remote, 1, 0);
        if (put <= 0)
            return writeRefused(at, bytes.subspan(done), put < 0 ? errno : EFAULT, force);
        done += static_cast<std::uint64_t>(put);
    }
    return {};
}

Result<void> ProcessTarget::writeRefused(Address at, std::span<const std::byte> bytes, int errnoValue, WriteForce force)
{
    Error error = accessError(m_pid, errnoValue);
    error.address = at.value();
    if (errnoValue != EFAULT)
        return failure(std::move(error));

    const auto known = regions();
    const Region* region = known ? regionAt(*known, at) : nullptr;
    const bool readOnly = region && region->permissions.read && !region->permissions.write;
    if (force == WriteForce::Yes && region)
        return writeForced(at, bytes, *region);
    error.code = readOnly ? ErrorCode::ReadOnly : ErrorCode::Unreadable;
    return failure(std::move(error));
}

Result<void> ProcessTarget::writeForced(Address at, std::span<const std::byte> bytes, const Region& region)
{
    Error error = accessError(m_pid, EIO);
    error.address = at.value();
    const UniqueFd memory(::openat(m_directory.get(), "mem", O_RDWR | O_CLOEXEC));
    // The offset is signed: nothing of a process lies above 2^63.
    const bool reachable = region.range.last().value() <= static_cast<std::uint64_t>(std::numeric_limits<off_t>::max());
    const std::size_t part = std::min<std::uint64_t>(bytes.size(), region.range.last().value() - at.value() + 1);
    const auto put =
        memory.isOpen() && reachable ? ::pwrite(memory.get(), bytes.data(), part, static_cast<off_t>(at.value())) : -1;
    if (put > 0)
        return write(Address(at.value() + static_cast<std::uint64_t>(put)),
                     bytes.subspan(static_cast<std::size_t>(put)), WriteForce::Yes);
    // EIO on a page that is there: kernels since 6.12 can be told not to force (proc_mem.force_override).
    error.errnoValue = put < 0 ? errno : EIO;
    error.code = ErrorCode::Refused;
    error.detail = "the kernel does not let writes be forced here (proc_mem.force_override)";
    return failure(std::move(error));
}

Result<std::vector<Region>> ProcessTarget::regions() const
{
    const auto text = readMaps(m_directory.get());
    if (hasEnded())
        return failure({.code = ErrorCode::Ended, .errnoValue = ESRCH, .subject = name()});
    if (!text)
        return failure(accessError(m_pid, text.error().errnoValue));
    return parseMaps(*text);
}

TargetState ProcessTarget::state() const
{
    if (hasEnded())
        return TargetState::Ended;
    return m_frozen ? TargetState::Frozen : TargetState::Running;
}

std::string ProcessTarget::name() const
{
    return "pid " + std::to_string(m_pid.value());
}

}  // namespace memdelbrot
