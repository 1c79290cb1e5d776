#include "fractal/grid.h"

#include <cmath>

namespace memdelbrot {

namespace {

constexpr int maximumSamples = 1 << 20;   // an axis

bool isAxis(int samples, double low, double high)
{
    return samples >= 1 && samples <= maximumSamples && std::isfinite(low) && std::isfinite(high) && low < high
        && std::isfinite(high - low);
}

// numpy/lib/index_tricks.py (1.24), nd_grid.__getitem__: with one sample the step stays 1.
double endpointsStep(int samples, double low, double high)
{
    return samples == 1 ? 1.0 : (high - low) / static_cast<double>(samples - 1);
}

double sampleAt(GridKind kind, int index, int samples, double low, double high)
{
    if (kind == GridKind::Endpoints)
        return index * endpointsStep(samples, low, high) + low;
    return (index + 0.5) * ((high - low) / samples) + low;
}

}  // namespace

Result<Grid> Grid::create(GridKind kind, int height, int width, double realLow, double realHigh, double imagLow,
                          double imagHigh)
{
    if (!isAxis(width, realLow, realHigh))
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = "real axis",
                        .detail = "1 to 1048576 samples between finite bounds, low < high"});
    if (!isAxis(height, imagLow, imagHigh))
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = "imaginary axis",
                        .detail = "1 to 1048576 samples between finite bounds, low < high"});
    Grid grid;
    grid.m_kind = kind;
    grid.m_height = height;
    grid.m_width = width;
    grid.m_wholeHeight = height;
    grid.m_realLow = realLow;
    grid.m_realHigh = realHigh;
    grid.m_imagLow = imagLow;
    grid.m_imagHigh = imagHigh;
    return grid;
}

Result<Grid> Grid::band(int firstRow, int height) const
{
    if (firstRow < 0 || height < 1 || height > m_height - firstRow)
        return failure(
            {.code = ErrorCode::InvalidArgument, .subject = "rows", .detail = "they must lie inside the grid"});
    Grid band = *this;
    band.m_firstRow += firstRow;
    band.m_height = height;
    return band;
}

double Grid::realAt(int column) const
{
    return sampleAt(m_kind, column, m_width, m_realLow, m_realHigh);
}

double Grid::imagAt(int row) const
{
    const int wholeRow = m_firstRow + row;
    const int index = m_kind == GridKind::Endpoints ? wholeRow : m_wholeHeight - 1 - wholeRow;
    return sampleAt(m_kind, index, m_wholeHeight, m_imagLow, m_imagHigh);
}

Result<Grid> notebookGrid(int height, int width)
{
    return Grid::create(GridKind::Endpoints, height, width, -1.5, 0.0, -1.0, 0.0);
}

}  // namespace memdelbrot
