#include "python/interpreter_probe.h"

#include "process/supervisor.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include <signal.h>

namespace memdelbrot {

namespace {

constexpr std::chrono::milliseconds StopCheckInterval{50};
constexpr std::size_t AnswerLimit = 64 * 1024;   // bytes kept of what it prints
constexpr std::string_view Mark = "memdelbrot-facts";

// Runs in any Python from 2.7 on. Nothing is imported from the working folder, which may be anybody's: only asking must
// not run code that lies there.
constexpr const char* Question = R"(import sys
sys.path[:] = [folder for folder in sys.path if folder]
try:
    import numpy
    found = numpy.__version__
except Exception:
    found = ''
fit = sys.version_info >= (3, 8) and sys.implementation.name == 'cpython'
print('\n'.join(['', 'memdelbrot-facts', '%d.%d.%d' % sys.version_info[:3], found, str(int(fit)), sys.executable or '', '.']))
)";

// Filled by the supervisor's threads.
class Answer final {
public:
    void add(std::string_view bytes)
    {
        const std::lock_guard lock(m_mutex);
        m_text.append(bytes.substr(0, AnswerLimit - std::min(AnswerLimit, m_text.size())));
    }

    [[nodiscard]] std::vector<std::string> lines() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<std::string> lines(1);
        for (const char character : m_text)
            character == '\n' ? lines.emplace_back() : lines.back() += character;
        return lines;
    }

private:
    mutable std::mutex m_mutex;
    std::string m_text;
};

Result<InterpreterFacts> factsIn(const std::vector<std::string>& lines, const std::string& interpreter)
{
    constexpr std::ptrdiff_t count = 6;  // the mark and what follows it
    const auto mark = std::find(lines.begin(), lines.end(), Mark);
    if (lines.end() - mark < count || mark[count - 1] != ".")
        return failure({.code = ErrorCode::Unsupported,
                        .subject = interpreter,
                        .detail = "no answer: is it a Python interpreter?"});
    return InterpreterFacts{.version = mark[1], .numpy = mark[2], .isSupported = mark[3] == "1", .executable = mark[4]};
}

bool isOver(const Supervisor& program, std::chrono::milliseconds patience, const std::stop_token& stop)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!program.waitForEnd(StopCheckInterval))
        if (stop.stop_requested() || std::chrono::steady_clock::now() >= deadline)
            return false;
    return true;
}

}  // namespace

Result<InterpreterFacts> probeInterpreter(const std::string& interpreter, std::chrono::milliseconds patience,
                                          std::stop_token stop)
{
    Answer answer;  // outlives the supervisor's threads
    SupervisedProgram program{.what = "python", .program = interpreter};
    program.arguments = {"-c", Question};
    program.usePtrace = false;
    const auto supervisor = Supervisor::start(program,
                                              {.output =
                                                   [&answer](OutputStream stream, std::string_view bytes) {
                                                       if (stream == OutputStream::StandardOutput)
                                                           answer.add(bytes);
                                                   },
                                               .ended = [](const CrashReport&) {}});
    if (!supervisor)
        return failure(supervisor.error());
    if (isOver(**supervisor, patience, stop))
        return factsIn(answer.lines(), interpreter);
    ::kill(-(*supervisor)->pid().value(), SIGKILL);  // a shim's children too
    return failure(
        {.code = stop.stop_requested() ? ErrorCode::Cancelled : ErrorCode::TimedOut, .subject = interpreter});
}

}  // namespace memdelbrot
