#include "workbench/modules.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include <elf.h>
#include <sys/stat.h>

namespace memdelbrot {

namespace {

constexpr std::size_t mostTables = 512;
constexpr std::string_view deletedSuffix = " (deleted)";

// The file as the process sees it: its own root first (a container's libc is not ours).
std::string hostPath(ProcessId pid, const std::string& path)
{
    const std::string inRoot = "/proc/" + std::to_string(pid.value()) + "/root" + path;
    struct stat status {};
    return pid.value() != 0 && ::stat(inRoot.c_str(), &status) == 0 ? inRoot : path;
}

template <typename Struct>
Result<std::vector<Struct>> readStructs(const MemoryTarget& target, Address begin, std::size_t count)
{
    const ReadResult read = target.read(AddressRange::fromSize(begin, count * sizeof(Struct)));
    if (!read.isComplete() || read.bytes.size() != count * sizeof(Struct))
        return failure({.code = ErrorCode::Unreadable, .errnoValue = read.errnoIn(read.range), .address = begin.value()});
    std::vector<Struct> structs(count);
    std::memcpy(structs.data(), read.bytes.data(), read.bytes.size());
    return structs;
}

// What is added to a symbol's value to have its address: the ELF header as it is mapped says where the file was linked
// to lie (System V gABI, chapter 5, "Program Header").
Result<std::uint64_t> loadBias(const MemoryTarget& target, const Module& module)
{
    const auto header = readStructs<Elf64_Ehdr>(target, module.begin, 1);
    if (!header)
        return failure(header.error());
    const Elf64_Ehdr& elf = header->front();
    if (std::memcmp(elf.e_ident, ELFMAG, SELFMAG) != 0 || elf.e_phentsize != sizeof(Elf64_Phdr) || elf.e_phnum > 128)
        return failure({.code = ErrorCode::Syntax, .address = module.begin.value(), .subject = module.name, .detail = "no ELF header is mapped there"});
    const auto segments = readStructs<Elf64_Phdr>(target, Address(module.begin.value() + elf.e_phoff), elf.e_phnum);
    if (!segments)
        return failure(segments.error());
    std::uint64_t lowest = std::numeric_limits<std::uint64_t>::max();
    for (const Elf64_Phdr& segment : *segments) {
        if (segment.p_type == PT_LOAD)
            lowest = std::min(lowest, segment.p_vaddr & ~std::uint64_t{0xfff});
    }
    return lowest == std::numeric_limits<std::uint64_t>::max() ? module.begin.value() : module.begin.value() - lowest;
}

PlacedSymbol placedAt(const Module& module, const ElfSymbol& symbol, std::uint64_t bias)
{
    return {.module = module.name, .name = symbol.name, .demangled = symbol.demangled,
            .address = Address(symbol.value + bias), .size = symbol.size};
}

bool isNamed(const ElfSymbol& symbol, const std::string& name)
{
    return symbol.name == name || symbol.demangled == name || (!symbol.version.empty() && symbol.name + "@" + symbol.version == name);
}

bool hasAddress(const ElfSymbol& symbol)
{
    return symbol.value != 0 && symbol.kind != SymbolKind::ThreadLocal && symbol.kind != SymbolKind::Other;
}

}  // namespace

std::vector<Module> modulesOf(const std::vector<Region>& regions)
{
    std::vector<Module> modules;
    std::map<std::string, std::size_t> known;
    for (const Region& region : regions) {
        std::string path = region.path;
        if (path.ends_with(deletedSuffix))
            path.resize(path.size() - deletedSuffix.size());
        if (!path.starts_with('/') || path.starts_with("/memfd:") || path.starts_with("/dev/"))
            continue;
        const auto [place, isNew] = known.emplace(path, modules.size());
        if (isNew)
            modules.push_back({path.substr(path.rfind('/') + 1), path, region.range.begin(), region.range});
        Module& module = modules[place->second];
        module.extent = AddressRange::fromSize(module.begin, region.range.last().value() - module.begin.value() + 1);
    }
    return modules;
}

Result<ModuleSymbols::Table> ModuleSymbols::table(ProcessId pid, const Module& module)
{
    const std::string path = hostPath(pid, module.path);
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return failure({.code = ErrorCode::NotFound, .errnoValue = errno, .subject = module.path});
    const FileIdentity identity{status.st_dev, status.st_ino, status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec};
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_tables.find(identity); found != m_tables.end())
            return found->second;
    }
    auto symbols = exportedSymbols(path);
    if (!symbols)
        return failure(std::move(symbols.error()));
    std::erase_if(*symbols, [](const ElfSymbol& symbol) { return !hasAddress(symbol); });
    std::stable_sort(symbols->begin(), symbols->end(), [](const ElfSymbol& a, const ElfSymbol& b) { return a.value < b.value; });
    auto table = std::make_shared<const std::vector<ElfSymbol>>(std::move(*symbols));
    const std::lock_guard lock(m_mutex);
    if (m_tables.size() >= mostTables)
        m_tables.clear();
    m_tables.insert_or_assign(identity, table);
    return table;
}

Result<std::vector<PlacedSymbol>> ModuleSymbols::placed(const MemoryTarget& target, ProcessId pid, const Module& module)
{
    const auto symbols = table(pid, module);
    if (!symbols)
        return failure(symbols.error());
    const auto bias = loadBias(target, module);
    if (!bias)
        return failure(bias.error());
    std::vector<PlacedSymbol> placed;
    placed.reserve((*symbols)->size());
    for (const ElfSymbol& symbol : **symbols)
        placed.push_back(placedAt(module, symbol, *bias));
    return placed;
}

Result<PlacedSymbol> ModuleSymbols::find(const MemoryTarget& target, ProcessId pid, const Module& module, const std::string& name)
{
    const auto symbols = table(pid, module);
    if (!symbols)
        return failure(symbols.error());
    const ElfSymbol* best = nullptr;
    for (const ElfSymbol& symbol : **symbols) {
        if (isNamed(symbol, name) && (!best || (symbol.isDefaultVersion && !best->isDefaultVersion)))
            best = &symbol;
    }
    if (!best)
        return failure({.code = ErrorCode::NotFound, .subject = name, .detail = module.name + " exports no such symbol"});
    return loadBias(target, module).map([&](std::uint64_t bias) { return placedAt(module, *best, bias); });
}

std::optional<PlacedSymbol> ModuleSymbols::covering(const MemoryTarget& target, ProcessId pid, const Module& module, Address address)
{
    const auto symbols = table(pid, module);
    const auto bias = symbols ? loadBias(target, module) : Result<std::uint64_t>(tl::unexpect, symbols.error());
    if (!bias)
        return std::nullopt;
    const std::uint64_t value = address.value() - *bias;
    const auto& all = **symbols;
    auto after = std::upper_bound(all.begin(), all.end(), value, [](std::uint64_t wanted, const ElfSymbol& symbol) { return wanted < symbol.value; });
    while (after != all.begin()) {
        --after;
        if (value - after->value < std::max<std::uint64_t>(after->size, 1))
            return placedAt(module, *after, *bias);
        if (value - after->value > 0x10'0000)   // no function is larger: what lies further back covers nothing here
            break;
    }
    return std::nullopt;
}

}  // namespace memdelbrot
