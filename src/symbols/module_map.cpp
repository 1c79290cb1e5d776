#include "symbols/module_map.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>

namespace memdelbrot {

namespace {

// Alignments in the file may be larger, but the loader maps by pages.
std::uint64_t pageDown(std::uint64_t value)
{
    static const std::uint64_t pageSize = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return value - value % pageSize;
}

bool isFollowed(std::string_view text, const std::string& name)
{
    return text.starts_with(name) && text.size() > name.size()
        && (text[name.size()] == ':' || text[name.size()] == '+');
}

std::string fileName(const std::string& path)
{
    return path.substr(path.find_last_of('/') + 1);
}

bool isFilePath(const Region& region)
{
    return region.path.starts_with('/') && !region.path.ends_with(" (deleted)");
}

// The loader maps the lowest segment first, so the region that holds that segment's first page gives the bias.
bool beginsModule(const Region& region, const SymbolIndex& symbols)
{
    return !symbols.segments().empty() && region.offset == pageDown(symbols.segments().front().fileOffset);
}

LoadedModule moduleAtRegion(const Region& region, std::shared_ptr<const SymbolIndex> symbols)
{
    std::uint64_t lowest = ~std::uint64_t{0};
    std::uint64_t highest = 0;
    for (const LoadSegment& segment : symbols->segments()) {
        lowest = std::min(lowest, pageDown(segment.address));
        highest = std::max(highest, segment.address + segment.memorySize);
    }
    const std::uint64_t bias = region.range.begin().value() - pageDown(symbols->segments().front().address);
    const AddressRange range = AddressRange::fromSize(Address(bias + lowest), highest > lowest ? highest - lowest : 0);
    return {.name = fileName(region.path),
            .path = region.path,
            .range = range,
            .bias = bias,
            .symbols = std::move(symbols)};
}

std::shared_ptr<const SymbolIndex> symbolsOf(const std::string& path, const std::string& root, SymbolIndexCache& cache)
{
    if (!root.empty()) {
        if (auto symbols = cache.of(root + path))
            return symbols;
    }
    return cache.of(path);
}

}  // namespace

ModuleMap ModuleMap::create(std::span<const Region> regions, const std::string& root, SymbolIndexCache& cache)
{
    ModuleMap map;
    std::map<std::string, std::shared_ptr<const SymbolIndex>> seen;   // each file is looked at once
    std::map<std::string, bool> mapsCode;
    for (const Region& region : regions)
        mapsCode[region.path] |= region.permissions.execute;
    for (const Region& region : regions) {
        if (!isFilePath(region) || !mapsCode[region.path])   // data files are mapped too: never opened
            continue;
        const auto [found, isNew] = seen.try_emplace(region.path);
        if (isNew)
            found->second = symbolsOf(region.path, root, cache);
        const bool isInside = !map.m_modules.empty() && map.m_modules.back().path == region.path
            && map.m_modules.back().range.contains(region.range.begin());
        if (found->second && !isInside && beginsModule(region, *found->second))
            map.m_modules.push_back(moduleAtRegion(region, found->second));
    }
    return map;
}

const LoadedModule* ModuleMap::moduleAt(Address address) const
{
    for (const LoadedModule& module : m_modules) {
        if (module.range.contains(address))
            return &module;
    }
    return nullptr;
}

AddressSymbol ModuleMap::symbolAt(Address address) const
{
    const LoadedModule* module = moduleAt(address);
    if (!module)
        return {};
    AddressSymbol found{.offset = address.value() - module->range.begin().value(), .module = module->name};
    if (const ElfSymbol* symbol = module->symbols->at(address.value() - module->bias)) {
        found.function = symbol->demangled;
        found.offset = address.value() - module->bias - symbol->value;
    }
    return found;
}

std::optional<ModuleMatch> ModuleMap::match(std::string_view text) const
{
    std::optional<ModuleMatch> best;
    for (std::size_t i = 0; i < m_modules.size(); ++i) {
        for (const std::string& name : {m_modules[i].name, m_modules[i].symbols->sharedObjectName()}) {
            if (!name.empty() && isFollowed(text, name) && (!best || name.size() > best->length))
                best = ModuleMatch{i, name.size()};
        }
    }
    return best;
}

Result<Address> ModuleMap::addressOf(std::size_t moduleIndex, std::string_view symbol) const
{
    const LoadedModule& module = m_modules.at(moduleIndex);
    const ElfSymbol* found = module.symbols->named(symbol);
    if (!found)
        return failure({.code = ErrorCode::NotFound,
                        .subject = std::string(symbol),
                        .detail = "no such symbol in " + module.name});
    if (found->kind == SymbolKind::ThreadLocal)
        return failure({.code = ErrorCode::Unsupported,
                        .subject = std::string(symbol),
                        .detail = "it is thread-local: each thread has its own"});
    return Address(module.bias + found->value);
}

Result<Address> ModuleMap::addressOf(std::string_view expression) const
{
    const auto matched = match(expression);
    if (!matched)
        return failure({.code = ErrorCode::NotFound,
                        .subject = std::string(expression),
                        .detail = "no loaded module of that name"});
    const std::string_view rest = expression.substr(matched->length + 1);
    if (expression[matched->length] == ':')
        return addressOf(matched->moduleIndex, rest);
    const bool isHex = rest.starts_with("0x") || rest.starts_with("0X");
    const std::string_view digits = isHex ? rest.substr(2) : rest;
    std::uint64_t offset = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), offset, isHex ? 16 : 10);
    if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size())
        return failure({.code = ErrorCode::Syntax,
                        .subject = std::string(expression),
                        .detail = "column " + std::to_string(matched->length + 2)});
    const auto address = m_modules[matched->moduleIndex].range.begin().plus(offset);
    if (!address)
        return failure({.code = ErrorCode::TooLarge, .subject = std::string(expression)});
    return *address;
}

}  // namespace memdelbrot
