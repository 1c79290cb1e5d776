#include "workbench/array_fill.h"

#include "fractal/counts_array.h"
#include "fractal/grid.h"
#include "workbench/array_arguments.h"

#include <algorithm>
#include <cstring>

namespace memdelbrot {

namespace {

constexpr std::uint64_t largestArray = std::uint64_t{1} << 44;   // bytes
constexpr std::uint64_t chunkSize = std::uint64_t{8} << 20;      // bytes written at once

using Fill = LibraryCalls::Fill;

Result<Grid> gridOf(const LibraryCalls::NewArray& array)
{
    const Dtype& dtype = array.view.dtype;
    if (dtype.kind() != DtypeKind::Complex || dtype.itemSize() != 16 || dtype.order() != ByteOrder::Little
        || array.view.shape.size() != 2)
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = array.name,
                        .detail = "a complex grid is complex128 of two axes, rows by columns"});
    constexpr std::uint64_t mostSamples = 1u << 20;
    const int height = static_cast<int>(std::min(array.view.shape[0], mostSamples + 1));
    const int width = static_cast<int>(std::min(array.view.shape[1], mostSamples + 1));
    return Grid::create(GridKind::Endpoints, height, width, array.realLow, array.realHigh, array.imagLow,
                        array.imagHigh);
}

Result<void> fillValue(const LibraryCalls::NewArray& array, MemoryTarget& memory, Address begin)
{
    const std::uint64_t itemSize = array.view.dtype.itemSize();
    const std::uint64_t total = elementCount(array.view.shape);
    const std::uint64_t atOnce = std::max<std::uint64_t>(1, chunkSize / itemSize);
    const auto chunk = repeatedElement(array.view.dtype, array.value, std::min(atOnce, total));
    if (!chunk)
        return failure(chunk.error());
    for (std::uint64_t done = 0; done < total; done += atOnce) {
        const auto part = std::span(*chunk).first(std::min(atOnce, total - done) * itemSize);
        if (const auto written = memory.write(Address(begin.value() + done * itemSize), part, WriteForce::No); !written)
            return written;
    }
    return {};
}

// Row by row as ogrid and x + y*1j give it: real parts along a row, the imaginary part the row's own.
Result<void> fillGrid(const Grid& grid, MemoryTarget& memory, Address begin)
{
    const std::size_t width = static_cast<std::size_t>(grid.width());
    std::vector<double> row(width * 2);
    for (int column = 0; column < grid.width(); ++column)
        row[2 * static_cast<std::size_t>(column)] = grid.realAt(column);
    for (int line = 0; line < grid.height(); ++line) {
        for (std::size_t column = 0; column < width; ++column)
            row[2 * column + 1] = grid.imagAt(line);
        const Address at(begin.value() + static_cast<std::uint64_t>(line) * row.size() * sizeof(double));
        if (const auto written = memory.write(at, std::as_bytes(std::span(row)), WriteForce::No); !written)
            return written;
    }
    return {};
}

}  // namespace

Result<void> checkNewArray(const LibraryCalls::NewArray& array)
{
    const std::uint64_t count = elementCount(array.view.shape);
    if (count == 0)
        return failure(
            {.code = ErrorCode::InvalidArgument, .subject = array.name, .detail = "an array without elements"});
    if (count > largestArray / std::max<std::uint64_t>(1, array.view.dtype.itemSize()))
        return failure({.code = ErrorCode::TooLarge, .subject = array.name, .detail = "more than 16 TiB"});
    if (const auto available = availableMemory(); available && array.view.byteSize() > *available) {
        return failure({.code = ErrorCode::OutOfMemory,
                        .subject = array.name,
                        .detail = std::to_string(array.view.byteSize()) + " bytes are wanted and "
                            + std::to_string(*available) + " available"});
    }
    if (array.fill == Fill::ComplexGrid) {
        if (const auto grid = gridOf(array); !grid)
            return failure(grid.error());
    }
    if (array.fill == Fill::Value) {
        if (const auto element = parseElement(array.view.dtype, array.value); !element)
            return failure({.code = element.error().code,
                            .subject = array.value,
                            .detail = "not a value of " + array.view.dtype.name()});
    }
    return {};
}

Result<void> fillArray(const LibraryCalls::NewArray& array, MemoryTarget& memory, Address begin)
{
    switch (array.fill) {
    case Fill::Zeros:
        return {};
    case Fill::Value:
        return fillValue(array, memory, begin);
    case Fill::ComplexGrid:
        break;
    }
    return gridOf(array).and_then([&](const Grid& grid) { return fillGrid(grid, memory, begin); });
}

}  // namespace memdelbrot
