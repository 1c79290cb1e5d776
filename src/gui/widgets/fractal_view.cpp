#include "gui/widgets/fractal_view.h"

#include "gui/widgets/fractal_axes.h"

#include <QPainter>

#include <utility>

namespace memdelbrot {

namespace {

constexpr int markRadius = 9;          // pixels
constexpr double mostEnlarged = 8;     // beyond, the old picture is squares anyway
constexpr int mostSmoothed = 1'500'000;   // pixels: more would take the GUI's thread longer than a frame

bool isSmall(const QImage& image)
{
    return image.width() * image.height() <= mostSmoothed;
}

QRectF scaledDown(const QRectF& rectangle, double ratio)
{
    return {rectangle.topLeft() / ratio, rectangle.size() / ratio};
}

}  // namespace

FractalView::FractalView(QWidget* parent)
    : QWidget(parent), m_imageView(m_scene.viewport()), m_imagePart(m_scene.picture())
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Fractal"));
    setAccessibleDescription(
        tr("The picture of the counts. Plus and minus zoom, arrows move, the menu key has the rest."));
    addCornerButton();
    addHomeButton();
    addPickButton();
    addNoteButton();
    showCursor();
    connect(&m_hold, &QTimer::timeout, this, &FractalView::holdOn);
}

QRect FractalView::pictureRect() const
{
    const QRect picture = rect().marginsRemoved(axesMargins(fontMetrics()));
    const QSize room = picture.size().expandedTo({1, 1});
    return {picture.topLeft(),
            keepsCanvas() ? m_scene.canvas().scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1}) : room};
}

double FractalView::canvasScale() const
{
    return keepsCanvas() ? static_cast<double>(m_scene.canvas().width()) / pictureRect().width() : devicePixelRatioF();
}

QPointF FractalView::canvasPoint(const QPointF& position) const
{
    return (position - pictureRect().topLeft()) * canvasScale();
}

QPointF FractalView::canvasMiddle() const
{
    return {m_scene.canvas().width() / 2.0, m_scene.canvas().height() / 2.0};
}

QPoint FractalView::positionOf(Sample sample) const
{
    return pictureRect().topLeft() + (m_scene.pixelsOf(sample).center() / canvasScale()).toPoint();
}

void FractalView::showScene()
{
    moveImage();
    placeButtons();
    update();
}

// Where the corners of the picture that is there lie in the view that is wanted.
QRectF FractalView::movedImageRect() const
{
    const QPointF end(m_image.width(), m_image.height());
    if (m_scene.isNotebook())
        return {m_scene.picture().pixelOf(m_imagePart.placeAt({0, 0})),
                m_scene.picture().pixelOf(m_imagePart.placeAt(end))};
    return {m_scene.viewport().pixelOf(m_imageView.valueAt({0, 0})),
            m_scene.viewport().pixelOf(m_imageView.valueAt(end))};
}

void FractalView::moveImage()
{
    QImage moved(m_scene.canvas(), QImage::Format_ARGB32_Premultiplied);
    moved.fill(Qt::transparent);   // beside the picture the window's own ground is seen, in whatever theme
    if (!m_image.isNull() && m_imageMode == m_scene.mode()) {
        const QRectF target = movedImageRect();
        QPainter painter(&moved);
        painter.setRenderHint(QPainter::SmoothPixmapTransform,
                              isSmall(moved) && target.width() < mostEnlarged * moved.width());
        painter.drawImage(target, m_image);
    }
    m_image = moved;
    m_imageMode = m_scene.mode();
    m_imageView = m_scene.viewport();
    m_imagePart = m_scene.picture();
}

void FractalView::drawTile(const QImage& image, const QPoint& topLeft)
{
    QPainter painter(&m_image);
    painter.drawImage(topLeft, image);
    painter.end();
    const QRectF changed = scaledDown(QRectF(topLeft, image.size()), canvasScale());
    update(changed.toAlignedRect().translated(pictureRect().topLeft()).adjusted(-1, -1, 1, 1));
}

void FractalView::drawCoarse(const QImage& image, int pixels)
{
    QPainter painter(&m_image);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, isSmall(m_image));
    painter.drawImage(QRectF(0, 0, image.width() * pixels, image.height() * pixels), image);
    painter.end();
    update();
}

void FractalView::clearImage()
{
    m_image.fill(Qt::transparent);
    update();
}

void FractalView::setHighlight(std::optional<Sample> sample)
{
    if (m_highlighted == sample)
        return;
    m_highlighted = sample;
    update();
}

void FractalView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.drawImage(pictureRect(), m_image);
    const QRect framed = paintFrame(painter);
    painter.setClipRect(framed);   // the ring round a sample at the edge would cover the axis's numbers
    paintHighlight(painter);
    painter.setClipRect(pictureRect());
    if (m_gesture == Gesture::Boxing) {
        painter.setPen(QPen(Qt::white, 1, Qt::DashLine));
        painter.setBrush(QColor(255, 255, 255, 40));
        painter.drawRect(QRectF(m_pressed, m_lastPosition).normalized());
    }
    paintNote(painter);
    if (!hasFocus())
        return;
    painter.setClipping(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(framed.adjusted(-1, -1, 0, 0));
}

// What the axes go round: the notebook's picture rarely fills the canvas.
QRect FractalView::paintFrame(QPainter& painter) const
{
    if (!m_scene.isNotebook()) {
        paintAxes(painter, pictureRect(), {m_scene.realAxis(), m_scene.imagAxis(), false}, palette());
        return pictureRect();
    }
    const QRect seen =
        scaledDown(m_scene.picture().visiblePixels(), devicePixelRatioF()).toRect().translated(pictureRect().topLeft());
    paintAxes(painter, seen, {m_scene.realAxis(), m_scene.imagAxis(), true}, palette());
    return seen;
}

void FractalView::paintHighlight(QPainter& painter) const
{
    if (!m_highlighted)
        return;
    const QRectF sample =
        scaledDown(m_scene.pixelsOf(*m_highlighted), canvasScale()).translated(pictureRect().topLeft());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const QPen& pen : {QPen(QColor(0, 0, 0, 190), 3.5), QPen(Qt::white, 1.5)}) {
        painter.setPen(pen);
        if (sample.width() > markRadius)
            painter.drawRect(sample);
        else
            painter.drawEllipse(sample.center(), markRadius, markRadius);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void FractalView::holdCanvas()
{
    m_isCanvasHeld = true;
}

void FractalView::releaseCanvas()
{
    if (std::exchange(m_isCanvasHeld, false))
        fitCanvas();
}

void FractalView::fitCanvas()
{
    m_scene.setCanvas((QSizeF(pictureRect().size()) * devicePixelRatioF()).toSize());
    placeButtons();
    moveImage();
    update();
}

void FractalView::resizeEvent(QResizeEvent*)
{
    if (keepsCanvas())
        return placeButtons();
    fitCanvas();
    emit canvasChanged();
}

}  // namespace memdelbrot
