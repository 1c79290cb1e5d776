#pragma once

#include "memory/address_range.h"
#include "search/finder.h"
#include "search/masked_pattern.h"
#include "search/number_finder.h"

#include <memory>

namespace memdelbrot {

// What is looked for. Cheap to copy.
class SearchQuery final {
public:
    // masked_pattern.h has the syntax. Errors: Syntax, TooLarge.
    [[nodiscard]] static Result<SearchQuery> forBytes(std::string_view text);
    // In any of the encodings. Errors: Syntax (empty, or a character that each encoding lacks), TooLarge.
    [[nodiscard]] static Result<SearchQuery> forText(std::string_view utf8, std::span<const TextEncoding> encodings,
                                                     LetterCase letterCase = LetterCase::Sensitive);
    // regex_finder.h has the syntax. Errors: Syntax, OutOfMemory.
    [[nodiscard]] static Result<SearchQuery> forRegex(std::string_view expression,
                                                      LetterCase letterCase = LetterCase::Sensitive);
    // What equals `text` read as a dtype: 0.0 finds -0.0, nan finds every NaN. Errors: parseElement's.
    [[nodiscard]] static Result<SearchQuery> forValue(const Dtype& dtype, std::string_view text);
    // low <= number <= high. Errors: parseElement's, InvalidArgument, Unsupported (a dtype without an order).
    [[nodiscard]] static Result<SearchQuery> forRange(const Dtype& dtype, std::string_view low, std::string_view high);
    // At most `tolerance` away from `value`. Errors: as of forRange.
    [[nodiscard]] static Result<SearchQuery> forNearly(const Dtype& dtype, std::string_view value,
                                                       std::string_view tolerance);
    // Errors: Unsupported (no float).
    [[nodiscard]] static Result<SearchQuery> forClass(const Dtype& dtype, NumberClass wanted);
    // Addresses of bytes in a range, as pointers hold them. Errors: InvalidArgument (an empty range).
    [[nodiscard]] static Result<SearchQuery> forPointersInto(const AddressRange& range);

    [[nodiscard]] const Finder& finder() const { return *m_finder; }

private:
    explicit SearchQuery(std::shared_ptr<const Finder> finder) : m_finder(std::move(finder)) {}

    std::shared_ptr<const Finder> m_finder;
};

}  // namespace memdelbrot
