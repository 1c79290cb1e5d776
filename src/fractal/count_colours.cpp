#include "fractal/count_colours.h"

#include <algorithm>
#include <cmath>

namespace memdelbrot {

namespace {

// How far round the palette a count goes: slowly at first, so that far out stays dark; then by a root that leaves deep
// pictures their contrast without making noise of their finest parts.
float roundOf(float count)
{
    constexpr float rounds = 0.42F;
    constexpr float exponent = 0.35F;
    constexpr float calm = 8;   // counts
    constexpr float first = 0.02F;
    return first + rounds * (std::pow(count + calm, exponent) - std::pow(calm, exponent));
}

QRgb mixed(QRgb first, QRgb second, float part)
{
    const auto channel = [part](int from, int to) {
        return from + static_cast<int>(std::lround(part * static_cast<float>(to - from)));
    };
    return qRgb(channel(qRed(first), qRed(second)), channel(qGreen(first), qGreen(second)),
                channel(qBlue(first), qBlue(second)));
}

}  // namespace

CountRange rangeOf(std::span<const std::int32_t> counts)
{
    const auto [low, high] = std::ranges::minmax(counts);
    return {low, high};
}

CountColours CountColours::linear(const Palette& palette, CountRange range)
{
    return {palette, range, false};
}

CountColours CountColours::cyclic(const Palette& palette, std::int32_t limit)
{
    return {palette, {0, limit}, true};
}

QRgb CountColours::colourOf(std::int32_t count, float smoothOffset) const
{
    const auto& colours = m_palette.colours();
    if (!m_isCyclic)
        return colours[static_cast<std::size_t>(indexOf(count))];
    if (count >= m_range.high)
        return qRgb(0, 0, 0);
    const float smooth = static_cast<float>(count) + smoothOffset;
    const float positive =
        smooth < 1 ? std::exp(smooth - 1) : smooth;   // far out, offsets go below 0: fade, without an edge
    const float round = roundOf(positive);
    const float place = (round - std::floor(round)) * Palette::size;
    const auto first = static_cast<std::size_t>(place) % Palette::size;
    return mixed(colours[first], colours[(first + 1) % Palette::size], place - std::floor(place));
}

int CountColours::indexOf(std::int32_t count) const
{
    if (m_range.high <= m_range.low)
        return 0;
    const double part = (static_cast<double>(count) - m_range.low) / (static_cast<double>(m_range.high) - m_range.low);
    return static_cast<int>(std::clamp(part * Palette::size, 0.0, Palette::size - 1.0));
}

}  // namespace memdelbrot
