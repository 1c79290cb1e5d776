#include "cli/whole_file.h"

#include "base/unique_fd.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace memdelbrot {

Result<std::string> wholeFile(const std::string& path)
{
    constexpr std::size_t longest = 16u << 20;
    const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen())
        return systemFailure(errno, path);
    std::string text;
    char buffer[65536];
    for (;;) {
        const ssize_t count = ::read(file.get(), buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure(errno, path);
        if (count == 0)
            return text;
        text.append(buffer, static_cast<std::size_t>(count));
        if (text.size() > longest)
            return failure({.code = ErrorCode::TooLarge, .subject = path, .detail = "over 16 MiB of text"});
    }
}

}  // namespace memdelbrot
