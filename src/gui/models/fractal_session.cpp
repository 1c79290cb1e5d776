#include "gui/models/fractal_session.h"

#include "fractal/counts_image.h"
#include "gui/models/jobs.h"
#include "workbench/workbench.h"

#include <chrono>

namespace memdelbrot {

struct FractalSession::Link {
    std::mutex mutex;
    FractalSession* owner = nullptr;

    // Runs `call(owner)` on the owner's thread, or never.
    template <typename Call>
    void post(Call call)
    {
        const std::lock_guard lock(mutex);
        if (owner)
            QMetaObject::invokeMethod(
                owner, [target = owner, call = std::move(call)]() mutable { call(*target); }, Qt::QueuedConnection);
    }
};

struct FractalSession::Outcome {
    Result<FractalFrame> frame;
    std::shared_ptr<CountsArray> counts;   // to be counted into the next time, whatever became of this one
};

namespace {

CountColours coloursFor(const FractalRequest& request, const CountsArray& counts)
{
    return request.isNotebook ? CountColours::linear(request.palette, rangeOf(counts.counts()))
                              : CountColours::cyclic(request.palette, request.limit);
}

}  // namespace

// One request, away from the GUI thread.
struct FractalSession::Work {
    Workbench& workbench;
    std::shared_ptr<Link> link;
    FractalRequest request;
    std::shared_ptr<CountsArray> counts;
    std::shared_ptr<std::vector<float>> offsets;
    std::stop_token stop;

    [[nodiscard]] RenderOptions options() const
    {
        return {.maximumIterations = request.limit,
                .focusRow = request.focusRow,
                .focusColumn = request.focusColumn,
                .smoothOffsets = offsets ? std::span<float>(*offsets) : std::span<float>()};
    }

    void showCoarse() const
    {
        if (!request.coarseGrid)
            return;
        auto rough = CountsArray::create(request.coarseGrid->height(), request.coarseGrid->width());
        if (!rough)
            return;
        std::vector<float> roughOffsets(rough->counts().size());
        if (!render(*request.coarseGrid, *rough, {.maximumIterations = request.limit, .smoothOffsets = roughOffsets},
                    stop))
            return;
        showTile(*rough, {0, 0, rough->height(), rough->width()}, roughOffsets, request.coarsePixels);
    }

    // `pixels`: 0: a tile of the picture; else the coarse one.
    void showTile(const CountsArray& shown, const Tile& tile, std::span<const float> smooth, int pixels = 0) const
    {
        QImage image = tileImage(shown, tile, CountColours::cyclic(request.palette, request.limit), smooth);
        link->post([image = std::move(image), pixels, topLeft = QPoint(tile.column, tile.row),
                    token = stop](FractalSession& session) {
            if (token.stop_requested())
                return;
            if (pixels > 0)
                emit session.coarseReady(image, pixels);
            else
                emit session.tileReady(image, topLeft);
        });
    }

    [[nodiscard]] Result<FractalFrame> run()
    {
        showCoarse();
        const auto begin = std::chrono::steady_clock::now();
        auto made = countsFor(workbench, request.grid, std::exchange(counts, nullptr));
        if (!made)
            return failure(made.error());
        counts = std::move(*made);
        const std::chrono::duration<double> making = std::chrono::steady_clock::now() - begin;
        auto frame = runInto();
        if (frame)
            frame->run.wholeSeconds += making.count();
        return frame;
    }

    [[nodiscard]] Result<FractalFrame> runInto() const
    {
        const bool isLoaded = !request.kernel.isBuiltIn();
        std::function<void(const Tile&)> onTile;
        if (!request.isNotebook && !isLoaded)
            onTile = [this](const Tile& tile) { showTile(*counts, tile, options().smoothOffsets); };
        auto result = renderFractal(workbench, request.grid, options(), request.kernel, stop, onTile, counts);
        if (!result)
            return failure(result.error());
        FractalFrame frame{.run = std::move(*result),
                           .offsets = offsets,
                           .colours = coloursFor(request, *counts),
                           .limit = request.limit,
                           .isNotebook = request.isNotebook};
        if (isLoaded && !frame.run.crash)
            compare(frame);
        if (isLoaded && !request.isNotebook)
            showTile(*frame.run.counts, {0, 0, request.grid.height(), request.grid.width()}, frame.smoothOffsets());
        return frame;
    }

