#pragma once

#include "base/result.h"

#include <cstdio>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace memdelbrot {

// Where a shell's lines come from: -e, a file, or standard input with a prompt where that is a terminal.
class ShellSource final {
public:
    [[nodiscard]] static ShellSource ofLines(const std::vector<std::string>& lines);
    // Errors: NotFound, Refused.
    [[nodiscard]] static Result<ShellSource> ofFile(const std::string& path);
    [[nodiscard]] static ShellSource ofStandardInput();

    // nullopt at the end.
    [[nodiscard]] std::optional<std::string> nextLine();
    [[nodiscard]] int lineNumber() const { return m_lineNumber; }   // of the last one; 1-based
    [[nodiscard]] bool isInteractive() const { return m_isInteractive; }

private:
    using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

    ShellSource() = default;
    [[nodiscard]] std::optional<std::string> readLine();

    std::deque<std::string> m_lines;
    File m_file{nullptr, nullptr};
    bool m_isInteractive = false;
    int m_lineNumber = 0;
};

}  // namespace memdelbrot
