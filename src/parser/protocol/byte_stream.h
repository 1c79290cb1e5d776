#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace memdelbrot::parser {

// Writes numbers and texts as src/parser/README.md says.
class ByteWriter final {
public:
    void number8(std::uint8_t value) { number(value, 1); }
    void number32(std::uint32_t value) { number(value, 4); }
    void number64(std::uint64_t value) { number(value, 8); }
    void text(std::string_view text);

    [[nodiscard]] const std::vector<std::byte>& bytes() const { return m_bytes; }

private:
    void number(std::uint64_t value, int size);

    std::vector<std::byte> m_bytes;
};

// Reads them back. After the first read beyond the end isGood() is false and everything read is zero or empty.
class ByteReader final {
public:
    explicit ByteReader(std::span<const std::byte> bytes) : m_rest(bytes) {}

    [[nodiscard]] std::uint8_t number8() { return static_cast<std::uint8_t>(number(1)); }
    [[nodiscard]] std::uint32_t number32() { return static_cast<std::uint32_t>(number(4)); }
    [[nodiscard]] std::uint64_t number64() { return number(8); }
    [[nodiscard]] std::string text();
    // A number of entries of at least `entrySize` bytes each: not good where they could not all follow.
    [[nodiscard]] std::uint32_t count(std::size_t entrySize);

    [[nodiscard]] bool isGood() const { return m_isGood; }
    [[nodiscard]] bool isAtEnd() const { return m_rest.empty(); }

private:
    [[nodiscard]] std::uint64_t number(std::size_t size);
    void fail();

    std::span<const std::byte> m_rest;
    bool m_isGood = true;
};

}  // namespace memdelbrot::parser
