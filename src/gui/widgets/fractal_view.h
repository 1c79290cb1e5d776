#pragma once

#include "gui/models/fractal_scene.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

class QAbstractButton;
class QPushButton;
class QToolButton;

namespace memdelbrot {

// The picture with its axes, and the hands on it: a click zooms in about the point, a right click out, holding goes on,
// the wheel zooms about the pointer, dragging pans, Shift+drag boxes, Alt+click picks, and any click while the pick
// button (P) is down. Arrows pan, + and - zoom, Home,
// Backspace, Alt+Left or the mouse's back button goes back, Alt+Right forward, the menu key or the corner button asks
// for the menu.
// It shows what it is given: whoever owns it renders when viewChanged() is heard.
class FractalView final : public QWidget {
    Q_OBJECT

public:
    explicit FractalView(QWidget* parent = nullptr);

    [[nodiscard]] FractalScene& scene() { return m_scene; }
    [[nodiscard]] const FractalScene& scene() const { return m_scene; }
    [[nodiscard]] QRect pictureRect() const;  // in the widget
    [[nodiscard]] QPoint positionOf(Sample sample) const;  // its middle, in the widget
    [[nodiscard]] const QImage& image() const { return m_image; }  // of the canvas' size
    [[nodiscard]] std::optional<Sample> highlighted() const { return m_highlighted; }
    [[nodiscard]] QPointF lastPointer() const { return m_pointer; }  // on the canvas

    [[nodiscard]] QToolButton* cornerButton() const { return m_corner; }  // asks for the menu
    [[nodiscard]] QToolButton* pickButton() const { return m_pick; }  // while it is down, a click picks
    [[nodiscard]] QToolButton* homeButton() const { return m_home; }  // there while only a part is seen

    // After others changed the scene: what the old picture has of it is seen at once.
    void showScene();
    void repeatHover();  // where the pointer is, if it is here
    void drawTile(const QImage& image, const QPoint& topLeft);
    void drawCoarse(const QImage& image, int pixels);  // each of its pixels as so many of the canvas
    void clearImage();
    // Explore's picture keeps its samples, drawn larger or smaller, whatever size the widget takes: until the canvas is
    // let go, or the mode changes. canvasChanged() is not heard meanwhile.
    void holdCanvas();
    void releaseCanvas();
    [[nodiscard]] bool isCanvasHeld() const { return m_isCanvasHeld; }
    void setHighlight(std::optional<Sample> sample);
    void setNote(const QString& note, const QString& action = {});  // over the picture, with a button; empty: none
    void placeAbove(QAbstractButton& button);  // in the margin, at the left; a child of this
    [[nodiscard]] const QString& note() const { return m_note; }

    [[nodiscard]] QSize sizeHint() const override { return {600, 600}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 120}; }

signals:
    void viewChanged();
    void canvasChanged();  // its size
    void hovered(const memdelbrot::Sample& sample);
    void hoverLeft();
    void picked(const memdelbrot::Sample& sample);
    void menuRequested(const QPoint& globalPosition);
    void noteActed();  // by its button, which goes
    void precisionReached();  // asked to zoom in where doubles end

public slots:
    void zoomIn();
    void zoomOut();
    void goHome();
    void goBack();
    void goForward();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    enum class Gesture { None, Pressed, Holding, Panning, Boxing };

    [[nodiscard]] QPointF canvasPoint(const QPointF& position) const;
    [[nodiscard]] QPointF canvasMiddle() const;
    [[nodiscard]] double canvasScale() const;  // of its pixels to one of the widget
    [[nodiscard]] bool keepsCanvas() const { return m_isCanvasHeld && !m_scene.isNotebook(); }
    void fitCanvas();
    [[nodiscard]] bool isSameMove();  // closely after the one before
    void addCornerButton();
    void addPickButton();
    void addHomeButton();
    void addNoteButton();
    void placeNoteButton();
    [[nodiscard]] QRect noteRect() const;
    void showCursor();
    void placeButtons();
    void zoomAbout(QPointF about, double factor, bool isSame);
    void pan(QPointF pixels, bool isSame);
    void change(bool hasChanged);
    void holdOn();
    void finishGesture(const QPointF& position, Qt::KeyboardModifiers modifiers);
    void abandonGesture();
    void reportHover(const QPointF& position);
    void moveImage();
    [[nodiscard]] QRectF movedImageRect() const;
    [[nodiscard]] QRect paintFrame(QPainter& painter) const;
    void paintHighlight(QPainter& painter) const;
    void paintNote(QPainter& painter) const;

    FractalScene m_scene;
    QImage m_image;
    FractalMode m_imageMode = FractalMode::Explore;
    FractalViewport m_imageView;  // what m_image shows, in Explore
    PictureViewport m_imagePart;  // what it shows, in Notebook
    std::optional<Sample> m_highlighted;
    QString m_note;
    bool m_isCanvasHeld = false;
    QToolButton* m_corner = nullptr;
    QToolButton* m_home = nullptr;
    QToolButton* m_pick = nullptr;
    QPushButton* m_noteButton = nullptr;
    QAbstractButton* m_above = nullptr;

    Gesture m_gesture = Gesture::None;
    Qt::MouseButton m_button = Qt::NoButton;
    QPointF m_pressed;  // in the widget
    QPointF m_lastPosition;
    QPointF m_pointer;
    QTimer m_hold;
    qint64 m_lastMove = 0;
};

}  // namespace memdelbrot
