#include "process/replaced_file.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace memdelbrot {

Result<ReplacedFile> ReplacedFile::create(const std::string& path)
{
    struct stat known = {};
    if (::stat(path.c_str(), &known) == 0 && !S_ISREG(known.st_mode))
        return failure({.code = ErrorCode::InvalidArgument, .subject = path, .detail = "it is there and is no file"});
    std::string temporary = path + ".XXXXXX";
    UniqueFd file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!file.isOpen())
        return systemFailure(errno, path);
    return ReplacedFile(path, std::move(temporary), std::move(file));
}

ReplacedFile::ReplacedFile(ReplacedFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_temporary(std::exchange(other.m_temporary, {})),
      m_file(std::move(other.m_file))
{
}

ReplacedFile::~ReplacedFile()
{
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
}

Result<void> ReplacedFile::writeAt(std::uint64_t offset, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::pwrite(m_file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return systemFailure(count == 0 ? ENOSPC : errno, m_path);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return {};
}

Result<void> ReplacedFile::setSize(std::uint64_t size)
{
    if (::ftruncate(m_file.get(), static_cast<off_t>(size)) != 0)
        return systemFailure(errno, m_path);
    return {};
}

// fsync() tells of a disk that took the bytes and then had no room for them.
Result<void> ReplacedFile::commit()
{
    if (::fsync(m_file.get()) != 0 || std::rename(m_temporary.c_str(), m_path.c_str()) != 0)
        return systemFailure(errno, m_path);
    m_temporary.clear();
    return {};
}

}  // namespace memdelbrot
