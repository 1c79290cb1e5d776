#pragma once

#include "fractal/grid.h"

#include <QPointF>
#include <QRectF>
#include <QSize>

#include <complex>

namespace memdelbrot {

// The part of the complex plane that the explorer shows: a centre, half the height, and a canvas of pixels, y downwards.
// Pixels are square. Zooming in ends where neighbouring pixels would no longer be different doubles.
class FractalViewport final {
public:
    // The whole set. REQUIRES: a size of at least 1 x 1, here and below.
    [[nodiscard]] static FractalViewport home(QSize size);

    [[nodiscard]] QSize size() const { return m_size; }  // pixels
    [[nodiscard]] std::complex<double> centre() const { return m_centre; }
    [[nodiscard]] double radius() const { return m_radius; }
    [[nodiscard]] double pixelSize() const { return 2 * m_radius / m_size.height(); }
    [[nodiscard]] double realLow() const { return m_centre.real() - pixelSize() * m_size.width() / 2; }
    [[nodiscard]] double realHigh() const { return m_centre.real() + pixelSize() * m_size.width() / 2; }
    [[nodiscard]] double imagLow() const { return m_centre.imag() - m_radius; }
    [[nodiscard]] double imagHigh() const { return m_centre.imag() + m_radius; }
    [[nodiscard]] std::complex<double> valueAt(QPointF pixel) const;
    [[nodiscard]] QPointF pixelOf(std::complex<double> value) const;

    // By `factor` (above 1: in) about a pixel, which keeps its value; less where precision or the widest view ends it.
    [[nodiscard]] FractalViewport zoomed(QPointF about, double factor) const;
    [[nodiscard]] FractalViewport panned(QPointF pixels) const;  // the picture follows the pointer
    [[nodiscard]] FractalViewport framing(const QRectF& pixels) const;  // the whole rectangle is seen afterwards
    [[nodiscard]] FractalViewport resized(QSize size) const;  // same centre and height
    [[nodiscard]] bool isAtPrecision() const;  // zooming in further is refused

    // A sample for each pixel. Errors: Grid's.
    [[nodiscard]] Result<Grid> grid() const;
    // A sample for each square of `pixels` x `pixels`, the last ones reaching over the edge.
    [[nodiscard]] Result<Grid> coarseGrid(int pixels) const;
    [[nodiscard]] QSize coarseSize(int pixels) const;

    // Enough for this zoom's detail, as far as one can tell without looking.
    [[nodiscard]] int automaticLimit() const;

    friend bool operator==(const FractalViewport&, const FractalViewport&) = default;

private:
    FractalViewport() = default;
    [[nodiscard]] double smallestRadius() const;

    QSize m_size;
    std::complex<double> m_centre;
    double m_radius = 1;
};

}  // namespace memdelbrot
