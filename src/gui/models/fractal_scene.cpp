#include "gui/models/fractal_scene.h"

#include <cmath>

namespace memdelbrot {

namespace {

constexpr QSize firstCanvas(1, 1);
constexpr QSize firstNotebook(1200, 800);

}  // namespace

FractalScene::FractalScene()
    : m_viewport(FractalViewport::home(firstCanvas)), m_picture(PictureViewport::whole(firstNotebook, firstCanvas))
{
}

void FractalScene::setMode(FractalMode mode)
{
    m_mode = mode;
}

void FractalScene::setCanvas(QSize pixels)
{
    const QSize size = pixels.expandedTo({1, 1});
    const bool isHome = m_viewport == FractalViewport::home(m_viewport.size());
    m_viewport = isHome ? FractalViewport::home(size) : m_viewport.resized(size);
    m_picture = m_picture.resized(size);
}

void FractalScene::setNotebookSize(int height, int width)
{
    m_picture = PictureViewport::whole({width, height}, canvas());
    m_pictureMoves.clear();   // of another picture
}

bool FractalScene::zoom(QPointF about, double factor, bool isSame)
{
    return isNotebook() ? m_pictureMoves.move(m_picture, m_picture.zoomed(about, factor), isSame)
                        : m_moves.move(m_viewport, m_viewport.zoomed(about, factor), isSame);
}

bool FractalScene::pan(QPointF pixels, bool isSame)
{
    return isNotebook() ? m_pictureMoves.move(m_picture, m_picture.panned(pixels), isSame)
                        : m_moves.move(m_viewport, m_viewport.panned(pixels), isSame);
}

bool FractalScene::frame(const QRectF& pixels)
{
    return isNotebook() ? m_pictureMoves.move(m_picture, m_picture.framing(pixels), false)
                        : m_moves.move(m_viewport, m_viewport.framing(pixels), false);
}

bool FractalScene::home()
{
    return isNotebook() ? m_pictureMoves.move(m_picture, PictureViewport::whole(notebookSize(), canvas()), false)
                        : m_moves.move(m_viewport, FractalViewport::home(canvas()), false);
}

bool FractalScene::isHome() const
{
    return isNotebook() ? m_picture == PictureViewport::whole(notebookSize(), canvas())
                        : m_viewport == FractalViewport::home(canvas());
}

bool FractalScene::back()
{
    return isNotebook() ? m_pictureMoves.back(m_picture) : m_moves.back(m_viewport);
}

bool FractalScene::forward()
{
    return isNotebook() ? m_pictureMoves.forward(m_picture) : m_moves.forward(m_viewport);
}

bool FractalScene::canGoBack() const
{
    return isNotebook() ? m_pictureMoves.canGoBack() : m_moves.canGoBack();
}

bool FractalScene::canGoForward() const
{
    return isNotebook() ? m_pictureMoves.canGoForward() : m_moves.canGoForward();
}

Result<Grid> FractalScene::grid() const
{
    return isNotebook() ? notebookGrid(notebookSize().height(), notebookSize().width()) : m_viewport.grid();
}

int FractalScene::limit() const
{
    return isNotebook() ? m_notebookLimit.value_or(notebookLimit)
                        : m_exploreLimit.value_or(m_viewport.automaticLimit());
}

void FractalScene::pinLimit(std::optional<int> limit)
{
    (isNotebook() ? m_notebookLimit : m_exploreLimit) = limit;
}

bool FractalScene::isLimitPinned() const
{
    return (isNotebook() ? m_notebookLimit : m_exploreLimit).has_value();
}

std::optional<Sample> FractalScene::sampleAt(QPointF pixel) const
{
    const QPointF place = isNotebook() ? m_picture.placeAt(pixel) : pixel;
    const QSize samples = isNotebook() ? notebookSize() : canvas();
    if (place.x() < 0 || place.y() < 0 || place.x() >= samples.width() || place.y() >= samples.height())
        return std::nullopt;
    return Sample{static_cast<int>(place.y()), static_cast<int>(place.x())};
}

QRectF FractalScene::pixelsOf(Sample sample) const
{
    if (!isNotebook())
        return {static_cast<double>(sample.column), static_cast<double>(sample.row), 1, 1};
    return {m_picture.pixelOf(QPointF(sample.column, sample.row)), QSizeF(m_picture.scale(), m_picture.scale())};
}

AxisSpan FractalScene::realAxis() const
{
    if (!isNotebook())
        return {m_viewport.realLow(), m_viewport.realHigh()};
    return {m_picture.visiblePart().left() - 0.5, m_picture.visiblePart().right() - 0.5};
}

AxisSpan FractalScene::imagAxis() const
{
    if (!isNotebook())
        return {m_viewport.imagHigh(), m_viewport.imagLow()};
    return {m_picture.visiblePart().top() - 0.5, m_picture.visiblePart().bottom() - 0.5};
}

}  // namespace memdelbrot
