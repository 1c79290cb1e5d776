#pragma once

#include "search/finder.h"
#include "search/masked_pattern.h"

#include <memory>
#include <string_view>

namespace memdelbrot {

// A regular expression over raw bytes, by PCRE2 (its syntax: `.` is any byte, \xNN a byte, ^ and $ the ends of lines).
// Matches do not overlap, are not empty, and are followed for 4 KiB. Vectorscan was tried and left: version 5.4.9, Debian
// 12's, misses most matches of `a.*c` in a block of 256 KiB.
// Errors: Syntax (with the compiler's words and the column), OutOfMemory. Its find(): TooLarge, where an expression takes
// more than a million steps at one place.
[[nodiscard]] Result<std::shared_ptr<const Finder>> makeRegexFinder(std::string_view expression,
                                                                    LetterCase letterCase = LetterCase::Sensitive);

}  // namespace memdelbrot
