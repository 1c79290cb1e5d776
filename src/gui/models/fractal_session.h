#pragma once

#include "fractal/count_colours.h"
#include "workbench/fractal_runs.h"

#include <QImage>
#include <QObject>
#include <QPoint>

#include <future>
#include <memory>
#include <optional>

namespace memdelbrot {

class Workbench;

// A picture that is wanted.
struct FractalRequest {
    Grid grid;
    std::optional<Grid> coarseGrid;   // counted first, for a rough picture at once
    int coarsePixels = 1;             // of the picture to a sample of the coarse one
    int limit = 20;
    KernelChoice kernel;
    Palette palette;
    bool isNotebook = false;          // linear colours and no pictures on the way; else cyclic and smooth
    int focusRow = -1;
    int focusColumn = -1;
};

// A picture that is there: its counts live as long as this does.
struct FractalFrame {
    FractalRun run;
    std::shared_ptr<std::vector<float>> offsets;   // null: none
    CountColours colours;
    int limit = 20;
    bool isNotebook = false;

    // A loaded kernel is measured against the built-in one on the same grid, where memory allows.
    std::optional<CountsComparison> comparison;
    double builtinSeconds = 0;
    std::string builtinKernel;   // "builtin AVX2, 2 threads"

    [[nodiscard]] std::span<const float> smoothOffsets() const
    {
        return offsets ? std::span<const float>(*offsets) : std::span<const float>();
    }
};

// The frame's counts as they are now against the built-in kernel's. nullopt: stopped, or there is no memory for them.
[[nodiscard]] std::optional<CountsComparison> comparedNow(const FractalFrame& frame, const std::stop_token& stop);

// Renders off the GUI thread, one picture at a time: a new request stops the one before, and begins when it has ended.
// The counts' memory is used again as long as its size does, so that their address stays.
class FractalSession final : public QObject {
    Q_OBJECT

public:
    // `workbench` outlives it. The destructor stops what runs and waits for it.
    explicit FractalSession(Workbench& workbench, QObject* parent = nullptr);
    ~FractalSession() override;

    // Gives up the frame. Its counts' memory is used again unless somebody still shares it once requested() was heard.
    void request(FractalRequest request);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] const std::shared_ptr<const FractalFrame>& frame() const { return m_frame; }

signals:
    void requested();
    void coarseReady(const QImage& image, int pixels);  // `pixels` of the picture to one of the image
    void tileReady(const QImage& image, const QPoint& topLeft);
    void finished();  // frame() is the picture
    void failed(const memdelbrot::Error& error);  // Cancelled: by stop(), not by a new request
    void runningChanged(bool isRunning);

private:
    struct Link;  // to a session that may be gone
    struct Outcome;
    struct Work;

    void startPending();
    void receive(Outcome outcome);
    void setRunning(bool isRunning);

    Workbench& m_workbench;
    std::shared_ptr<Link> m_link;
    std::optional<FractalRequest> m_pending;
    std::shared_ptr<const FractalFrame> m_frame;
    std::weak_ptr<const FractalFrame> m_given;  // the frame before the pending picture
    std::shared_ptr<CountsArray> m_counts;  // the frame's, or those to be counted into
    std::shared_ptr<std::vector<float>> m_offsets;
    std::stop_source m_stop;
    std::future<void> m_finished;
    bool m_isRunning = false;
};

}  // namespace memdelbrot
