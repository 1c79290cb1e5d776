#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace memdelbrot {

enum class SymbolKind { Function, Variable, IndirectFunction, ThreadLocal, Other };
enum class SymbolBinding { Global, Weak, Unique, Local };

struct ElfSymbol {
    std::string name;        // as the file has it
    std::string demangled;   // the same as name for C
    std::string version;     // "GLIBC_2.2.5"; empty if unversioned
    bool isDefaultVersion = true;
    SymbolKind kind = SymbolKind::Other;
    SymbolBinding binding = SymbolBinding::Global;
    std::uint64_t value = 0; // address in the file's own space
    std::uint64_t size = 0;  // bytes
};

// The dynamic symbols that a shared library exports, sorted by name. Reads the file with pread only.
// Errors: NotFound, Refused, Syntax (no ELF, or one that is damaged), Unsupported (another machine's class).
[[nodiscard]] Result<std::vector<ElfSymbol>> exportedSymbols(const std::string& path);

// "foo(int)" for "_Z3fooi"; the name itself where it is not mangled.
[[nodiscard]] std::string demangled(const std::string& name);

}  // namespace memdelbrot
