// Lines of a shell file: what parses with values that hold nothing special parses again, quoted, to the same words.
#include "cli/shell_line.h"

#include <cstdlib>

namespace {

std::string quoted(const std::string& word)
{
    std::string text = "'";
    for (const char character : word)
        text += character == '\'' ? std::string("'\\''") : std::string(1, character);
    return text + "'";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace memdelbrot;
    const NameLookup value = [](const std::string& name, const std::string&) {
        return name.size() == 1 ? std::optional<std::string>("0x10") : std::nullopt;
    };
    const auto line = parseShellLine({reinterpret_cast<const char*>(data), size}, value);
    if (!line || line->python)
        return 0;
    std::string again;
    for (const std::string& word : line->words)
        again += quoted(word) + " ";
    const auto second = parseShellLine(again, value);
    if (!second || second->words != line->words)
        std::abort();
    return 0;
}
