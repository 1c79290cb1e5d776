#pragma once

#include "gui/models/fractal_viewport.h"
#include "gui/models/picture_viewport.h"
#include "gui/models/view_history.h"

#include <optional>

namespace memdelbrot {

// A count's place in its array.
struct Sample {
    int row = 0;
    int column = 0;

    friend bool operator==(const Sample&, const Sample&) = default;
};

enum class FractalMode {
    Explore,    // a sample a pixel; every move is a new picture
    Notebook,   // the notebook's grid on a canvas of any size; moves look about in the one picture
};

// What stands at the two ends of what is seen of the picture: left and right, or top and bottom.
struct AxisSpan {
    double first = 0;
    double last = 1;
};

// What the fractal's view shows: one of the two modes, the part that is seen, and how it came there.
class FractalScene final {
public:
    static constexpr int notebookLimit = 20;

    FractalScene();

    [[nodiscard]] FractalMode mode() const { return m_mode; }
    [[nodiscard]] bool isNotebook() const { return m_mode == FractalMode::Notebook; }
    void setMode(FractalMode mode);
    void setCanvas(QSize pixels);                    // the view's size; at least 1 x 1 is taken
    void setNotebookSize(int height, int width);     // shows the whole picture
    [[nodiscard]] QSize canvas() const { return m_viewport.size(); }
    [[nodiscard]] QSize notebookSize() const { return m_picture.pictureSize(); }
    [[nodiscard]] const FractalViewport& viewport() const { return m_viewport; }
    [[nodiscard]] const PictureViewport& picture() const { return m_picture; }

    // Each: false where nothing changed. Each mode has a history of its own. Steps that follow one another closely are one for back(): `isSame` says so.
    bool zoom(QPointF about, double factor, bool isSame = false);
    bool pan(QPointF pixels, bool isSame = false);
    bool frame(const QRectF& pixels);
    bool home();
    [[nodiscard]] bool isHome() const;  // the whole picture is seen, as home() shows it
    bool back();
    bool forward();
    [[nodiscard]] bool canGoBack() const;
    [[nodiscard]] bool canGoForward() const;

    // What to count. Errors: Grid's.
    [[nodiscard]] Result<Grid> grid() const;
    [[nodiscard]] int limit() const;  // of the mode: the pinned one, or what suits the zoom
    void pinLimit(std::optional<int> limit);  // of this mode; nullopt: as suits
    [[nodiscard]] bool isLimitPinned() const;

    // nullopt outside the picture.
    [[nodiscard]] std::optional<Sample> sampleAt(QPointF pixel) const;
    [[nodiscard]] QRectF pixelsOf(Sample sample) const;
    [[nodiscard]] AxisSpan realAxis() const;  // Notebook: column indices
    [[nodiscard]] AxisSpan imagAxis() const;  // Notebook: row indices

private:
    FractalMode m_mode = FractalMode::Explore;
    FractalViewport m_viewport;
    PictureViewport m_picture;
    ViewHistory<FractalViewport> m_moves;
    ViewHistory<PictureViewport> m_pictureMoves;
    std::optional<int> m_exploreLimit;
    std::optional<int> m_notebookLimit;
};

}  // namespace memdelbrot
