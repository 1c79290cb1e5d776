#pragma once

#include "parser/process/dwarf_search.h"

#include <vector>

namespace memdelbrot::parser {

// As C writes it: "const char *", "double[2][3]". nullopt: "void".
[[nodiscard]] std::string spellingOf(const std::optional<Dwarf_Die>& type);
// The dimensions of an array type, the outermost first; 0: as long as it happens to be.
[[nodiscard]] std::vector<std::uint64_t> countsOf(Dwarf_Die& array);

}  // namespace memdelbrot::parser
