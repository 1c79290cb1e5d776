#pragma once

#include "decode/byte_text.h"
#include "decode/dtype.h"

#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace memdelbrot {

// The same bytes read in one way, in both byte orders where that makes a difference.
struct ValueRow {
    std::variant<Dtype, TextEncoding> reading;
    QString label;     // "int32", "UTF-8"
    QString little;    // or the only one; empty where there are too few bytes
    QString big;

    friend bool operator==(const ValueRow&, const ValueRow&) = default;
};

// `bytes`: from the selection's begin on, beyond its end where a type needs more; `selected`: bytes that are selected,
// which texts show. A row for every scalar dtype and text encoding.
[[nodiscard]] std::vector<ValueRow> valueRows(const std::vector<std::byte>& bytes, std::size_t selected);

// The bytes that `text` stands for in that reading; `isBig`: typed into the second column.
// Errors: parseElement's; TooLarge (a text longer than what is selected).
[[nodiscard]] Result<std::vector<std::byte>> bytesOf(const ValueRow& row, bool isBig, const QString& text,
                                                     std::size_t selected);

}  // namespace memdelbrot
