#include "gui/widgets/fractal_view.h"

#include "gui/widgets/fractal_axes.h"

#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
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

void FractalView::addCornerButton()
{
    m_corner = new QToolButton(this);
    m_corner->setObjectName(QStringLiteral("fractalMenuButton"));
    m_corner->setText(QStringLiteral("☰"));
    m_corner->setToolTip(tr("Menu"));
    m_corner->setAccessibleName(tr("Fractal menu"));
    m_corner->setCursor(Qt::ArrowCursor);
    m_corner->setAutoRaise(true);
    connect(m_corner, &QToolButton::clicked, this,
            [this] { emit menuRequested(m_corner->mapToGlobal(QPoint(0, m_corner->height()))); });
}

// A close-up looks much like any other: the way back is not only a key.
void FractalView::addHomeButton()
{
    m_home = new QToolButton(this);
    m_home->setObjectName(QStringLiteral("wholePictureButton"));
    m_home->setText(tr("Whole picture"));
    m_home->setToolTip(tr("Show the whole picture again (Home)"));
    m_home->setAccessibleName(tr("Whole picture"));
    m_home->setCursor(Qt::ArrowCursor);
    m_home->hide();
    connect(m_home, &QToolButton::clicked, this, [this] {
        if (m_home->hasFocus())
            setFocus();   // it goes
        goHome();
    });
}

// A click zooms: how to get at a count is told where it is looked for.
void FractalView::addPickButton()
{
    m_pick = new QToolButton(this);
    m_pick->setObjectName(QStringLiteral("pickButton"));
    m_pick->setText(tr("Pick"));
    m_pick->setToolTip(
        tr("While this is on, a click shows the pixel's count in the memory (P). Alt+click always does"));
    m_pick->setAccessibleName(tr("Pick counts by a click"));
    m_pick->setCheckable(true);
    m_pick->setCursor(Qt::ArrowCursor);
    connect(m_pick, &QToolButton::toggled, this, &FractalView::showCursor);
}

void FractalView::addNoteButton()
{
    m_noteButton = new QPushButton(this);
    m_noteButton->setObjectName(QStringLiteral("noteButton"));
    m_noteButton->setText(tr("Draw again"));
    m_noteButton->setCursor(Qt::ArrowCursor);
    m_noteButton->hide();
    connect(m_noteButton, &QPushButton::clicked, this, [this] {
        if (m_noteButton->hasFocus())
            setFocus();   // it goes
        setNote({});
        emit noteActed();
    });
}

void FractalView::showCursor()
{
    setCursor(m_pick->isChecked() ? Qt::PointingHandCursor : Qt::CrossCursor);
}

void FractalView::placeAbove(QAbstractButton& button)
{
    button.setCursor(Qt::ArrowCursor);
    m_above = &button;
    placeButtons();
}

// Above the picture, in the margin.
void FractalView::placeButtons()
{
    const int height = axesMargins(fontMetrics()).top() - 1;
    int right = width() - 2;
    for (QToolButton* button : {m_corner, m_home}) {
        const int width = button->sizeHint().width();
        button->setGeometry(right - width, 0, width, height);
        right -= width + 4;
    }
    m_home->setVisible(!m_scene.isHome());
    int left = 0;
    for (QAbstractButton* button : {m_above, static_cast<QAbstractButton*>(m_pick)}) {
        if (!button)
            continue;
        const int width = button->sizeHint().width();
        button->setGeometry(left, 0, width, height);
        left += width + 4;
    }
    placeNoteButton();
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

void FractalView::setNote(const QString& note, const QString& action)
{
    m_note = note;
    if (!action.isEmpty())
        m_noteButton->setText(action);
    m_noteButton->setVisible(!note.isEmpty() && !action.isEmpty());
    placeNoteButton();
    update();
}

QRect FractalView::noteRect() const
{
    const int below = m_noteButton->isHidden() ? 0 : m_noteButton->sizeHint().height() + 12;
    const QRect room = pictureRect().adjusted(20, 12, -20, -12 - below);
    return fontMetrics().boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, m_note);
}

void FractalView::placeNoteButton()
{
    const QSize size = m_noteButton->sizeHint();
    const QRect note = noteRect();
    const int top = std::min(note.bottom() + 12, height() - size.height());
    m_noteButton->setGeometry(QRect(QPoint(note.center().x() - size.width() / 2, top), size));
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

void FractalView::paintNote(QPainter& painter) const
{
    if (m_note.isEmpty())
        return;
    const QRect bounds = noteRect();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 190));
    painter.drawRoundedRect(bounds.adjusted(-12, -8, 12, 8), 6, 6);
    painter.setPen(Qt::white);
    painter.drawText(bounds, Qt::AlignCenter | Qt::TextWordWrap, m_note);
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
