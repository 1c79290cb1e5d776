#include "gui/models/fractal_scene.h"

#include <cmath>

namespace memdelbrot {

namespace {

constexpr QSize firstCanvas(1, 1);
constexpr QSize firstNotebook(1200, 800);
constexpr std::size_t mostSteps = 500;   // remembered

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
}

bool FractalScene::moveTo(const FractalViewport& viewport, bool isSame)
{
    if (viewport == m_viewport)
        return false;
    if (!isSame || m_past.empty()) {
        m_past.push_back(m_viewport);
        if (m_past.size() > mostSteps)
            m_past.erase(m_past.begin());
    }
    m_future.clear();
    m_viewport = viewport;
    return true;
}

bool FractalScene::zoom(QPointF about, double factor, bool isSame)
{
    if (!isNotebook())
        return moveTo(m_viewport.zoomed(about, factor), isSame);
    return std::exchange(m_picture, m_picture.zoomed(about, factor)) != m_picture;
}

bool FractalScene::pan(QPointF pixels, bool isSame)
{
    if (!isNotebook())
        return moveTo(m_viewport.panned(pixels), isSame);
    return std::exchange(m_picture, m_picture.panned(pixels)) != m_picture;
}

bool FractalScene::frame(const QRectF& pixels)
{
    if (!isNotebook())
        return moveTo(m_viewport.framing(pixels), false);
    return std::exchange(m_picture, m_picture.framing(pixels)) != m_picture;
}

bool FractalScene::home()
{
    if (!isNotebook())
        return moveTo(FractalViewport::home(canvas()), false);
    return std::exchange(m_picture, PictureViewport::whole(notebookSize(), canvas())) != m_picture;
}

bool FractalScene::back()
{
    if (!canGoBack())
        return false;
    m_future.push_back(m_viewport);
    m_viewport = m_past.back().resized(canvas());
    m_past.pop_back();
    return true;
}

bool FractalScene::forward()
{
    if (!canGoForward())
        return false;
    m_past.push_back(m_viewport);
    m_viewport = m_future.back().resized(canvas());
    m_future.pop_back();
    return true;
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
