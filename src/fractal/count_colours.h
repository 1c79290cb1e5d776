#pragma once

#include "fractal/palette.h"

#include <cstdint>
#include <span>

namespace memdelbrot {

// Lowest and highest of some counts.
struct CountRange {
    std::int32_t low = 0;
    std::int32_t high = 0;

    friend bool operator==(const CountRange&, const CountRange&) = default;
};
// REQUIRES: not empty.
[[nodiscard]] CountRange rangeOf(std::span<const std::int32_t> counts);

// What colour a count has.
class CountColours final {
public:
    // As matplotlib's imshow: low … high run through the palette once, what is outside takes the ends' colours
    // (matplotlib 3.6, colors.py: Normalize, Colormap.__call__).
    [[nodiscard]] static CountColours linear(const Palette& palette, CountRange range);
    // For exploring: the limit is black, the others run round the palette, slower the higher they are, so that one
    // colouring serves every zoom. Smooth with the renderer's offsets.
    [[nodiscard]] static CountColours cyclic(const Palette& palette, std::int32_t limit);

    // `smoothOffset`: the renderer's; no part in a linear colouring.
    [[nodiscard]] QRgb colourOf(std::int32_t count, float smoothOffset = 0) const;
    // Of the palette, in a linear colouring.
    [[nodiscard]] int indexOf(std::int32_t count) const;
    [[nodiscard]] const Palette& palette() const { return m_palette; }

private:
    CountColours(const Palette& palette, CountRange range, bool isCyclic)
        : m_palette(palette), m_range(range), m_isCyclic(isCyclic)
    {
    }

    Palette m_palette;
    CountRange m_range;   // cyclic: high is the limit
    bool m_isCyclic;
};

}  // namespace memdelbrot
