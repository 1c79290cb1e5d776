#include "gui/models/fitted_widths.h"

#include <algorithm>
#include <numeric>

namespace memdelbrot {

namespace {

constexpr int leastOfLast = 64;   // pixels: a name's begin

int sum(const std::vector<int>& widths)
{
    return std::accumulate(widths.begin(), widths.end(), 0);
}

// The columns in their order, as far as the room goes.
void grow(std::vector<int>& widths, const std::vector<int>& wanted, int room)
{
    int left = room - sum(widths);
    for (std::size_t column = 0; column < widths.size() && left > 0; ++column) {
        const int more = std::min(left, wanted[column] - widths[column]);
        widths[column] += more;
        left -= more;
    }
}

}  // namespace

std::vector<int> fittedWidths(const std::vector<int>& contents, int room, int widest)
{
    if (contents.empty() || sum(contents) <= room)
        return contents;
    std::vector<int> capped = contents;
    for (int& width : capped)
        width = std::min(width, widest);
    std::vector<int> widths = capped;
    for (int& width : widths)
        width = std::min(width, widest / 2);
    widths.back() = std::min(widths.back(), leastOfLast);
    if (sum(widths) > room)
        return capped;
    grow(widths, capped, room);
    grow(widths, contents, room);
    return widths;
}

}  // namespace memdelbrot
