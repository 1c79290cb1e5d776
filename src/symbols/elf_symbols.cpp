#include "symbols/elf_symbols.h"

#include "symbols/elf_file.h"

#include <algorithm>
#include <tuple>

namespace memdelbrot {

Result<std::vector<ElfSymbol>> exportedSymbols(const std::string& path)
{
    const auto file = ElfFile::open(path);
    if (!file)
        return failure(file.error());
    const Elf64_Shdr* table = file->section(SHT_DYNSYM);
    if (!table)
        return failure(
            {.code = ErrorCode::NotFound, .subject = path, .detail = "no dynamic symbols: it exports nothing"});
    auto symbols = file->symbols(*table);
    if (!symbols)
        return failure(symbols.error());
    std::erase_if(*symbols, [](const ElfSymbol& symbol) { return symbol.binding == SymbolBinding::Local; });
    std::sort(symbols->begin(), symbols->end(), [](const ElfSymbol& left, const ElfSymbol& right) {
        return std::tie(left.name, right.isDefaultVersion, left.version)
            < std::tie(right.name, left.isDefaultVersion, right.version);
    });
    return symbols;
}

}  // namespace memdelbrot
