#pragma once

#include "decode/dtype.h"
#include "gui/models/hex_columns.h"

#include <QString>

#include <optional>
#include <span>
#include <stop_token>

namespace memdelbrot {

// Bytes as a column of the hex view shows them: "48 65", "He", or the elements' values with a space between. Without a
// dtype typed columns are text; bytes that make no whole element are left out. What a stop cuts short is good for nothing.
[[nodiscard]] QString copyText(std::span<const std::byte> bytes, HexArea area, const std::optional<Dtype>& dtype,
                               const std::stop_token& stop = {});

// "as hex", "as text", "as int32".
[[nodiscard]] QString copyKindText(HexArea area, const std::optional<Dtype>& dtype);

}  // namespace memdelbrot
