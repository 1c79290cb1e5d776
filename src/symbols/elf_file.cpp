#include "symbols/elf_file.h"

#include "symbols/elf_versions.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace memdelbrot {

namespace {

constexpr std::uint64_t largestSection = std::uint64_t{1} << 30;   // bytes

SymbolKind kindOf(unsigned char info)
{
    switch (ELF64_ST_TYPE(info)) {
    case STT_FUNC:
        return SymbolKind::Function;
    case STT_OBJECT:
    case STT_COMMON:
        return SymbolKind::Variable;
    case STT_GNU_IFUNC:
        return SymbolKind::IndirectFunction;
    case STT_TLS:
        return SymbolKind::ThreadLocal;
    default:
        return SymbolKind::Other;
    }
}

SymbolBinding bindingOf(unsigned char info)
{
    switch (ELF64_ST_BIND(info)) {
    case STB_WEAK:
        return SymbolBinding::Weak;
    case STB_GNU_UNIQUE:
        return SymbolBinding::Unique;
    case STB_LOCAL:
        return SymbolBinding::Local;
    default:
        return SymbolBinding::Global;
    }
}

bool namesSomethingDefined(const Elf64_Sym& symbol)
{
    const auto type = ELF64_ST_TYPE(symbol.st_info);
    const bool isVersionName =
        symbol.st_shndx == SHN_ABS && type == STT_OBJECT && symbol.st_size == 0 && symbol.st_value == 0;
    return symbol.st_shndx != SHN_UNDEF && type != STT_SECTION && type != STT_FILE && !isVersionName;
}

bool isVisible(const Elf64_Sym& symbol)
{
    const auto visibility = ELF64_ST_VISIBILITY(symbol.st_other);
    return visibility == STV_DEFAULT || visibility == STV_PROTECTED;
}

}  // namespace

ElfFile::ElfFile(std::string path, UniqueFd file, std::uint64_t size)
    : m_path(std::move(path)), m_file(std::move(file)), m_size(size)
{
}

Result<ElfFile> ElfFile::open(const std::string& path)
{
    // A FIFO would block without O_NONBLOCK.
    UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat status{};
    if (!file.isOpen() || ::fstat(file.get(), &status) != 0)
        return systemFailure(errno, path);
    if (!S_ISREG(status.st_mode))
        return failure({.code = ErrorCode::Syntax, .subject = path, .detail = "not a regular file"});
    ElfFile elf(path, std::move(file), static_cast<std::uint64_t>(status.st_size));
    if (const auto read = elf.readHeaders(); !read)
        return failure(read.error());
    return elf;
}

tl::unexpected<Error> ElfFile::damaged(std::string what) const
{
    return failure({.code = ErrorCode::Syntax, .subject = m_path, .detail = std::move(what)});
}

