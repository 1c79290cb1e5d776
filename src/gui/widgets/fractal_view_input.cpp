// How mouse and keys move the view.
#include "gui/widgets/fractal_view.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QStyleHints>
#include <QToolButton>

#include <cmath>

namespace memdelbrot {

namespace {

constexpr int sameMoveWithin = 700;   // ms: such steps are one for going back
constexpr int holdInterval = 40;      // ms
constexpr double holdFactor = 1.07;
constexpr double clickFactor = 2;
constexpr double keyFactor = 1.5;
constexpr double keyPart = 0.12;      // of the canvas
constexpr double smallestBox = 4;     // pixels: less was a click that slipped

bool isBackKey(const QKeyEvent& event)
{
    return event.key() == Qt::Key_Backspace || (event.key() == Qt::Key_Left && event.modifiers() == Qt::AltModifier);
}

bool isForwardKey(const QKeyEvent& event)
{
    return event.key() == Qt::Key_Right && event.modifiers() == Qt::AltModifier;
}

}  // namespace

bool FractalView::isSameMove()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    return now - std::exchange(m_lastMove, now) < sameMoveWithin;
}

void FractalView::change(bool hasChanged)
{
    if (!hasChanged)
        return;
    showScene();
    emit viewChanged();
}

void FractalView::zoomAbout(QPointF about, double factor, bool isSame)
{
    if (factor > 1 && !m_scene.isNotebook() && m_scene.viewport().isAtPrecision()) {
        emit precisionReached();
        return;
    }
    change(m_scene.zoom(about, factor, isSame));
}

void FractalView::pan(QPointF pixels, bool isSame)
{
    change(m_scene.pan(pixels, isSame));
}

void FractalView::zoomIn()
{
    zoomAbout(canvasMiddle(), keyFactor, isSameMove());
}

void FractalView::zoomOut()
{
    zoomAbout(canvasMiddle(), 1 / keyFactor, isSameMove());
}

void FractalView::goHome()
{
    change(m_scene.home());
}

void FractalView::goBack()
{
    change(m_scene.back());
}

void FractalView::goForward()
{
    change(m_scene.forward());
}

// The window's own back and forward have the same keys: with the focus here they are the picture's.
bool FractalView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto* const key = static_cast<QKeyEvent*>(event);
        if (isBackKey(*key) || isForwardKey(*key)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void FractalView::keyPressEvent(QKeyEvent* event)
{
    const QSizeF step = QSizeF(m_scene.canvas()) * keyPart;
    if (isBackKey(*event))
        return goBack();
    if (isForwardKey(*event))
        return goForward();
    switch (event->key()) {
    case Qt::Key_Left:
        return pan({step.width(), 0}, isSameMove());
    case Qt::Key_Right:
        return pan({-step.width(), 0}, isSameMove());
    case Qt::Key_Up:
        return pan({0, step.height()}, isSameMove());
    case Qt::Key_Down:
        return pan({0, -step.height()}, isSameMove());
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_Home:
        return goHome();
    case Qt::Key_P:
        return m_pick->toggle();
    case Qt::Key_Escape:
        return abandonGesture();
    default:
        QWidget::keyPressEvent(event);
    }
}

void FractalView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::BackButton)
        return goBack();
    if (event->button() == Qt::ForwardButton)
        return goForward();
    const bool isOurs = event->button() == Qt::LeftButton || event->button() == Qt::RightButton;
    if (!isOurs || m_gesture != Gesture::None || !pictureRect().contains(event->position().toPoint()))
        return;
    m_button = event->button();
    m_pressed = m_lastPosition = event->position();
    const bool isBox = m_button == Qt::LeftButton && event->modifiers() == Qt::ShiftModifier;
    m_gesture = isBox ? Gesture::Boxing : Gesture::Pressed;
    const bool isPick = m_pick->isChecked() && m_button == Qt::LeftButton;
    if (m_gesture == Gesture::Pressed && event->modifiers() == Qt::NoModifier && !isPick)
        m_hold.start(QGuiApplication::styleHints()->mousePressAndHoldInterval() / 2);
}

void FractalView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF position = event->position();
    const bool hasLeft = (position - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (m_gesture == Gesture::Pressed && m_button == Qt::LeftButton && hasLeft) {
        m_hold.stop();
        m_gesture = Gesture::Panning;
        setCursor(Qt::ClosedHandCursor);
        pan((position - m_pressed) * canvasScale(), false);
    } else if (m_gesture == Gesture::Panning) {
        pan((position - m_lastPosition) * canvasScale(), true);
    } else if (m_gesture == Gesture::Boxing) {
        update();
    }
    m_lastPosition = position;
    m_pointer = canvasPoint(position);
    if (m_gesture == Gesture::None)
        reportHover(position);
}

void FractalView::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_gesture != Gesture::None && event->button() == m_button)
        finishGesture(event->position(), event->modifiers());
}

void FractalView::abandonGesture()
{
    m_hold.stop();
    m_gesture = Gesture::None;
    showCursor();
    update();
}

void FractalView::finishGesture(const QPointF& position, Qt::KeyboardModifiers modifiers)
{
    const Gesture gesture = m_gesture;
    abandonGesture();
    if (gesture == Gesture::Boxing) {
        const QRectF box = QRectF(canvasPoint(m_pressed), canvasPoint(position)).normalized();
        if (box.width() >= smallestBox && box.height() >= smallestBox)
            change(m_scene.frame(box));
    } else if (gesture == Gesture::Pressed && m_button == Qt::LeftButton
               && (modifiers.testFlag(Qt::AltModifier) || m_pick->isChecked())) {
        if (const auto sample = m_scene.sampleAt(canvasPoint(position)))
            emit picked(*sample);
    } else if (gesture == Gesture::Pressed) {
        zoomAbout(canvasPoint(position), m_button == Qt::LeftButton ? clickFactor : 1 / clickFactor, false);
    }
}

void FractalView::holdOn()
{
    const bool isFirst = m_gesture == Gesture::Pressed;
    m_gesture = Gesture::Holding;
    m_hold.setInterval(holdInterval);
    zoomAbout(canvasPoint(m_lastPosition), m_button == Qt::LeftButton ? holdFactor : 1 / holdFactor, !isFirst);
}

void FractalView::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0 && pictureRect().contains(event->position().toPoint()))
        zoomAbout(canvasPoint(event->position()), std::pow(2.0, notches / 3), isSameMove());
    event->accept();
}

void FractalView::reportHover(const QPointF& position)
{
    const auto sample =
        pictureRect().contains(position.toPoint()) ? m_scene.sampleAt(canvasPoint(position)) : std::nullopt;
    if (sample)
        emit hovered(*sample);
    else
        emit hoverLeft();
}

void FractalView::repeatHover()
{
    if (underMouse() && m_gesture == Gesture::None)
        reportHover(mapFromGlobal(QPointF(QCursor::pos())));
}

void FractalView::leaveEvent(QEvent*)
{
    emit hoverLeft();
}

void FractalView::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept();
    if (event->reason() != QContextMenuEvent::Mouse)   // the right button zooms out
        emit menuRequested(mapToGlobal(pictureRect().center()));
}

}  // namespace memdelbrot
