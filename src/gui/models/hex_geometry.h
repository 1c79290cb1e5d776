#pragma once

#include "memory/address_range.h"

namespace memdelbrot {

// How the 64-bit address space is cut into rows of equal width. Rows begin at addresses whose remainder by the width is
// the phase, so that an array may begin at a row's begin wherever it lies. With a phase the first row is a part of one.
class HexGeometry final {
public:
    static constexpr std::uint32_t kLeastBytes = 4;  // keeps the number of rows below 2^63
    static constexpr std::uint32_t kMostBytes = 1024;

    HexGeometry() = default;
    // The width is held within the limits above. `origin`: where a row is to begin.
    explicit HexGeometry(std::uint32_t bytesPerRow, Address origin = Address());

    [[nodiscard]] std::uint32_t bytesPerRow() const { return m_bytesPerRow; }

    [[nodiscard]] std::uint64_t rowOf(Address address) const;
    [[nodiscard]] std::uint64_t lastRow() const { return rowOf(Address(~std::uint64_t{0})); }
    // 0-based place within its row.
    [[nodiscard]] std::uint32_t columnOf(Address address) const;
    // What of the row is inside the address space. REQUIRES: row <= lastRow().
    [[nodiscard]] AddressRange rowRange(std::uint64_t row) const;
    // The row's byte nearest to a column: rows at the ends of the space lack some.
    [[nodiscard]] Address addressAt(std::uint64_t row, std::uint32_t column) const;

    friend bool operator==(const HexGeometry&, const HexGeometry&) = default;

private:
    std::uint32_t m_bytesPerRow = 16;
    std::uint32_t m_phase = 0;
};

}  // namespace memdelbrot
