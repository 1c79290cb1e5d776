#include "workbench/build_folder.h"

#include <fcntl.h>
#include <filesystem>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace memdelbrot {

namespace {

constexpr const char* prefix = "memdelbrot-build-";

// The folder, open and locked; closed where another program has it.
UniqueFd locked(const std::string& folder)
{
    UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (fd.isOpen() && ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0)
        return UniqueFd();
    return fd;
}

bool isOwn(const UniqueFd& fd)
{
    struct stat facts{};
    return fd.isOpen() && ::fstat(fd.get(), &facts) == 0 && facts.st_uid == ::geteuid();
}

void removeLeftOver(const std::filesystem::path& temporary)
{
    std::error_code error;
    for (std::filesystem::directory_iterator entry(temporary, error), end; !error && entry != end;
         entry.increment(error)) {
        if (!entry->path().filename().string().starts_with(prefix))
            continue;
        std::error_code ignored;   // it is somebody's who removes it just now
        if (isOwn(locked(entry->path().string())))
            std::filesystem::remove_all(entry->path(), ignored);
    }
}

}  // namespace

BuildFolder::BuildFolder(std::string& path)
{
    if (!path.empty())
        return;
    std::error_code error;
    const std::filesystem::path temporary = std::filesystem::temp_directory_path(error);
    removeLeftOver(temporary);
    constexpr int attempts = 10;   // another program may take a folder for left over before it is locked
    for (int attempt = 0; attempt < attempts && path.empty(); ++attempt) {
        std::string name = (temporary / (std::string(prefix) + "XXXXXX")).string();
        if (!::mkdtemp(name.data()))
            return;
        m_lock = locked(name);
        if (m_lock.isOpen())
            path = m_temporary = name;
    }
}

BuildFolder::~BuildFolder()
{
    std::error_code error;
    if (!m_temporary.empty())
        std::filesystem::remove_all(m_temporary, error);
}

}  // namespace memdelbrot
