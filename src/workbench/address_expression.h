#pragma once

#include "base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace memdelbrot {

// An address expression taken apart, its names not yet looked up.
//   expression = product { ("+" | "-") product }        product = operand { "*" operand }
//   operand    = 0x1f | 31 | "[" expression "]" | "(" expression ")" | module [":" symbol] | array
//   array      = ("py:" name | "alloc:" name | "$" name | name) [ "[" index { "," index } "]" ]
struct AddressNode {
    enum class Kind {
        Number,
        Module,
        Symbol,
        Python,
        Allocation,
        BareName,
        Dereference,
        Add,
        Subtract,
        Multiply,
        Index
    };

    Kind kind = Kind::Number;
    std::uint64_t number = 0;
    std::string module;               // Module, Symbol
    std::string name;                 // Symbol, Python, Allocation, BareName
    std::size_t column = 1;           // 1-based, bytes
    std::vector<AddressNode> parts;   // one for Dereference, two for the arithmetic, the array for Index
    std::vector<std::int64_t> indexes;  // Index: one for each axis from the first on; negative ones count from the end
};

// `modules`: names that may hold any character, "+" too ("libstdc++.so.6"); the longest that fits wins.
// Errors: Syntax (detail: the column and what was expected there), TooLarge (a number beyond 64 bits).
[[nodiscard]] Result<AddressNode> parseAddressExpression(std::string_view text, std::span<const std::string> modules);

// Characters of a name: letters, digits, "_", ".", "$", "@" and everything outside ASCII.
[[nodiscard]] bool isNameCharacter(char character);

}  // namespace memdelbrot
