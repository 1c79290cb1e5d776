#pragma once

#include "symbols/elf_symbols.h"
#include "workbench/targets.h"

#include <optional>

namespace memdelbrot {

// A file that is mapped in a target.
struct Module {
    std::string name;      // without folders
    std::string path;      // as the target names it
    Address begin;         // of its lowest mapping
    AddressRange extent;   // from its lowest mapping's first byte to its highest one's last
};
[[nodiscard]] std::vector<Module> modulesOf(const std::vector<Region>& regions);

// A symbol where it lies in a running target.
struct PlacedSymbol {
    std::string module;
    std::string name;
    std::string demangled;
    Address address;
    std::uint64_t size = 0;   // bytes
};

// Exported symbols of what targets have mapped. Files are read once and again when they change. Thread-safe.
class ModuleSymbols final {
public:
    // Functions and variables of a module, at their addresses in the target, sorted by address.
    // Errors: exportedSymbols', Unreadable (its header in the target).
    [[nodiscard]] Result<std::vector<PlacedSymbol>> placed(const MemoryTarget& target, ProcessId pid, const Module& module);
    // By its name, mangled, demangled or with its version ("memcpy@GLIBC_2.14"; without one the default wins).
    // Errors: NotFound, and placed()'s.
    [[nodiscard]] Result<PlacedSymbol> find(const MemoryTarget& target, ProcessId pid, const Module& module, const std::string& name);
    // The one that covers the address: nullopt where none does, or the module has no symbols.
    [[nodiscard]] std::optional<PlacedSymbol> covering(const MemoryTarget& target, ProcessId pid, const Module& module, Address address);

private:
    using Table = std::shared_ptr<const std::vector<ElfSymbol>>;   // sorted by value
    struct FileIdentity {
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        std::int64_t modified = 0;   // ns
        auto operator<=>(const FileIdentity&) const = default;
    };

    [[nodiscard]] Result<Table> table(ProcessId pid, const Module& module);

    std::mutex m_mutex;
    std::map<FileIdentity, Table> m_tables;
};

}  // namespace memdelbrot
