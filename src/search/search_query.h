#pragma once

#include "decode/byte_text.h"
#include "decode/dtype.h"

#include <optional>

namespace memdelbrot {

// What is looked for: bytes of which only the bits in a mask count, and of a NaN that it is one.
class SearchQuery final {
public:
    // "48 65 ?? 6c": pairs of hex digits, ? for any digit ("4?"). Errors: Syntax (also nothing but ?), TooLarge.
    [[nodiscard]] static Result<SearchQuery> forBytes(std::string_view text);
    // Errors: Syntax (empty, or a character that the encoding lacks), TooLarge.
    [[nodiscard]] static Result<SearchQuery> forText(std::string_view utf8, TextEncoding encoding);
    // What equals `text` read as a dtype: 0.0 finds -0.0, nan finds every NaN. Errors: parseElement's.
    [[nodiscard]] static Result<SearchQuery> forValue(const Dtype& dtype, std::string_view text);

    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }   // bytes of a match
    [[nodiscard]] const std::vector<std::byte>& bytes() const { return m_bytes; }   // zero where the mask is
    [[nodiscard]] const std::vector<std::byte>& mask() const { return m_mask; }
    // REQUIRES: found.size() == size(), and its bits in the mask are the query's. False: it is an infinity, not a NaN.
    [[nodiscard]] bool accepts(std::span<const std::byte> found) const;

private:
    SearchQuery(std::vector<std::byte> bytes, std::vector<std::byte> mask);
    [[nodiscard]] static Result<SearchQuery> checked(SearchQuery query, std::string_view text);

    std::vector<std::byte> m_bytes;
    std::vector<std::byte> m_mask;
    std::optional<Dtype> m_notANumber;  // set where a NaN of this dtype is looked for
};

}  // namespace memdelbrot
