#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>

namespace memdelbrot {

// The part of a finished picture that is seen on a canvas of pixels: places are in samples, (0, 0) being the corner of
// row 0, column 0 on top. Samples are square. Never further out than the whole picture, never past its edges.
class PictureViewport final {
public:
    // The whole picture. REQUIRES: both sizes at least 1 x 1.
    [[nodiscard]] static PictureViewport whole(QSize picture, QSize canvas);

    [[nodiscard]] QSize pictureSize() const { return m_picture; }   // samples
    [[nodiscard]] QSize size() const { return m_canvas; }           // pixels
    [[nodiscard]] double scale() const { return m_scale; }          // pixels a sample
    [[nodiscard]] QPointF placeAt(QPointF pixel) const;
    [[nodiscard]] QPointF pixelOf(QPointF place) const;
    [[nodiscard]] QRectF visiblePart() const;     // in samples, inside the picture
    [[nodiscard]] QRect visiblePixels() const;    // where it is on the canvas, to the nearest pixel

    [[nodiscard]] PictureViewport zoomed(QPointF about, double factor) const;
    [[nodiscard]] PictureViewport panned(QPointF pixels) const;
    [[nodiscard]] PictureViewport framing(const QRectF& pixels) const;
    [[nodiscard]] PictureViewport resized(QSize canvas) const;

    friend bool operator==(const PictureViewport&, const PictureViewport&) = default;

private:
    PictureViewport() = default;
    void settle();
    [[nodiscard]] double wholeScale() const;

    QSize m_picture;
    QSize m_canvas;
    QPointF m_centre;   // the place in the middle of the canvas
    double m_scale = 1;
};

}  // namespace memdelbrot
