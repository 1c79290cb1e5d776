// Typed columns: how wide an element is, and its text.
#pragma once

#include "decode/dtype.h"
#include "gui/models/hex_page_cache.h"

namespace memdelbrot {

inline constexpr std::size_t kWidestItem = 64;   // bytes; longer ones make no columns

// Characters that the dtype's elements take; longer texts are cut with "…", numbers before their exponent.
[[nodiscard]] int typedWidth(const Dtype& dtype);

// The element's text, at most `width` characters; empty while its bytes are unknown, "??" where one is unreadable.
[[nodiscard]] std::string typedText(const Dtype& dtype, std::span<const HexByte> bytes, int width);

// What the combo box of typed columns offers, in its order.
[[nodiscard]] std::vector<Dtype> typedChoices();

}  // namespace memdelbrot
