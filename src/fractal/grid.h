#pragma once

#include "base/result.h"

namespace memdelbrot {

enum class GridKind {
    Endpoints,      // NumPy's ogrid[a:b:n*1j]: both ends included, row 0 at the low imaginary end
    PixelCentres,   // samples in the middle of pixels, row 0 at the high imaginary end
};

// Where each sample of a picture lies in the complex plane. Rounds as NumPy does: k*step + low, each rounded by itself.
class Grid final {
public:
    // Errors: InvalidArgument (sizes outside 1 … 2^20, bounds not finite or low >= high).
    [[nodiscard]] static Result<Grid> create(GridKind kind, int height, int width, double realLow, double realHigh,
                                             double imagLow, double imagHigh);

    [[nodiscard]] GridKind kind() const { return m_kind; }
    [[nodiscard]] int height() const { return m_height; }  // samples
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] double realLow() const { return m_realLow; }
    [[nodiscard]] double realHigh() const { return m_realHigh; }
    [[nodiscard]] double imagLow() const { return m_imagLow; }
    [[nodiscard]] double imagHigh() const { return m_imagHigh; }
    // `height` rows of this grid from `firstRow` on, with the very samples that they have here: for pictures made in parts.
    // Errors: InvalidArgument (rows that this grid does not have).
    [[nodiscard]] Result<Grid> band(int firstRow, int height) const;
    [[nodiscard]] double realAt(int column) const;
    [[nodiscard]] double imagAt(int row) const;

    friend bool operator==(const Grid&, const Grid&) = default;

private:
    Grid() = default;

    GridKind m_kind = GridKind::Endpoints;
    int m_height = 1;
    int m_width = 1;
    int m_firstRow = 0;  // of a band, in the grid it was cut from
    int m_wholeHeight = 1;  // of that grid
    double m_realLow = 0;
    double m_realHigh = 0;
    double m_imagLow = 0;
    double m_imagHigh = 0;
};

// The notebook's: ogrid[-1:0:height*1j, -1.5:0:width*1j].
[[nodiscard]] Result<Grid> notebookGrid(int height, int width);

}  // namespace memdelbrot
