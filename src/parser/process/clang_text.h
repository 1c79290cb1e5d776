#pragma once

#include <clang-c/Index.h>

#include <string>

namespace memdelbrot::parser {

// libclang's string as ours, the original disposed of.
[[nodiscard]] std::string taken(CXString text);

// A type as C writes it, without the places of nameless records ("struct (unnamed at …)") and without restrict.
[[nodiscard]] std::string spellingOf(CXType type);

// "double *c", "void (*handler)(int)", "int numbers[3]": a declaration of that name and type.
[[nodiscard]] std::string declarator(const std::string& typeSpelling, const std::string& name);

}  // namespace memdelbrot::parser
