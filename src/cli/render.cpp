#include "cli/command_set.h"
#include "cli/crash_outcome.h"
#include "cli/element_json.h"
#include "cli/frame_range.h"
#include "cli/kernel_option.h"
#include "cli/render_options.h"
#include "cli/shielded_words.h"
#include "cli/word_checks.h"
#include "fractal/counts_file.h"
#include "fractal/counts_image.h"
#include "workbench/fractal_runs.h"

#include <unistd.h>

#include <atomic>
#include <cmath>
#include <cstdio>

namespace memdelbrot {

namespace {

struct RenderCommandOptions {
    RenderView view;
    RenderOptions render;
    std::string kernel = "builtin";
    std::string counts;
    std::string image;
    std::string palette = "viridis";
    std::string frames;     // "a..b"; empty: one picture
    double timeout = 60;    // seconds, of each picture that a loaded kernel counts
    double zoom = 1.1;      // of a frame against the one before
};

std::function<void(const Tile&)> progressOver(const Grid& grid)
{
    if (::isatty(STDERR_FILENO) != 1)
        return {};
    const auto done = std::make_shared<std::atomic<std::int64_t>>(0);
    const std::int64_t total = std::int64_t{grid.height()} * grid.width();
    return [done, total](const Tile& tile) {
        const std::int64_t samples = std::int64_t{tile.height} * tile.width;
        const std::int64_t before = done->fetch_add(samples);
        if (before * 100 / total != (before + samples) * 100 / total)
            std::fprintf(stderr, "\r%lld %% ", static_cast<long long>((before + samples) * 100 / total));
    };
}

// Where the counts and the picture go; empty: nowhere.
struct Files {
    std::string counts;
    std::string image;
};

Result<void> save(const Files& files, const std::string& paletteName, const CountsArray& counts)
{
    if (!files.counts.empty()) {
        if (auto written = writeNpy(counts, files.counts); !written)
            return written;
    }
    if (files.image.empty())
        return {};
    const auto palette = Palette::load(paletteName);
    return palette ? writePng(counts, *palette, files.image) : failure(palette.error());
}

Outcome described(const FractalRun& run)
{
    const RenderStatistics& statistics = run.statistics;
    char rate[64];
    std::snprintf(rate, sizeof rate, "%.4f s", statistics.seconds);
    Outcome outcome;
    outcome.text = std::to_string(run.grid.width()) + " x " + std::to_string(run.grid.height()) + " in " + rate + ", "
        + std::to_string(statistics.iterations) + " iterations, " + statistics.kernel + "\n";
    outcome.json = QJsonObject{{QStringLiteral("seconds"), jsonNumber(statistics.seconds)},
                               {QStringLiteral("whole_seconds"), jsonNumber(run.wholeSeconds)},
                               {QStringLiteral("pixels"), jsonUnsigned(statistics.pixels)},
                               {QStringLiteral("iterations"), jsonUnsigned(statistics.iterations)},
                               {QStringLiteral("kernel"), jsonText(statistics.kernel)},
                               {QStringLiteral("width"), run.grid.width()},
                               {QStringLiteral("height"), run.grid.height()}};
    outcome.value = run.allocation.name.empty() ? std::string() : "alloc:" + run.allocation.name;
    return outcome;
}

// What can be known to be wrong before the counting is.
Result<void> checked(const RenderCommandOptions& options)
{
    if (options.image.empty())
        return {};
    return Palette::load(options.palette).map([](const Palette&) {});
}

RenderView viewOf(const RenderCommandOptions& options)
{
    RenderView view = options.view;
    for (std::string* text : {&view.real, &view.imag, &view.center, &view.radius})
        *text = unshieldedWord(*text);
    return view;
}

Result<FractalRun> counted(const RenderCommandOptions& options, const Grid& grid, const KernelChoice& kernel,
                           Session& session)
{
    const auto onTile = progressOver(grid);
    auto run = renderFractal(session.workbench(), grid, options.render, kernel, {}, onTile);
    if (onTile)
        std::fputs("\r\033[K", stderr);
    return run;
}

Result<KernelChoice> kernelOf(const RenderCommandOptions& options, Session& session)
{
    return kernelNamed(session.workbench(), options.kernel).map([&options](KernelChoice kernel) {
        kernel.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(options.timeout * 1000));
        return kernel;
    });
}

Outcome crashed(const CrashReport& report, const RenderCommandOptions& options)
{
    Outcome outcome = crashOutcome(report);
    if (report.kind == EndKind::TimedOut) {
        char limit[64];
        std::snprintf(limit, sizeof limit, "%g", options.timeout);
        outcome.complaint = "cannot wait longer for " + options.kernel + ": the kernel " + summary(report)
            + ", which was " + limit + " s; allow more with --timeout, or look where it hangs";
    }
    return outcome;
}

Result<Outcome> renderOne(const RenderCommandOptions& options, Session& session)
{
    const auto grid = gridOf(viewOf(options));
    if (!grid)
        return failure(grid.error());
    const auto kernel = kernelOf(options, session);
    if (!kernel)
        return failure(kernel.error());
    const auto run = counted(options, *grid, *kernel, session);
    if (!run)
        return failure(run.error());
    if (run->crash)
        return crashed(*run->crash, options);
    if (session.isShell())
        session.keepCounts(run->counts);
    if (auto saved = save({options.counts, options.image}, options.palette, *run->counts); !saved)
        return failure(std::move(saved.error()));
    return described(*run);
}

// The views of all frames, before the first is counted: the last one may lie too deep.
Result<std::vector<Grid>> frameGrids(const RenderCommandOptions& options, const FrameRange& frames)
{
    RenderView view = viewOf(options);
    std::vector<Grid> grids;
    for (int frame = frames.first; frame <= frames.last; ++frame) {
        view.magnification = std::pow(options.zoom, frame);
        auto grid = gridOf(view);
        if (!grid) {
            grid.error().subject = "frame " + std::to_string(frame);
            return failure(std::move(grid.error()));
        }
        grids.push_back(*grid);
    }
    return grids;
}

// The frames that are done.
class FrameReport final {
public:
    void add(const Outcome& one, int frame, const Files& files)
    {
        m_text += (files.image.empty() ? files.counts : files.image) + ": " + one.text;
        QJsonObject json = one.json.toObject();
        m_seconds += json[QStringLiteral("seconds")].toDouble();
        json[QStringLiteral("frame")] = frame;
        json[QStringLiteral("image")] = files.image.empty() ? QJsonValue() : QJsonValue(jsonText(files.image));
        json[QStringLiteral("counts")] = files.counts.empty() ? QJsonValue() : QJsonValue(jsonText(files.counts));
        m_frames.append(json);
    }

