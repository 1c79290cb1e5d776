#include "objects/cpython_names.h"

#include "objects/cpython_value.h"

namespace memdelbrot {

namespace {

constexpr std::uint64_t mostNames = 16'384;   // of a module, looked through
constexpr std::size_t longestName = 200;

std::string unquoted(std::string text)
{
    const bool isQuoted =
        text.size() >= 2 && (text.front() == '\'' || text.front() == '"') && text.back() == text.front();
    return isQuoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

std::vector<std::string> namesBoundTo(CPythonReader& reader, Address dict, Address object, std::size_t limit)
{
    const auto module = reader.object(dict);
    if (!module || module->type.kind != PythonKind::Dict)
        return {};
    const auto entries = readDict(reader, *module, mostNames);
    if (!entries)
        return {};
    std::vector<std::string> names;
    for (const PythonEntry& entry : entries->entries) {
        if (entry.value != object || names.size() == limit)
            continue;
        if (const auto key = reader.object(entry.key); key && key->type.kind == PythonKind::Text)
            names.push_back(unquoted(pythonValue(reader, *key, longestName)));
    }
    return names;
}

}  // namespace memdelbrot
