#pragma once

#include <cstdint>

namespace memdelbrot {

// Between a scroll bar's int and a top row of 64 bits: one to one while it fits, in proportion beyond.
class HexScrollMap final {
public:
    HexScrollMap() = default;
    HexScrollMap(std::uint64_t rowCount, std::uint64_t rowsShown);

    [[nodiscard]] std::uint64_t lastTop() const { return m_lastTop; }   // the greatest top row
    [[nodiscard]] int maximum() const;                                  // the scroll bar's
    [[nodiscard]] int valueOf(std::uint64_t top) const;
    [[nodiscard]] std::uint64_t topOf(int value) const;
    // `top` moved by rows, held within what can be scrolled to.
    [[nodiscard]] std::uint64_t moved(std::uint64_t top, std::int64_t rows) const;

private:
    std::uint64_t m_lastTop = 0;
};

}  // namespace memdelbrot
