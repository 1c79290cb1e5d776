#pragma once

#include "process/supervisor.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>

namespace memdelbrot::testing {

// crash_program under a supervisor, with what came out of it.
class ProgramRun final {
public:
    explicit ProgramRun(const std::string& mode, const SupervisedProgram& options = {})
    {
        SupervisedProgram program = options;
        program.what = "program";
        program.program = SUBJECTS_FOLDER "/crash_program";
        program.arguments = {mode};
        auto started = Supervisor::start(program,
                                         {[this](OutputStream stream, std::string_view text) { take(stream, text); },
                                          [this](const CrashReport&) { ++m_ends; }});
        if (started)
            supervisor = std::move(*started);
    }

    [[nodiscard]] std::optional<CrashReport> end() const
    {
        return supervisor ? supervisor->waitForEnd(std::chrono::seconds(30)) : std::nullopt;
    }
    [[nodiscard]] std::string output(OutputStream stream = OutputStream::StandardOutput) const
    {
        const std::scoped_lock lock(m_mutex);
        return stream == OutputStream::StandardOutput ? m_output : m_errors;
    }
    [[nodiscard]] int ends() const { return m_ends; }

private:
    void take(OutputStream stream, std::string_view text)
    {
        const std::scoped_lock lock(m_mutex);
        (stream == OutputStream::StandardOutput ? m_output : m_errors) += text;
    }

    mutable std::mutex m_mutex;
    std::string m_output;
    std::string m_errors;
    std::atomic<int> m_ends = 0;

public:
    std::unique_ptr<Supervisor> supervisor;   // goes first: its threads use the rest
};

}  // namespace memdelbrot::testing
