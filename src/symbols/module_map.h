// Which ELF files are loaded where in a target, and so address to symbol and back.
#pragma once

#include "memory/region.h"
#include "symbols/address_symbol.h"
#include "symbols/symbol_index.h"

#include <optional>
#include <span>

namespace memdelbrot {

struct LoadedModule {
    std::string name;                            // "libc.so.6": the file's name without folders
    std::string path;                            // as in the target's maps
    AddressRange range;                          // from its lowest to its highest segment, .bss included
    std::uint64_t bias = 0;                      // address in memory - address in the file's own space
    std::shared_ptr<const SymbolIndex> symbols;  // nullptr: the file cannot be read (deleted, or not an ELF)
};

// How much of an expression a module's name takes: "libc.so.6" of "libc.so.6:malloc+8".
struct ModuleMatch {
    std::size_t moduleIndex = 0;   // into modules()
    std::size_t length = 0;        // characters
};

// The modules of a target as its regions were when this was made. Immutable and thread-safe.
class ModuleMap final {
public:
    // `root` stands before every path: "/proc/PID/root" for a process that may live in another mount namespace, else "".
    // A path that cannot be read below it is tried without it.
    [[nodiscard]] static ModuleMap create(std::span<const Region> regions, const std::string& root,
                                          SymbolIndexCache& cache);

    [[nodiscard]] const std::vector<LoadedModule>& modules() const { return m_modules; }  // by address
    [[nodiscard]] const LoadedModule* moduleAt(Address address) const;  // nullptr: none

    // Everything but file and line. Outside all modules: empty.
    [[nodiscard]] AddressSymbol symbolAt(Address address) const;

    // The module whose name (of its file, or its DT_SONAME) begins the text and is followed by ':' or '+': the longest one.
    [[nodiscard]] std::optional<ModuleMatch> match(std::string_view text) const;
    // "malloc" in the module of that index. An indirect function gives its resolver's address.
    // Errors: NotFound, Unsupported (thread-local).
    [[nodiscard]] Result<Address> addressOf(std::size_t moduleIndex, std::string_view symbol) const;
    // "libc.so.6:malloc", "libc.so.6+0x1234" (from its load address), whole. Errors: Syntax, NotFound, TooLarge, Unsupported.
    [[nodiscard]] Result<Address> addressOf(std::string_view expression) const;

private:
    std::vector<LoadedModule> m_modules;
};

}  // namespace memdelbrot
