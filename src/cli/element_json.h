#pragma once

#include "decode/array_view.h"
#include "memory/memory_target.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <cstdint>
#include <string>

namespace memdelbrot {

// How values are written so that no reader of JSON loses anything: integers beyond 2^53 and long doubles as decimal
// text, NaN and infinities as "nan", "inf", "-inf", complex as [re, im], addresses as "0x…".
[[nodiscard]] QJsonValue jsonInteger(std::int64_t value);
[[nodiscard]] QJsonValue jsonUnsigned(std::uint64_t value);
[[nodiscard]] QJsonValue jsonNumber(double value);
[[nodiscard]] QJsonValue jsonAddress(Address address);
[[nodiscard]] QString jsonText(const std::string& utf8);
// REQUIRES: bytes.size() == dtype.itemSize().
[[nodiscard]] QJsonValue jsonElement(const Dtype& dtype, std::span<const std::byte> bytes);

// Nested arrays by shape, C order; elements with an unreadable byte are null.
[[nodiscard]] QJsonValue jsonArray(const ArrayView& view, const ReadResult& read);
// [{start, end, errno}]: `end` is the first address behind; errno by its name.
[[nodiscard]] QJsonArray jsonUnreadable(const std::vector<UnreadableRange>& ranges);
[[nodiscard]] QJsonArray jsonShape(const Shape& shape);

}  // namespace memdelbrot
