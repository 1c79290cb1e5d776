#include "gui/models/hex_scroll_map.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::uint64_t kSteps = 1 << 30;
__extension__ using Wide = unsigned __int128;   // rows times steps does not fit into 64 bits

// Rounded down one way and up the other: a value's own row gives that value again.
std::uint64_t stepOf(std::uint64_t row, std::uint64_t rows)
{
    return static_cast<std::uint64_t>(Wide{row} * kSteps / rows);
}

std::uint64_t rowOf(std::uint64_t step, std::uint64_t rows)
{
    return static_cast<std::uint64_t>((Wide{step} * rows + kSteps - 1) / kSteps);
}

}  // namespace

HexScrollMap::HexScrollMap(std::uint64_t rowCount, std::uint64_t rowsShown)
    : m_lastTop(rowCount > rowsShown ? rowCount - rowsShown : 0)
{
}

int HexScrollMap::maximum() const
{
    return static_cast<int>(std::min(m_lastTop, kSteps));
}

int HexScrollMap::valueOf(std::uint64_t top) const
{
    const std::uint64_t held = std::min(top, m_lastTop);
    return static_cast<int>(m_lastTop <= kSteps ? held : stepOf(held, m_lastTop));
}

std::uint64_t HexScrollMap::topOf(int value) const
{
    const std::uint64_t step = static_cast<std::uint64_t>(std::clamp(value, 0, maximum()));
    return m_lastTop <= kSteps ? step : rowOf(step, m_lastTop);
}

std::uint64_t HexScrollMap::moved(std::uint64_t top, std::int64_t rows) const
{
    const std::uint64_t held = std::min(top, m_lastTop);
    if (rows >= 0)
        return held + std::min(static_cast<std::uint64_t>(rows), m_lastTop - held);
    return held - std::min(std::uint64_t{0} - static_cast<std::uint64_t>(rows), held);
}

}  // namespace memdelbrot
