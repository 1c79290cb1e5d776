#pragma once

#include "base/result.h"
#include "base/unique_fd.h"
#include "symbols/elf_symbols.h"

#include <elf.h>

#include <optional>
#include <string_view>

namespace memdelbrot {

// A 64-bit little-endian ELF file, read with pread and never mapped. Every number in it is taken for hostile.
class ElfFile final {
public:
    // Errors: NotFound, Refused, Syntax (no ELF, or damaged), Unsupported (another class, byte order).
    [[nodiscard]] static Result<ElfFile> open(const std::string& path);

    [[nodiscard]] const Elf64_Ehdr& header() const { return m_header; }
    [[nodiscard]] const std::vector<Elf64_Phdr>& segments() const { return m_segments; }
    [[nodiscard]] const std::vector<Elf64_Shdr>& sections() const { return m_sections; }
    // The first section of that type (SHT_…), nullptr where there is none.
    [[nodiscard]] const Elf64_Shdr* section(std::uint32_t type) const;

    // A section's bytes. Errors: Syntax (beyond the file's end), TooLarge (over 1 GiB).
    [[nodiscard]] Result<std::vector<std::byte>> contents(const Elf64_Shdr& section) const;
    // The symbols of a SHT_DYNSYM or SHT_SYMTAB section in the file's order, with versions where it has them.
    // Undefined ones and those that name sections, files or versions are left out.
    [[nodiscard]] Result<std::vector<ElfSymbol>> symbols(const Elf64_Shdr& table) const;

private:
    ElfFile(std::string path, UniqueFd file, std::uint64_t size);

    [[nodiscard]] tl::unexpected<Error> damaged(std::string what) const;
    [[nodiscard]] Result<std::vector<std::byte>> bytesAt(std::uint64_t offset, std::uint64_t size) const;
    template <typename Entry>
    [[nodiscard]] Result<std::vector<Entry>> table(std::uint64_t offset, std::uint64_t count,
                                                   std::uint64_t entrySize) const;
    [[nodiscard]] Result<void> readHeaders();

    std::string m_path;
    UniqueFd m_file;
    std::uint64_t m_size = 0;
    Elf64_Ehdr m_header{};
    std::vector<Elf64_Phdr> m_segments;
    std::vector<Elf64_Shdr> m_sections;
};

// The NUL-terminated text at `offset` of a string table; empty where it lies outside.
[[nodiscard]] std::string_view elfString(const std::vector<std::byte>& strings, std::uint64_t offset);

}  // namespace memdelbrot
