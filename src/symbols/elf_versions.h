#pragma once

#include "symbols/elf_symbols.h"

#include <map>
#include <vector>

namespace memdelbrot {

class ElfFile;

// The version of each dynamic symbol, from the GNU version sections (LSB Core, "Symbol Versioning").
class ElfVersions final {
public:
    ElfVersions() = default;
    // Damaged tables give no versions: the symbols themselves are still worth showing.
    [[nodiscard]] static ElfVersions read(const ElfFile& file);

    // Sets version and isDefaultVersion of the dynamic symbol with that index.
    void describe(std::size_t index, ElfSymbol& symbol) const;

private:
    void readDefinitions(const ElfFile& file);

    std::vector<std::uint16_t> m_versionOf;          // by symbol
    std::map<std::uint16_t, std::string> m_names;    // by version index
};

}  // namespace memdelbrot
