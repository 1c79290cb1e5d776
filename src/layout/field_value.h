#pragma once

#include "layout/c_type.h"

#include <span>

namespace memdelbrot {

// One value as text: 42, 2.5, 0x7f…, 72 'H' for characters. REQUIRES: bytes.size() == type.size.
// Types that are not one value (records, arrays) are empty.
[[nodiscard]] std::string scalarText(const CType& type, std::span<const std::byte> bytes);

// A bit-field's value as text. REQUIRES: bytes hold the bits [firstBit, firstBit + width), width at most 64.
[[nodiscard]] std::string bitFieldText(const CType& type, std::span<const std::byte> bytes, unsigned firstBit,
                                       unsigned width);

// The characters up to the first NUL, or all, as a C literal: "Hello, world!", \xNN outside ASCII. At most 256 of them,
// then dots.
[[nodiscard]] std::string characterArrayText(std::span<const std::byte> bytes);

}  // namespace memdelbrot