    // The built-in kernel's offsets also make the loaded one's picture smooth.
    void compare(FractalFrame& frame) const
    {
        auto other = CountsArray::create(request.grid.height(), request.grid.width());
        if (!other)
            return;
        const auto statistics = render(request.grid, *other, options(), stop);
        if (!statistics)
            return;
        frame.builtinSeconds = statistics->seconds;
        frame.builtinKernel = statistics->kernel;
        frame.comparison = compareCounts(*frame.run.counts, *other);
    }
};

std::optional<CountsComparison> comparedNow(const FractalFrame& frame, const std::stop_token& stop)
{
    auto other = CountsArray::create(frame.run.grid.height(), frame.run.grid.width());
    if (!other || !render(frame.run.grid, *other, {.maximumIterations = frame.limit}, stop))
        return std::nullopt;
    return compareCounts(*frame.run.counts, *other);
}

FractalSession::FractalSession(Workbench& workbench, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_link(std::make_shared<Link>())
{
    m_link->owner = this;
}

FractalSession::~FractalSession()
{
    m_stop.request_stop();
    {
        const std::lock_guard lock(m_link->mutex);
        m_link->owner = nullptr;
    }
    if (m_finished.valid())
        m_finished
            .wait();  // for a tile at most, or for a worker's end: the work shares the workbench, which outlives only us
}

void FractalSession::request(FractalRequest request)
{
    m_pending = std::move(request);
    if (m_frame)
        m_given = m_frame;
    m_frame.reset();
    emit requested();
    if (m_isRunning)
        m_stop.request_stop();
    else
        startPending();
}

void FractalSession::stop()
{
    m_pending.reset();
    m_stop.request_stop();
}

void FractalSession::startPending()
{
    FractalRequest request = *std::exchange(m_pending, std::nullopt);
    if (!m_given.expired()) {  // a picture that is still being saved keeps its memory
        m_counts.reset();
        m_offsets.reset();
    }
    m_given.reset();
    const auto samples =
        static_cast<std::size_t>(request.grid.height()) * static_cast<std::size_t>(request.grid.width());
    m_offsets = request.isNotebook ? nullptr : m_offsets ? m_offsets : std::make_shared<std::vector<float>>();
    if (m_offsets)
        m_offsets->assign(samples, 0.0F);
    m_stop = std::stop_source();
    setRunning(true);
    auto done = std::make_shared<std::promise<void>>();
    m_finished = done->get_future();
    blockingPool().start([work = std::make_shared<Work>(Work{m_workbench, m_link, std::move(request),
                                                             std::exchange(m_counts, nullptr), m_offsets,
                                                             m_stop.get_token()}),
                          done]() mutable {
        auto frame = work->run();
        auto outcome = std::make_shared<Outcome>(Outcome{std::move(frame), work->counts});
        const auto link = work->link;
        work.reset();
        link->post([outcome = std::move(outcome)](FractalSession& session) { session.receive(std::move(*outcome)); });
        done->set_value();
    });
}

void FractalSession::receive(Outcome outcome)
{
    m_counts = std::move(outcome.counts);
    if (outcome.frame && !m_pending)
        m_frame = std::make_shared<const FractalFrame>(std::move(*outcome.frame));
    if (m_pending) {
        startPending();
        return;
    }
    setRunning(false);
    if (m_frame)
        emit finished();
    else
        emit failed(outcome.frame.error());
}

void FractalSession::setRunning(bool isRunning)
{
    if (std::exchange(m_isRunning, isRunning) != isRunning)
        emit runningChanged(isRunning);
}

}  // namespace memdelbrot
