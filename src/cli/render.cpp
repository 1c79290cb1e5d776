#include "cli/command_set.h"
#include "cli/crash_outcome.h"
#include "cli/element_json.h"
#include "cli/shielded_words.h"
#include "cli/render_options.h"
#include "cli/whole_file.h"
#include "fractal/counts_file.h"
#include "fractal/counts_image.h"
#include "workbench/fractal_runs.h"
#include "workbench/source_builds.h"

#include <unistd.h>

#include <atomic>
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
};

// The one function of a source that has the kernel's signature.
Result<KernelChoice> builtKernel(Workbench& workbench, const std::string& path)
{
    const auto text = wholeFile(path);
    if (!text)
        return failure(text.error());
    const auto build = buildSource(workbench, *text);
    if (!build)
        return failure(build.error());
    if (build->library.empty()) {
        std::string messages;
        for (const SourceDiagnostic& diagnostic : build->diagnostics)
            messages += diagnostic.isError ? "line " + std::to_string(diagnostic.line) + ": " + diagnostic.message + "\n" : "";
        return failure({.code = ErrorCode::Diagnostic, .subject = path, .detail = messages});
    }
    for (const CSignature& function : build->functions) {
        if (isKernelSignature(function))
            return KernelChoice{build->library, function.name};
    }
    // Where the functions could not be typed, the last diagnostic says so.
    if (build->functions.empty() && !build->diagnostics.empty())
        return failure({.code = ErrorCode::NotFound, .subject = "a kernel in " + path, .detail = build->diagnostics.back().message});
    return failure({.code = ErrorCode::NotFound, .subject = "a kernel in " + path,
                    .detail = "extern \"C\" void f(int height, int width, int maxiterations, double* c, int* fractal) is what it needs"});
}

Result<KernelChoice> kernelOf(Workbench& workbench, const std::string& text)
{
    if (text == "builtin")
        return KernelChoice{};
    if (text.ends_with(".cpp") || text.ends_with(".cc") || text.ends_with(".cxx"))
        return builtKernel(workbench, text);
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size())
        return failure({.code = ErrorCode::Syntax, .subject = text, .detail = "expected builtin, SOURCE.cpp or LIBRARY:SYMBOL"});
    const auto library = workbench.calls().resolveLibrary(text.substr(0, colon));
    if (!library)
        return failure(library.error());
    KernelChoice kernel{*library, text.substr(colon + 1)};
    const auto signature = workbench.calls().signature(kernel.library, kernel.symbol);
    if (signature && !isKernelSignature(*signature))
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = text,
                        .detail = "declared as " + signature->declaration
                            + "; a kernel takes int height, int width, int maxiterations, double* c, int* fractal"});
    return kernel;
}

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

Result<void> save(const RenderCommandOptions& options, const CountsArray& counts)
{
    if (!options.counts.empty()) {
        if (auto written = writeNpy(counts, options.counts); !written)
            return written;
    }
    if (options.image.empty())
        return {};
    const auto palette = Palette::load(options.palette);
    return palette ? writePng(counts, *palette, options.image) : failure(palette.error());
}

Outcome described(const FractalRun& run)
{
    const RenderStatistics& statistics = run.statistics;
    char rate[64];
    std::snprintf(rate, sizeof rate, "%.4f s", statistics.seconds);
    Outcome outcome;
    outcome.text = std::to_string(run.grid.width()) + " x " + std::to_string(run.grid.height()) + " in " + rate + ", " +
                   std::to_string(statistics.iterations) + " iterations, " + statistics.kernel + "\n";
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

Result<Outcome> render(const RenderCommandOptions& options, Session& session)
{
    if (auto fine = checked(options); !fine)
        return failure(std::move(fine.error()));
    RenderView view = options.view;
    for (std::string* text : {&view.real, &view.imag, &view.center, &view.radius})
        *text = unshieldedWord(*text);
    const auto grid = gridOf(view);
    if (!grid)
        return failure(grid.error());
    const auto kernel = kernelOf(session.workbench(), options.kernel);
    if (!kernel)
        return failure(kernel.error());
    const auto onTile = progressOver(*grid);
    const auto run = renderFractal(session.workbench(), *grid, options.render, *kernel, {}, onTile);
    if (onTile)
        std::fputs("\r\033[K", stderr);
    if (!run)
        return failure(run.error());
    if (run->crash)
        return crashOutcome(*run->crash);
    if (session.isShell())
        session.keepCounts(run->counts);
    if (auto saved = save(options, *run->counts); !saved)
        return failure(std::move(saved.error()));
    return described(*run);
}

}  // namespace

void addRender(CommandSet& commands)
{
    const auto options = std::make_shared<RenderCommandOptions>();
    RenderView& view = options->view;
    CLI::App* const command = commands.add("render", "Count escape times and save them", [options](Session& session) { return render(*options, session); });
    command->add_option("--size", view.size, "WIDTHxHEIGHT in samples")->required();
    CLI::Option* const real = command->add_option("--real", view.real, "LOW,HIGH");
    CLI::Option* const imag = command->add_option("--imag", view.imag, "LOW,HIGH");
    CLI::Option* const center = command->add_option("--center", view.center, "REAL,IMAGINARY")->excludes(real)->excludes(imag);
    CLI::Option* const radius = command->add_option("--radius", view.radius, "Half the view's height");
    center->needs(radius);
    radius->needs(center);
    command->add_option("--location", view.location, "A JSON file with re, im and zoom or radius")->excludes(real)->excludes(imag)->excludes(center);
    command->add_option("--iterations", options->render.maximumIterations, "The limit")->required()->check(CLI::PositiveNumber);
    command->add_option("--grid", view.grid, "centers: samples in the middle of pixels, top down (default); endpoints: NumPy's ogrid, bottom up")
        ->check(CLI::IsMember({"centers", "endpoints"}));
    command->add_option("--kernel", options->kernel, "builtin, SOURCE.cpp or LIBRARY:SYMBOL (default builtin)");
    command->add_option("--counts", options->counts, "Save the int32 counts as a NumPy file");
    command->add_option("--image", options->image, "Save a PNG");
    command->add_option("--palette", options->palette, "Of the PNG (default viridis)");
    command->add_option("--threads", options->render.threads, "How many (default: as many as the machine has)")->check(CLI::Range(0, 1024));
    command->add_option("--tile", view.tile, "i/n: only the i-th of n bands of rows");
}

}  // namespace memdelbrot
