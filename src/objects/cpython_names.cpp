#include "objects/cpython_names.h"

#include "objects/cpython_value.h"

#include <algorithm>
#include <set>

namespace memdelbrot {

namespace {

constexpr std::uint64_t mostNames = 16'384;   // of a module, looked through
constexpr std::uint64_t mostContainers = 2'000;  // names whose objects are looked into
constexpr std::uint64_t mostItems = 1 << 18;     // of all of them together
constexpr std::size_t longestName = 200;

std::string unquoted(std::string text)
{
    const bool isQuoted =
        text.size() >= 2 && (text.front() == '\'' || text.front() == '"') && text.back() == text.front();
    return isQuoted ? text.substr(1, text.size() - 2) : text;
}

// What a module's dict binds; nothing where it cannot be read.
std::vector<PythonEntry> bindingsOf(CPythonReader& reader, Address dict, std::uint64_t limit)
{
    const auto module = reader.object(dict);
    if (!module || module->type.kind != PythonKind::Dict)
        return {};
    auto entries = readDict(reader, *module, limit);
    return entries ? std::move(entries->entries) : std::vector<PythonEntry>();
}

std::string nameOf(CPythonReader& reader, const PythonEntry& binding)
{
    const auto key = reader.object(binding.key);
    return key && key->type.kind == PythonKind::Text ? unquoted(pythonValue(reader, *key, longestName)) : std::string();
}

// What a container refers to, at most `limit` of its items.
struct References {
    std::vector<Address> addresses;
    std::uint64_t itemsSeen = 0;
    bool isCut = false;
};

References referencesOf(CPythonReader& reader, const PythonObject& container, std::uint64_t limit)
{
    References references;
    if (container.type.kind == PythonKind::List || container.type.kind == PythonKind::Tuple) {
        if (auto items = readItems(reader, container, limit)) {
            references.itemsSeen = items->items.size();
            references.isCut = items->count > references.itemsSeen;
            references.addresses = std::move(items->items);
        }
        return references;
    }
    const bool isDict = container.type.kind == PythonKind::Dict;
    if (!isDict && container.type.kind != PythonKind::Set)
        return references;
    const auto entries = isDict ? readDict(reader, container, limit) : readSet(reader, container, limit);
    if (!entries)
        return references;
    references.itemsSeen = entries->entries.size();
    references.isCut = entries->used > references.itemsSeen;
    for (const PythonEntry& entry : entries->entries) {
        references.addresses.push_back(entry.key);
        if (isDict)
            references.addresses.push_back(entry.value);
    }
    return references;
}

}  // namespace

std::vector<std::string> namesBoundTo(CPythonReader& reader, Address dict, Address object, std::size_t limit)
{
    std::vector<std::string> names;
    for (const PythonEntry& binding : bindingsOf(reader, dict, mostNames)) {
        if (binding.value != object || names.size() == limit)
            continue;
        if (std::string name = nameOf(reader, binding); !name.empty())
            names.push_back(std::move(name));
    }
    return names;
}

std::vector<HoldingContainer> containersHolding(CPythonReader& reader, Address dict, Address object, std::size_t limit)
{
    std::vector<HoldingContainer> holding;
    std::set<Address> seen{dict, object};
    std::uint64_t left = mostItems;
    for (const PythonEntry& binding : bindingsOf(reader, dict, mostContainers)) {
        if (left == 0 || holding.size() == limit)
            break;
        const auto value = reader.object(binding.value);
        if (!value || !seen.insert(binding.value).second)
            continue;
        const References references = referencesOf(reader, *value, left);
        left -= std::min(left, references.itemsSeen);
        const auto times = std::ranges::count(references.addresses, object);
        if (times > 0)
            holding.push_back({.name = nameOf(reader, binding),
                               .times = static_cast<std::uint64_t>(times),
                               .isCut = references.isCut});
    }
    return holding;
}

}  // namespace memdelbrot
