#include "cli/code_on_one_line.h"

#include <algorithm>
#include <sstream>
#include <string_view>

namespace memdelbrot {

namespace {

// What a position in C may lie in, from line to line.
enum class Inside { Code, BlockComment };

// A line's parts: what stands before a comment up to its end, and that comment's text.
struct Line {
    std::string code;
    std::string comment;
};

// Behind the literal that begins at `begin` by its quote.
std::size_t literalEnd(std::string_view line, std::size_t begin)
{
    std::size_t at = begin + 1;
    while (at < line.size() && line[at] != line[begin])
        at += line[at] == '\\' ? 2 : 1;
    return std::min(at + 1, line.size());
}

Line takenApart(std::string_view line, Inside& inside)
{
    for (std::size_t at = 0; at < line.size();) {
        const std::string_view two = line.substr(at, 2);
        if (inside == Inside::BlockComment) {
            if (two == "*/")
                inside = Inside::Code;
            at += two == "*/" ? 2 : 1;
        } else if (two == "//") {
            return {std::string(line.substr(0, at)), std::string(line.substr(at + 2))};
        } else if (two == "/*") {
            inside = Inside::BlockComment;
            at += 2;
        } else {
            at = line[at] == '"' || line[at] == '\'' ? literalEnd(line, at) : at + 1;
        }
    }
    return {std::string(line), {}};
}

std::string trimmed(const std::string& text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r");
    return begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

// A comment's text where it must not end the comment itself.
std::string harmless(std::string text)
{
    for (std::size_t at = 0; (at = text.find("*/", at)) != std::string::npos; at += 3)
        text.insert(at + 1, " ");
    return text;
}

}  // namespace

std::string codeOnOneLine(const std::string& code)
{
    std::istringstream lines(code);
    std::string joined;
    Inside inside = Inside::Code;
    for (std::string line; std::getline(lines, line);) {
        const bool isCode = inside == Inside::Code;
        const Line parts = takenApart(line, inside);
        const std::string text = trimmed(parts.code);
        if (isCode && text.starts_with('#'))
            return {};
        const std::string comment = trimmed(parts.comment);
        for (const std::string& part : {text, comment.empty() ? comment : "/* " + harmless(comment) + " */"}) {
            if (!part.empty())
                joined += (joined.empty() ? "" : " ") + part;
        }
    }
    return joined;
}

}  // namespace memdelbrot
