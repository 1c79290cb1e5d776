#include "fractal/tile_order.h"

#include <algorithm>
#include <cstdint>

namespace memdelbrot {

namespace {

constexpr int tileHeight = 32;
constexpr int tileWidth = 256;   // with int32: 32 KiB

std::int64_t squaredDistance(const Tile& tile, int row, int column)
{
    const std::int64_t down = tile.row + tile.height / 2 - row;
    const std::int64_t right = tile.column + tile.width / 2 - column;
    return down * down + right * right;
}

}  // namespace

std::vector<Tile> tilesFrom(int height, int width, int focusRow, int focusColumn)
{
    std::vector<Tile> tiles;
    for (int row = 0; row < height; row += tileHeight) {
        for (int column = 0; column < width; column += tileWidth)
            tiles.push_back({row, column, std::min(tileHeight, height - row), std::min(tileWidth, width - column)});
    }
    const int nearRow = focusRow < 0 ? height / 2 : focusRow;
    const int nearColumn = focusColumn < 0 ? width / 2 : focusColumn;
    std::stable_sort(tiles.begin(), tiles.end(), [&](const Tile& left, const Tile& right) {
        return squaredDistance(left, nearRow, nearColumn) < squaredDistance(right, nearRow, nearColumn);
    });
    return tiles;
}

}  // namespace memdelbrot
