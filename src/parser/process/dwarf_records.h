#pragma once

#include "parser/protocol/reply.h"

#include <string>

namespace memdelbrot::parser {

// The record that an ELF file's debugging information (its own, or a separate file's that the system has installed) knows
// under a name: "struct T", "union U", "class C", a typedef's or a C++ name, with its namespaces or without. Why there is
// none is an error diagnostic of the reply.
[[nodiscard]] Reply dwarfRecord(const std::string& path, const std::string& name);

}  // namespace memdelbrot::parser
