#pragma once

#include "symbols/elf_symbols.h"

#include <map>
#include <memory>
#include <mutex>
#include <string_view>
#include <tuple>

namespace memdelbrot {

// Part of a file as the loader maps it.
struct LoadSegment {
    std::uint64_t fileOffset = 0;
    std::uint64_t fileSize = 0;     // bytes
    std::uint64_t address = 0;      // in the file's own space
    std::uint64_t memorySize = 0;   // bytes; more than fileSize where .bss follows
    bool isExecutable = false;
};

// The symbols of one ELF file (.dynsym and .symtab together) by address and by name. Immutable.
class SymbolIndex final {
public:
    [[nodiscard]] static Result<SymbolIndex> read(const std::string& path);

    // The symbol that covers the address, or, where the nearest one below has no size, that one. nullptr: none.
    // Among symbols at one address functions come first, then global ones, then those with a size.
    [[nodiscard]] const ElfSymbol* at(std::uint64_t address) const;
    // "malloc", "memcpy@GLIBC_2.2.5" or a demangled name. Default versions come first. nullptr: none.
    [[nodiscard]] const ElfSymbol* named(std::string_view name) const;
    // Sorted by name.
    [[nodiscard]] const std::vector<ElfSymbol>& symbols() const { return m_symbols; }
    [[nodiscard]] const std::vector<LoadSegment>& segments() const { return m_segments; }
    // DT_SONAME: "libstdc++.so.6", where the file is libstdc++.so.6.0.30; empty where it has none.
    [[nodiscard]] const std::string& sharedObjectName() const { return m_sharedObjectName; }

private:
    void index();

    std::vector<ElfSymbol> m_symbols;         // by name
    std::vector<std::uint32_t> m_byAddress;   // indices into m_symbols
    std::vector<LoadSegment> m_segments;
    std::string m_sharedObjectName;
};

// Indices that were read, shared by all that look at the same files. Thread-safe.
class SymbolIndexCache final {
public:
    // nullptr where the file is no ELF or cannot be read. A file that was replaced is read anew.
    [[nodiscard]] std::shared_ptr<const SymbolIndex> of(const std::string& path);

private:
    using FileIdentity = std::tuple<std::uint64_t, std::uint64_t, std::int64_t, std::int64_t, std::int64_t>;

    std::mutex m_mutex;
    std::map<FileIdentity, std::shared_ptr<const SymbolIndex>> m_indices;
};

}  // namespace memdelbrot
