#pragma once

#include <string>

namespace memdelbrot {

// CLI11 takes -1 for an argument but -.5 and -inf for options. These get a mark in front of them before it looks, which
// unshieldedNumber() takes away from the values of whoever may have got one.
[[nodiscard]] std::string shieldedNumber(const std::string& word);
[[nodiscard]] std::string unshieldedNumber(const std::string& word);

}  // namespace memdelbrot