    [[nodiscard]] Outcome outcome() const
    {
        Outcome outcome;
        outcome.text = m_text;
        outcome.json =
            QJsonObject{{QStringLiteral("frames"), m_frames}, {QStringLiteral("seconds"), jsonNumber(m_seconds)}};
        return outcome;
    }

private:
    std::string m_text;
    QJsonArray m_frames;
    double m_seconds = 0;
};

// A zoom into the middle of the view: frame 0 is the view itself, each further one shows `zoom` times less.
Result<Outcome> renderFrames(const RenderCommandOptions& options, Session& session)
{
    const auto frames = parseFrames(options.frames);
    if (!frames)
        return failure(frames.error());
    if (options.image.empty() && options.counts.empty())
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = "--frames",
                        .detail = "--image or --counts must say where they go"});
    const auto grids = frameGrids(options, *frames);
    if (!grids)
        return failure(grids.error());
    const auto kernel = kernelOf(options, session);
    if (!kernel)
        return failure(kernel.error());
    FrameReport report;
    for (int frame = frames->first; frame <= frames->last; ++frame) {
        const auto run = counted(options, (*grids)[static_cast<std::size_t>(frame - frames->first)], *kernel, session);
        if (!run)
            return failure(run.error());
        if (run->crash)
            return crashed(*run->crash, options);
        const auto path = [&](const std::string& name) { return name.empty() ? name : framePath(name, frame); };
        const Files files{path(options.counts), path(options.image)};
        if (auto saved = save(files, options.palette, *run->counts); !saved)
            return failure(std::move(saved.error()));
        report.add(described(*run), frame, files);
    }
    return report.outcome();
}

Result<Outcome> render(const RenderCommandOptions& options, Session& session)
{
    if (auto fine = checked(options); !fine)
        return failure(std::move(fine.error()));
    return options.frames.empty() ? renderOne(options, session) : renderFrames(options, session);
}

}  // namespace

void addRender(CommandSet& commands)
{
    const auto options = std::make_shared<RenderCommandOptions>();
    RenderView& view = options->view;
    CLI::App* const command = commands.add("render", "Count escape times and save them",
                                           [options](Session& session) { return render(*options, session); });
    command->add_option("--size", view.size, "WIDTHxHEIGHT in samples")->required();
    CLI::Option* const real = command->add_option("--real", view.real, "LOW,HIGH");
    CLI::Option* const imag = command->add_option("--imag", view.imag, "LOW,HIGH");
    CLI::Option* const center =
        command->add_option("--center", view.center, "REAL,IMAGINARY")->excludes(real)->excludes(imag);
    CLI::Option* const radius = command->add_option("--radius", view.radius, "Half the view's height");
    center->needs(radius);
    radius->needs(center);
    command->add_option("--location", view.location, "A JSON file with re, im and zoom or radius")
        ->excludes(real)
        ->excludes(imag)
        ->excludes(center);
    command->add_option("--iterations", options->render.maximumIterations, "The limit")->required()->check(oneOrMore());
    command
        ->add_option(
            "--grid", view.grid,
            "centers: samples in the middle of pixels, top down (default); endpoints: NumPy's ogrid, bottom up")
        ->check(CLI::IsMember({"centers", "endpoints"}));
    command->add_option("--kernel", options->kernel, "builtin, SOURCE.cpp or LIBRARY:SYMBOL (default builtin)");
    command
        ->add_option("--timeout", options->timeout,
                     "Seconds until a kernel that is not builtin is given up, for each picture (default 60)")
        ->check(CLI::Range(0.001, 1e6));
    command->add_option("--counts", options->counts, "Save the int32 counts as a NumPy file");
    command->add_option("--image", options->image, "Save a PNG")->check(pngName());
    command->add_option("--palette", options->palette, "Of the PNG (default viridis)");
    command->add_option("--threads", options->render.threads, "How many (default: as many as the machine has)")
        ->check(CLI::Range(0, 1024));
    CLI::Option* const tile = command->add_option("--tile", view.tile, "i/n: only the i-th of n bands of rows");
    CLI::Option* const frames = command->add_option("--frames", options->frames,
                                                    "a..b: frames of a zoom into the middle of the view, which is "
                                                    "frame 0; their numbers are put into the files' names");
    frames->excludes(tile);
    command->add_option("--zoom", options->zoom, "Of each frame against the one before (default 1.1; below 1: out)")
        ->check(CLI::Range(0.001, 1000.0))
        ->needs(frames);
}

}  // namespace memdelbrot
