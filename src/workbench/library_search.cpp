#include "workbench/library_search.h"

namespace memdelbrot {

std::optional<std::string> libraryExporting(const LibraryCalls& calls, const std::vector<std::string>& libraries,
                                            const std::string& name)
{
    std::optional<std::string> nearest;
    for (const std::string& library : libraries) {
        const auto path = calls.resolveLibrary(library);
        const auto symbols = path ? exportedSymbols(*path) : failure(path.error());
        if (!symbols)
            continue;
        for (const ElfSymbol& symbol : *symbols) {
            if (symbol.kind != SymbolKind::Function && symbol.kind != SymbolKind::IndirectFunction)
                continue;
            if (symbol.name == name)
                return library;
            if (!nearest && symbol.name.starts_with(name))
                nearest = library;
        }
    }
    return nearest;
}

}  // namespace memdelbrot
