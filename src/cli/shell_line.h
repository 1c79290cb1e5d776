#pragma once

#include "base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace memdelbrot {

// A line of a shell file, taken apart:
//   line = [ "-" ] [ NAME "=" ] ( "py" code | word { word } )        "#" begins a comment, "-" lets the line fail
// Words are quoted as in sh: 'as it stands', "with $NAME and \" \\ \$". Python's code is left as it stands.
struct ShellLine {
    bool mayFail = false;
    std::string name;                       // empty: the result is not kept
    std::optional<std::string> python;      // code, or "<<WORD" where lines up to WORD follow
    std::vector<std::string> words;         // empty with no code: nothing to do
};

// What $NAME stands for in a line whose first word is `command`; nullopt: it stays as it is.
using NameLookup = std::function<std::optional<std::string>(const std::string& name, const std::string& command)>;

// Errors: Syntax (a quote that is not closed; detail: the column), TooLarge (a line over 1 MiB).
[[nodiscard]] Result<ShellLine> parseShellLine(std::string_view text, const NameLookup& lookup);

}  // namespace memdelbrot
