// A whole isolated call of abs(-7): request, dlsym'ed address, libffi, errno, output and reply. Beside it ctypes, in the same
// process (a crash takes it down) and behind a multiprocessing pipe (the isolation that Python has). Fails when it is not
// faster than the latter.
#include "worker/client/worker.h"

#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

using namespace memdelbrot;

namespace {

constexpr const char* peers = R"(
import ctypes, multiprocessing, time
libc = ctypes.CDLL('libc.so.6')
libc.abs.argtypes = [ctypes.c_int]
libc.abs.restype = ctypes.c_int

def serve(pipe):
    while (value := pipe.recv()) is not None:
        pipe.send(libc.abs(value))

def measured(call, count):
    best = float('inf')
    for _ in range(5):
        begin = time.perf_counter_ns()
        for _ in range(count):
            call()
        best = min(best, (time.perf_counter_ns() - begin) / count)
    return best

ours, theirs = multiprocessing.Pipe()
child = multiprocessing.get_context('fork').Process(target=serve, args=(theirs,))
child.start()

def isolated():
    ours.send(-7)
    return ours.recv()

print(measured(lambda: libc.abs(-7), 200000), measured(isolated, 5000))
ours.send(None)
child.join()
)";

struct PeerTimes {
    double inProcess = 0;  // ns a call
    double isolated = 0;
};

PeerTimes measurePeers()
{
    ::setenv("PEERS", peers, 1);
    PeerTimes times;
    FILE* python = ::popen(BENCHMARK_PYTHON " -c \"$PEERS\"", "r");
    if (!python || std::fscanf(python, "%lf %lf", &times.inProcess, &times.isolated) != 2)
        std::fprintf(stderr, "%s did not measure ctypes\n", BENCHMARK_PYTHON);
    if (python)
        ::pclose(python);
    return times;
}

struct AbsCall {
    std::unique_ptr<Worker> worker;
    CallRequest request;
};

AbsCall prepareAbs(bool usePtrace)
{
    auto worker = Worker::start({.usePtrace = usePtrace});
    const auto library = worker ? (*worker)->load("libc.so.6") : failure(worker.error());
    const auto function = library ? (*worker)->symbol(*library, "abs") : failure(library.error());
    if (!function) {
        std::fprintf(stderr, "no worker: %s\n", function.error().detail.c_str());
        std::exit(1);
    }
    PassedValue argument{.type = PassedType::Int32};
    const int value = -7;
    std::memcpy(argument.bytes.data(), &value, sizeof value);
    return {std::move(*worker), {.function = *function, .result = PassedType::Int32, .arguments = {argument}}};
}

void isolatedCall(benchmark::State& state, bool usePtrace)
{
    const AbsCall call = prepareAbs(usePtrace);
    for (auto _ : state) {
        const auto result = call.worker->call(call.request);
        if (!result || result->result.bytes[0] != std::byte{7}) {
            state.SkipWithError("abs(-7) is not 7");
            return;
        }
    }
}

void startedWorker(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(Worker::start({}));
}

// Keeps the time of the traced call beside what the console shows.
class Reporter final : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run>& runs) override
    {
        for (const Run& run : runs) {
            if (run.benchmark_name().starts_with("isolated call, traced") && !run.error_occurred)
                traced = run.GetAdjustedRealTime();
        }
        ConsoleReporter::ReportRuns(runs);
    }

    double traced = 0;  // ns
};

}  // namespace

int main(int argc, char** argv)
{
    benchmark::Initialize(&argc, argv);
    benchmark::RegisterBenchmark("isolated call, traced", isolatedCall, true)->UseRealTime();
    benchmark::RegisterBenchmark("isolated call, parking", isolatedCall, false)->UseRealTime();
    benchmark::RegisterBenchmark("start of a worker", startedWorker)->UseRealTime()->Unit(benchmark::kMillisecond);
    Reporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    const PeerTimes times = measurePeers();
    std::printf("isolated call %.0f ns; ctypes %.0f ns in its own process (ratio %.1f, without isolation), "
                "%.0f ns behind a pipe (%.2f times ours)\n",
                reporter.traced, times.inProcess, reporter.traced / times.inProcess, times.isolated,
                times.isolated / reporter.traced);
    return reporter.traced > 0 && times.isolated > reporter.traced ? 0 : 1;
}
