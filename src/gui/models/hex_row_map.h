#pragma once

#include "gui/models/hex_geometry.h"
#include "memory/region.h"

#include <vector>

namespace memdelbrot {

// A line of the view: bytes, or the one line that stands for a whole gap.
struct HexRow {
    bool isGap = false;
    Address first;
    Address last;   // inclusive: a gap may end at 2^64 - 1

    [[nodiscard]] AddressRange range() const { return AddressRange::fromSize(first, last.value() - first.value() + 1); }
};

// The rows of a whole 64-bit address space with each gap between regions collapsed into one. Every address has a row.
class HexRowMap final {
public:
    HexRowMap() : HexRowMap(HexGeometry(), {}, {}) {}
    // `revealed`: unmapped ranges whose rows are shown all the same, because the user went there.
    HexRowMap(const HexGeometry& geometry, const std::vector<Region>& regions,
              const std::vector<AddressRange>& revealed);

    [[nodiscard]] const HexGeometry& geometry() const { return m_geometry; }
    [[nodiscard]] std::uint64_t rowCount() const;
    // REQUIRES: row < rowCount().
    [[nodiscard]] HexRow at(std::uint64_t row) const;
    [[nodiscard]] std::uint64_t rowOf(Address address) const;
    // The address ranges of the byte rows among `count` rows from `first` on, neighbours joined.
    [[nodiscard]] std::vector<AddressRange> ranges(std::uint64_t first, std::uint64_t count) const;

private:
    struct Segment {
        std::uint64_t firstRow = 0;    // of the view
        std::uint64_t begin = 0;       // rows of the geometry, both inclusive
        std::uint64_t end = 0;
        bool isGap = false;
    };
    [[nodiscard]] const Segment& segmentOfRow(std::uint64_t row) const;
    void append(std::uint64_t begin, std::uint64_t end, bool isGap);

    HexGeometry m_geometry;
    std::vector<Segment> m_segments;   // never empty
};

}  // namespace memdelbrot
