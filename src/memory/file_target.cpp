#include "memory/file_target.h"

#include "memory/partial_read.h"

#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>

namespace memdelbrot {

namespace {

constexpr auto maximumOffset = static_cast<std::uint64_t>(std::numeric_limits<off_t>::max());

// Non-blocking: opening a pipe without a writer would wait for one.
UniqueFd openAs(const std::string& path, int mode)
{
    return UniqueFd(::open(path.c_str(), mode | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
}

std::uint64_t sizeOf(int file)
{
    const off_t end = ::lseek(file, 0, SEEK_END);   // also right for block devices, whose st_size is 0
    return end < 0 ? 0 : static_cast<std::uint64_t>(end);
}

}  // namespace

Result<std::unique_ptr<FileTarget>> FileTarget::open(const std::string& path)
{
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0)
        return systemFailure(errno, path);
    if (!S_ISREG(status.st_mode) && !S_ISBLK(status.st_mode))
        return failure(
            {.code = ErrorCode::Unsupported, .subject = path, .detail = "neither a regular file nor a block device"});

    UniqueFd file = openAs(path, O_RDONLY);
    if (!file.isOpen())
        return systemFailure(errno, path);
    const bool writable =
        openAs(path, O_WRONLY).isOpen();   // tried rather than asked: access() ignores running programs
    return std::unique_ptr<FileTarget>(new FileTarget(path, std::move(file), writable));
}

FileTarget::FileTarget(std::string path, UniqueFd file, bool writable)
    : m_path(std::move(path)), m_file(std::move(file)), m_writable(writable)
{
}

std::vector<UnreadableRange> FileTarget::readInto(const AddressRange& range, std::span<std::byte> bytes) const
{
    const auto readSome = [this](Address begin, std::span<std::byte> part) -> std::int64_t {
        if (begin.value() > maximumOffset)
            return 0;
        const std::uint64_t room = maximumOffset - begin.value();
        const auto got = ::pread(m_file.get(), part.data(), std::min<std::uint64_t>(part.size(), room),
                                 static_cast<off_t>(begin.value()));
        return got < 0 ? -errno : got;
    };
    return readAcrossHoles(range, bytes, {readSome, {}});
}

Result<void> FileTarget::write(Address begin, std::span<const std::byte> bytes, WriteForce)
{
    // By the descriptor, not the path: another file may have taken its place since.
    const UniqueFd writer = openAs("/proc/self/fd/" + std::to_string(m_file.get()), O_WRONLY);
    if (!writer.isOpen())
        return failure({.code = ErrorCode::ReadOnly, .errnoValue = errno, .address = begin.value(), .subject = m_path});
    const AddressRange whole = AddressRange::fromSize(Address(0), sizeOf(m_file.get()));
    const auto inside = AddressRange::fromSize(begin, bytes.size()).intersected(whole).size();
    for (std::uint64_t done = 0; done < inside;) {
        const auto put =
            ::pwrite(writer.get(), bytes.data() + done, inside - done, static_cast<off_t>(begin.value() + done));
        if (put <= 0) {
            Error error = systemFailure(put < 0 ? errno : EIO, m_path).value();
            error.address = begin.value() + done;
            return failure(std::move(error));
        }
        done += static_cast<std::uint64_t>(put);
    }
    if (inside < bytes.size())   // a poke changes what is there and never makes a file longer
        return failure(
            {.code = ErrorCode::Unreadable, .errnoValue = ENXIO, .address = begin.value() + inside, .subject = m_path});
    return {};
}

Result<std::vector<Region>> FileTarget::regions() const
{
    const std::uint64_t size = sizeOf(m_file.get());
    if (size == 0)
        return std::vector<Region>{};
    return std::vector{Region{AddressRange::fromSize(Address(0), size),
                              {.read = true, .write = m_writable, .shared = true},
                              0,
                              m_path,
                              RegionKind::File}};
}

TargetState FileTarget::state() const
{
    return TargetState::Running;
}

std::string FileTarget::name() const
{
    return m_path;
}

}  // namespace memdelbrot
