#include "cli/shell_source.h"

#include <cerrno>
#include <unistd.h>

namespace memdelbrot {

namespace {

int keepOpen(std::FILE*)
{
    return 0;
}

}  // namespace

ShellSource ShellSource::ofLines(const std::vector<std::string>& lines)
{
    ShellSource source;
    for (const std::string& text : lines) {
        // A line given with -e may hold several.
        std::size_t begin = 0;
        for (std::size_t end = text.find('\n'); end != std::string::npos; begin = end + 1, end = text.find('\n', begin))
            source.m_lines.push_back(text.substr(begin, end - begin));
        source.m_lines.push_back(text.substr(begin));
    }
    return source;
}

Result<ShellSource> ShellSource::ofFile(const std::string& path)
{
    ShellSource source;
    source.m_file = File(std::fopen(path.c_str(), "re"), &std::fclose);
    if (!source.m_file)
        return systemFailure(errno, path);
    return source;
}

ShellSource ShellSource::ofStandardInput()
{
    ShellSource source;
    source.m_file = File(stdin, &keepOpen);
    source.m_isInteractive = ::isatty(STDIN_FILENO) == 1;
    return source;
}

std::optional<std::string> ShellSource::nextLine()
{
    ++m_lineNumber;
    if (m_file)
        return readLine();
    if (m_lines.empty())
        return std::nullopt;
    std::string line = std::move(m_lines.front());
    m_lines.pop_front();
    return line;
}

std::optional<std::string> ShellSource::readLine()
{
    if (m_isInteractive) {
        std::fputs("memdelbrot> ", stdout);
        std::fflush(stdout);
    }
    char* buffer = nullptr;
    std::size_t size = 0;
    const ssize_t length = ::getline(&buffer, &size, m_file.get());
    const std::unique_ptr<char, void (*)(void*)> owner(buffer, &std::free);
    if (length < 0)
        return std::nullopt;
    std::string line(buffer, static_cast<std::size_t>(length));
    if (line.ends_with('\n'))
        line.pop_back();
    return line;
}

}  // namespace memdelbrot
