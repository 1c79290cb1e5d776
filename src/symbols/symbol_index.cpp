#include "symbols/symbol_index.h"

#include "symbols/elf_file.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>

namespace memdelbrot {

namespace {

bool isAddressable(const ElfSymbol& symbol)
{
    return symbol.kind != SymbolKind::ThreadLocal;   // its value is an offset into each thread's block
}

int rank(const ElfSymbol& symbol)
{
    const bool isFunction = symbol.kind == SymbolKind::Function || symbol.kind == SymbolKind::IndirectFunction;
    return (isFunction ? 0 : 4) + (symbol.binding == SymbolBinding::Local ? 2 : 0) + (symbol.size == 0 ? 1 : 0);
}

std::string sharedObjectNameOf(const ElfFile& file)
{
    const Elf64_Shdr* section = file.section(SHT_DYNAMIC);
    if (!section || section->sh_link >= file.sections().size())
        return {};
    const auto bytes = file.contents(*section);
    const auto strings = file.contents(file.sections()[section->sh_link]);
    if (!bytes || !strings)
        return {};
    for (std::size_t at = 0; at + sizeof(Elf64_Dyn) <= bytes->size(); at += sizeof(Elf64_Dyn)) {
        Elf64_Dyn entry{};
        std::memcpy(&entry, bytes->data() + at, sizeof entry);
        if (entry.d_tag == DT_SONAME)
            return std::string(elfString(*strings, entry.d_un.d_val));
    }
    return {};
}

bool sameSymbol(const ElfSymbol& left, const ElfSymbol& right)
{
    return left.name == right.name && left.value == right.value && left.kind == right.kind;
}

}  // namespace

Result<SymbolIndex> SymbolIndex::read(const std::string& path)
{
    const auto file = ElfFile::open(path);
    if (!file)
        return failure(file.error());
    SymbolIndex index;
    for (const Elf64_Phdr& segment : file->segments()) {
        if (segment.p_type == PT_LOAD)
            index.m_segments.push_back(
                {segment.p_offset, segment.p_filesz, segment.p_vaddr, segment.p_memsz, (segment.p_flags & PF_X) != 0});
    }
    index.m_sharedObjectName = sharedObjectNameOf(*file);
    for (const std::uint32_t type : {SHT_DYNSYM, SHT_SYMTAB}) {   // the first has versions and wins among equals
        const Elf64_Shdr* table = file->section(type);
        if (!table)
            continue;
        if (auto symbols = file->symbols(*table))
            std::move(symbols->begin(), symbols->end(), std::back_inserter(index.m_symbols));
    }
    index.index();
    return index;
}

void SymbolIndex::index()
{
    for (ElfSymbol& symbol : m_symbols) {   // .symtab writes the version into the name
        if (const std::size_t at = symbol.name.find('@'); at != std::string::npos && symbol.version.empty()) {
            symbol.isDefaultVersion = symbol.name.compare(at, 2, "@@") == 0;
            symbol.version = symbol.name.substr(at + (symbol.isDefaultVersion ? 2 : 1));
            symbol.name.resize(at);
            symbol.demangled = demangled(symbol.name);
        }
    }
    std::stable_sort(m_symbols.begin(), m_symbols.end(), [](const ElfSymbol& left, const ElfSymbol& right) {
        return std::tie(left.name, right.isDefaultVersion, left.value)
            < std::tie(right.name, left.isDefaultVersion, right.value);
    });
    m_symbols.erase(std::unique(m_symbols.begin(), m_symbols.end(), sameSymbol), m_symbols.end());
    for (std::uint32_t i = 0; i < m_symbols.size(); ++i) {
        if (isAddressable(m_symbols[i]))
            m_byAddress.push_back(i);
    }
    std::sort(m_byAddress.begin(), m_byAddress.end(), [this](std::uint32_t left, std::uint32_t right) {
        return std::tuple(m_symbols[left].value, rank(m_symbols[left]), left)
            < std::tuple(m_symbols[right].value, rank(m_symbols[right]), right);
    });
}

const ElfSymbol* SymbolIndex::at(std::uint64_t address) const
{
    auto after =
        std::upper_bound(m_byAddress.begin(), m_byAddress.end(), address,
                         [this](std::uint64_t wanted, std::uint32_t i) { return wanted < m_symbols[i].value; });
    constexpr int mostTried = 64;  // an alias or a label inside may lie between a large symbol's begin and the address
    const ElfSymbol* sizeless = nullptr;
    std::uint64_t nearest = 0;
    const ElfSymbol* best = nullptr;
    for (int tried = 0; after != m_byAddress.begin() && tried < mostTried; ++tried) {
        const ElfSymbol& symbol = m_symbols[*--after];
        if (best && symbol.value != best->value)
            break;
        if (tried == 0)
            nearest = symbol.value;
        if (address - symbol.value < symbol.size)
            best = &symbol;  // the last one seen at this address ranks highest
        else if (symbol.size == 0 && symbol.value == nearest)
            sizeless = &symbol;
    }
    return best ? best : sizeless;
}

const ElfSymbol* SymbolIndex::named(std::string_view name) const
{
    const std::size_t at = name.find('@');
    const std::string_view bare = name.substr(0, at);
    const std::string_view version =
        at == std::string_view::npos ? std::string_view() : name.substr(name.find_last_of('@') + 1);
    auto found =
        std::lower_bound(m_symbols.begin(), m_symbols.end(), bare,
                         [](const ElfSymbol& symbol, std::string_view wanted) { return symbol.name < wanted; });
    for (; found != m_symbols.end() && found->name == bare; ++found) {
        if (version.empty() || found->version == version)
            return &*found;
    }
    for (const ElfSymbol& symbol : m_symbols) {
        if (symbol.demangled == name)
            return &symbol;
    }
    return nullptr;
}

std::shared_ptr<const SymbolIndex> SymbolIndexCache::of(const std::string& path)
{
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0)
        return nullptr;
    const FileIdentity identity(status.st_dev, status.st_ino, status.st_size, status.st_mtim.tv_sec,
                                status.st_mtim.tv_nsec);
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_indices.find(identity); found != m_indices.end())
        return found->second;
    auto index = SymbolIndex::read(path);
    auto shared = index ? std::make_shared<const SymbolIndex>(std::move(*index)) : nullptr;
    m_indices.emplace(identity, shared);
    return shared;
}

}  // namespace memdelbrot
