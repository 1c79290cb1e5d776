#include "gui/models/fractal_viewport.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace memdelbrot {

namespace {

constexpr std::complex<double> homeCentre(-0.65, 0.0);
constexpr double homeRadius = 1.25;
constexpr double homeHalfWidth = 1.65;
constexpr double widestRadius = 8;
constexpr double ulpsAPixel = 2;   // below, neighbours begin to fall together

}  // namespace

FractalViewport FractalViewport::home(QSize size)
{
    FractalViewport viewport;
    viewport.m_size = size;
    viewport.m_centre = homeCentre;
    viewport.m_radius = std::min(widestRadius, std::max(homeRadius, homeHalfWidth * size.height() / size.width()));
    return viewport;
}

std::complex<double> FractalViewport::valueAt(QPointF pixel) const
{
    return {realLow() + pixel.x() * pixelSize(), imagHigh() - pixel.y() * pixelSize()};
}

QPointF FractalViewport::pixelOf(std::complex<double> value) const
{
    return {(value.real() - realLow()) / pixelSize(), (imagHigh() - value.imag()) / pixelSize()};
}

double FractalViewport::smallestRadius() const
{
    const double largest =
        std::max({std::abs(realLow()), std::abs(realHigh()), std::abs(imagLow()), std::abs(imagHigh())});
    const double ulp = std::nextafter(largest, std::numeric_limits<double>::infinity()) - largest;
    return std::max(ulp * ulpsAPixel, 1e-280) * m_size.height() / 2;
}

bool FractalViewport::isAtPrecision() const
{
    return m_radius <= smallestRadius() * 1.001;
}

FractalViewport FractalViewport::zoomed(QPointF about, double factor) const
{
    const std::complex<double> fixed = valueAt(about);
    const double smallest = std::min(m_radius, smallestRadius());
    FractalViewport viewport = *this;
    viewport.m_radius = std::clamp(m_radius / factor, smallest, widestRadius);
    viewport.m_centre = fixed + (m_centre - fixed) * (viewport.m_radius / m_radius);
    return viewport;
}

FractalViewport FractalViewport::panned(QPointF pixels) const
{
    FractalViewport viewport = *this;
    viewport.m_centre += std::complex<double>(-pixels.x() * pixelSize(), pixels.y() * pixelSize());
    viewport.m_centre = {std::clamp(viewport.m_centre.real(), -widestRadius, widestRadius),
                         std::clamp(viewport.m_centre.imag(), -widestRadius, widestRadius)};
    return viewport;
}

FractalViewport FractalViewport::framing(const QRectF& pixels) const
{
    const double part = std::max(pixels.width() / m_size.width(), pixels.height() / m_size.height());
    if (!(part > 0))
        return *this;
    FractalViewport viewport = *this;
    viewport.m_centre = valueAt(pixels.center());
    viewport.m_radius = std::clamp(m_radius * part, std::min(m_radius, smallestRadius()), widestRadius);
    return viewport;
}

FractalViewport FractalViewport::resized(QSize size) const
{
    FractalViewport viewport = *this;
    viewport.m_size = size;
    return viewport;
}

Result<Grid> FractalViewport::grid() const
{
    return Grid::create(GridKind::PixelCentres, m_size.height(), m_size.width(), realLow(), realHigh(), imagLow(),
                        imagHigh());
}

QSize FractalViewport::coarseSize(int pixels) const
{
    return {(m_size.width() + pixels - 1) / pixels, (m_size.height() + pixels - 1) / pixels};
}

Result<Grid> FractalViewport::coarseGrid(int pixels) const
{
    const QSize size = coarseSize(pixels);
    return Grid::create(GridKind::PixelCentres, size.height(), size.width(), realLow(),
                        realLow() + size.width() * pixels * pixelSize(),
                        imagHigh() - size.height() * pixels * pixelSize(), imagHigh());
}

int FractalViewport::automaticLimit() const
{
    constexpr double atHome = 256;
    const double doublings = std::max(0.0, std::log2(homeRadius / m_radius));
    return static_cast<int>(std::min(atHome * (1 + doublings * doublings / 24), 1e6));
}

}  // namespace memdelbrot
