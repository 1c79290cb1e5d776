#pragma once

#include <string>

namespace memdelbrot {

// CLI11 takes -1 for an argument but -.5 and -inf for options, and [1,2] for several words. Such words get a mark in
// front of them before it looks, which unshieldedWord() takes away from the values of whoever may have got one.
[[nodiscard]] std::string shieldedWord(const std::string& word);
[[nodiscard]] std::string unshieldedWord(const std::string& word);

}  // namespace memdelbrot
