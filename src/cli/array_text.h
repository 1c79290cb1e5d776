#pragma once

#include "decode/array_view.h"
#include "memory/memory_target.h"

#include <string>

namespace memdelbrot {

// An array for people: a line begins with its address; one line for each row of the last axis, cut into several where
// it is long. Unreadable elements are "??".
[[nodiscard]] std::string arrayText(const ArrayView& view, const ReadResult& read);

// 16 bytes a line: address, hex, text. Unreadable bytes are "??". `read.range.begin()` is where lines begin.
[[nodiscard]] std::string hexDump(const ReadResult& read);

// "0x0 to 0x3f (64 bytes): …", one line for all of them.
[[nodiscard]] std::string unreadableText(const ReadResult& read);

}  // namespace memdelbrot