Result<std::vector<std::byte>> ElfFile::bytesAt(std::uint64_t offset, std::uint64_t size) const
{
    if (offset > m_size || size > m_size - offset)
        return damaged("the file ends before its tables do");
    if (size > largestSection)
        return failure({.code = ErrorCode::TooLarge, .subject = m_path, .detail = "a table over 1 GiB"});
    std::vector<std::byte> bytes(size);
    std::uint64_t done = 0;
    while (done < size) {
        const ssize_t count =
            ::pread(m_file.get(), bytes.data() + done, size - done, static_cast<off_t>(offset + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure(errno, m_path);
        if (count == 0)
            return damaged("the file shrank while it was read");
        done += static_cast<std::uint64_t>(count);
    }
    return bytes;
}

template <typename Entry>
Result<std::vector<Entry>> ElfFile::table(std::uint64_t offset, std::uint64_t count, std::uint64_t entrySize) const
{
    std::vector<Entry> entries;
    if (count == 0)
        return entries;
    if (entrySize != sizeof(Entry))
        return damaged("table entries of a size that ELF does not have");
    if (count > m_size / sizeof(Entry))
        return damaged("the file ends before its tables do");
    const auto bytes = bytesAt(offset, count * sizeof(Entry));
    if (!bytes)
        return failure(bytes.error());
    entries.resize(count);
    std::memcpy(entries.data(), bytes->data(), bytes->size());
    return entries;
}

Result<void> ElfFile::readHeaders()
{
    const auto bytes = bytesAt(0, sizeof(Elf64_Ehdr));
    if (!bytes)
        return damaged("not an ELF file");
    std::memcpy(&m_header, bytes->data(), sizeof m_header);
    if (std::memcmp(m_header.e_ident, ELFMAG, SELFMAG) != 0)
        return damaged("not an ELF file");
    if (m_header.e_ident[EI_CLASS] != ELFCLASS64 || m_header.e_ident[EI_DATA] != ELFDATA2LSB)
        return failure(
            {.code = ErrorCode::Unsupported, .subject = m_path, .detail = "not a 64-bit little-endian ELF file"});
    auto segments = table<Elf64_Phdr>(m_header.e_phoff, m_header.e_phnum, m_header.e_phentsize);
    if (!segments)
        return failure(segments.error());
    m_segments = std::move(*segments);
    std::uint64_t sectionCount = m_header.e_shnum;
    if (sectionCount == 0 && m_header.e_shoff != 0) {   // more than 65279: the first entry holds the number
        const auto first = table<Elf64_Shdr>(m_header.e_shoff, 1, m_header.e_shentsize);
        if (!first)
            return failure(first.error());
        sectionCount = first->front().sh_size;
    }
    auto sections = table<Elf64_Shdr>(m_header.e_shoff, sectionCount, m_header.e_shentsize);
    if (!sections)
        return failure(sections.error());
    m_sections = std::move(*sections);
    return {};
}

const Elf64_Shdr* ElfFile::section(std::uint32_t type) const
{
    for (const Elf64_Shdr& section : m_sections) {
        if (section.sh_type == type)
            return &section;
    }
    return nullptr;
}

Result<std::vector<std::byte>> ElfFile::contents(const Elf64_Shdr& section) const
{
    if (section.sh_type == SHT_NOBITS)
        return std::vector<std::byte>();
    return bytesAt(section.sh_offset, section.sh_size);
}

Result<std::vector<ElfSymbol>> ElfFile::symbols(const Elf64_Shdr& symbolTable) const
{
    const auto entries = table<Elf64_Sym>(symbolTable.sh_offset, symbolTable.sh_size / sizeof(Elf64_Sym),
                                          symbolTable.sh_size == 0 ? sizeof(Elf64_Sym) : symbolTable.sh_entsize);
    if (!entries)
        return failure(entries.error());
    if (symbolTable.sh_link >= m_sections.size())
        return damaged("symbols without their names");
    const auto strings = contents(m_sections[symbolTable.sh_link]);
    if (!strings)
        return failure(strings.error());
    const ElfVersions versions = symbolTable.sh_type == SHT_DYNSYM ? ElfVersions::read(*this) : ElfVersions();
    std::vector<ElfSymbol> symbols;
    for (std::size_t i = 0; i < entries->size(); ++i) {
        const Elf64_Sym& entry = (*entries)[i];
        const std::string_view name = elfString(*strings, entry.st_name);
        if (name.empty() || !namesSomethingDefined(entry) || (symbolTable.sh_type == SHT_DYNSYM && !isVisible(entry)))
            continue;
        ElfSymbol symbol{.name = std::string(name),
                         .kind = kindOf(entry.st_info),
                         .binding = bindingOf(entry.st_info),
                         .value = entry.st_value,
                         .size = entry.st_size};
        symbol.demangled = demangled(symbol.name);
        versions.describe(i, symbol);
        symbols.push_back(std::move(symbol));
    }
    return symbols;
}

std::string_view elfString(const std::vector<std::byte>& strings, std::uint64_t offset)
{
    if (offset >= strings.size())
        return {};
    const char* begin = reinterpret_cast<const char*>(strings.data()) + offset;
    const std::size_t room = strings.size() - offset;
    const std::size_t length = ::strnlen(begin, room);
    return length == room ? std::string_view() : std::string_view(begin, length);
}

}  // namespace memdelbrot
