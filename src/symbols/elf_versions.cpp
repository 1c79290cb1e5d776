#include "symbols/elf_versions.h"

#include "symbols/elf_file.h"

#include <cstring>

namespace memdelbrot {

namespace {

constexpr std::uint16_t hiddenBit = 0x8000;   // not what a program linked today gets

template <typename Entry>
bool readEntry(const std::vector<std::byte>& bytes, std::uint64_t offset, Entry& entry)
{
    if (offset > bytes.size() || sizeof(Entry) > bytes.size() - offset)
        return false;
    std::memcpy(&entry, bytes.data() + offset, sizeof entry);
    return true;
}

}  // namespace

ElfVersions ElfVersions::read(const ElfFile& file)
{
    ElfVersions versions;
    const Elf64_Shdr* section = file.section(SHT_GNU_versym);
    if (!section)
        return versions;
    if (const auto bytes = file.contents(*section)) {
        versions.m_versionOf.resize(bytes->size() / sizeof(std::uint16_t));
        std::memcpy(versions.m_versionOf.data(), bytes->data(), versions.m_versionOf.size() * sizeof(std::uint16_t));
    }
    versions.readDefinitions(file);
    return versions;
}

void ElfVersions::readDefinitions(const ElfFile& file)
{
    const Elf64_Shdr* section = file.section(SHT_GNU_verdef);
    if (!section || section->sh_link >= file.sections().size())
        return;
    const auto bytes = file.contents(*section);
    const auto strings = file.contents(file.sections()[section->sh_link]);
    if (!bytes || !strings)
        return;
    std::uint64_t offset = 0;
    Elf64_Verdef definition{};
    while (readEntry(*bytes, offset, definition)) {
        Elf64_Verdaux name{};
        const bool isBase = (definition.vd_flags & VER_FLG_BASE) != 0;   // names the file, no version
        if (!isBase && readEntry(*bytes, offset + definition.vd_aux, name))
            m_names[definition.vd_ndx] = elfString(*strings, name.vda_name);
        if (definition.vd_next == 0)
            return;
        offset += definition.vd_next;   // only forwards, so it ends
    }
}

void ElfVersions::describe(std::size_t index, ElfSymbol& symbol) const
{
    if (index >= m_versionOf.size())
        return;
    const auto found = m_names.find(m_versionOf[index] & ~hiddenBit);
    if (found == m_names.end())
        return;
    symbol.version = found->second;
    symbol.isDefaultVersion = (m_versionOf[index] & hiddenBit) == 0;
}

}  // namespace memdelbrot
