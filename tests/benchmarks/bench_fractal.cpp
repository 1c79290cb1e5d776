// The built-in kernel against the notebook's, on the notebook's picture: bench_fractal [height width [iterations]].
#include "fractal/renderer.h"
#include "notebook_kernel.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

using namespace memdelbrot;

namespace {

constexpr double bar = 15;
constexpr int repetitions = 5;

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::vector<double> complexGrid(const Grid& grid)
{
    std::vector<double> c;
    c.reserve(static_cast<std::size_t>(grid.height()) * static_cast<std::size_t>(grid.width()) * 2);
    for (int row = 0; row < grid.height(); ++row) {
        for (int column = 0; column < grid.width(); ++column) {
            c.push_back(grid.realAt(column));
            c.push_back(grid.imagAt(row));
        }
    }
    return c;
}

double notebookSeconds(const Grid& grid, int iterations, std::vector<int>& counts)
{
    std::vector<double> c = complexGrid(grid);
    counts.assign(c.size() / 2, iterations);
    const auto begin = std::chrono::steady_clock::now();
    notebookKernel(grid.height(), grid.width(), iterations, c.data(), counts.data());
    return secondsSince(begin);
}

// The median of several, into memory touched before as the notebook's is.
double builtinSeconds(const Grid& grid, CountsArray& counts, int iterations, int threads)
{
    std::vector<double> seconds;
    for (int i = 0; i < repetitions; ++i) {
        const auto statistics = render(grid, counts, {.maximumIterations = iterations, .threads = threads});
        if (!statistics)
            std::abort();
        seconds.push_back(statistics->seconds);
    }
    std::ranges::nth_element(seconds, seconds.begin() + repetitions / 2);
    return seconds[repetitions / 2];
}

}  // namespace

int main(int argc, char** argv)
{
    const int height = argc > 2 ? std::atoi(argv[1]) : 8000;
    const int width = argc > 2 ? std::atoi(argv[2]) : 12000;
    const int iterations = argc > 3 ? std::atoi(argv[3]) : 20;
    const auto grid = notebookGrid(height, width);
    auto counts = CountsArray::create(height, width);
    if (!grid || !counts) {
        std::fprintf(stderr, "%s is no canvas here\n", (grid ? counts.error() : grid.error()).subject.c_str());
        return 2;
    }
    std::vector<int> expected;
    const double notebook = notebookSeconds(*grid, iterations, expected);
    std::printf("%d x %d at %d\nnotebook's kernel     %8.3f s\n", height, width, iterations, notebook);
    double ratio = 0;
    for (const int threads : {1, 2}) {
        const double builtin = builtinSeconds(*grid, *counts, iterations, threads);
        ratio = notebook / builtin;
        std::printf("builtin, %d thread%s    %8.3f s   %6.1f times as fast\n", threads, threads == 1 ? " " : "s",
                    builtin, ratio);
    }
    const bool isSame = std::memcmp(expected.data(), counts->data(), counts->byteSize()) == 0;
    std::printf("counts %s; bar on 2 threads: %.0f\n", isSame ? "are the same" : "DIFFER", bar);
    return isSame && ratio >= bar ? 0 : 1;
}
