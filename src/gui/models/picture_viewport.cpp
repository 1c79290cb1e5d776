#include "gui/models/picture_viewport.h"

#include <algorithm>
#include <cmath>

namespace memdelbrot {

namespace {

constexpr double largestScale = 64;   // pixels a sample

// The middle of `extent` pixels over `samples`: centred while all of them fit, else kept from showing what is outside.
double settledCentre(double centre, double samples, double extent, double scale)
{
    const double half = extent / scale / 2;
    return half * 2 >= samples ? samples / 2 : std::clamp(centre, half, samples - half);
}

}  // namespace

PictureViewport PictureViewport::whole(QSize picture, QSize canvas)
{
    PictureViewport viewport;
    viewport.m_picture = picture;
    viewport.m_canvas = canvas;
    viewport.m_scale = 0;
    viewport.settle();
    return viewport;
}

double PictureViewport::wholeScale() const
{
    return std::min(static_cast<double>(m_canvas.width()) / m_picture.width(),
                    static_cast<double>(m_canvas.height()) / m_picture.height());
}

void PictureViewport::settle()
{
    const double smallest = wholeScale();
    m_scale = std::clamp(m_scale, smallest, std::max(smallest, largestScale));
    m_centre = {settledCentre(m_centre.x(), m_picture.width(), m_canvas.width(), m_scale),
                settledCentre(m_centre.y(), m_picture.height(), m_canvas.height(), m_scale)};
}

QPointF PictureViewport::placeAt(QPointF pixel) const
{
    return m_centre + (pixel - QPointF(m_canvas.width() / 2.0, m_canvas.height() / 2.0)) / m_scale;
}

QPointF PictureViewport::pixelOf(QPointF place) const
{
    return (place - m_centre) * m_scale + QPointF(m_canvas.width() / 2.0, m_canvas.height() / 2.0);
}

QRectF PictureViewport::visiblePart() const
{
    const QRectF seen(placeAt({0, 0}), placeAt(QPointF(m_canvas.width(), m_canvas.height())));
    return seen & QRectF(QPointF(0, 0), m_picture);
}

QRect PictureViewport::visiblePixels() const
{
    const QPointF topLeft = pixelOf({0, 0});
    const QPointF bottomRight = pixelOf(QPointF(m_picture.width(), m_picture.height()));
    const QRect picture(
        QPoint(static_cast<int>(std::lround(topLeft.x())), static_cast<int>(std::lround(topLeft.y()))),
        QPoint(static_cast<int>(std::lround(bottomRight.x())) - 1, static_cast<int>(std::lround(bottomRight.y())) - 1));
    const QRect seen = picture & QRect(QPoint(0, 0), m_canvas);
    return {seen.topLeft(), seen.size().expandedTo({1, 1})};
}

PictureViewport PictureViewport::zoomed(QPointF about, double factor) const
{
    const QPointF fixed = placeAt(about);
    PictureViewport viewport = *this;
    const double smallest = wholeScale();
    viewport.m_scale = std::clamp(m_scale * factor, smallest, std::max(smallest, largestScale));
    viewport.m_centre = fixed + (m_centre - fixed) * (m_scale / viewport.m_scale);
    viewport.settle();
    return viewport;
}

PictureViewport PictureViewport::panned(QPointF pixels) const
{
    PictureViewport viewport = *this;
    viewport.m_centre -= pixels / m_scale;
    viewport.settle();
    return viewport;
}

PictureViewport PictureViewport::framing(const QRectF& pixels) const
{
    const double part = std::max(pixels.width() / m_canvas.width(), pixels.height() / m_canvas.height());
    if (!(part > 0))
        return *this;
    PictureViewport viewport = *this;
    viewport.m_centre = placeAt(pixels.center());
    viewport.m_scale = m_scale / part;
    viewport.settle();
    return viewport;
}

PictureViewport PictureViewport::resized(QSize canvas) const
{
    PictureViewport viewport = *this;
    viewport.m_canvas = canvas;
    if (m_scale <= wholeScale() * (1 + 1e-9))
        viewport.m_scale = 0;   // the whole stays the whole
    viewport.settle();
    return viewport;
}

}  // namespace memdelbrot
