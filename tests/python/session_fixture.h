#pragma once

#include "python/python_session.h"

#include <QtTest>

#include <mutex>

namespace memdelbrot {

// A session of the real interpreter that notes what it calls back.
class SessionFixture {
public:
    explicit SessionFixture(PythonOptions options = {.interpreter = TEST_PYTHON})
    {
        PythonCallbacks callbacks;
        callbacks.output = [this](PythonOutputKind kind, const std::string& text) {
            const std::lock_guard lock(m_mutex);
            m_output.emplace_back(kind, text);
        };
        callbacks.inputRequested = [this](const std::string& prompt) {
            const std::lock_guard lock(m_mutex);
            m_prompts.push_back(prompt);
        };
        callbacks.pokeRequested = [this](const PythonPokeRequest& request) { return onPoke(request); };
        callbacks.ended = [this](const CrashReport& report) {
            const std::lock_guard lock(m_mutex);
            m_ends.push_back(report);
        };
        auto started = PythonSession::start(options, std::move(callbacks));
        if (started)
            session = std::move(*started);
        else
            error = started.error();
    }

    std::string run(const std::string& code)
    {
        const auto execution = session->runCell(code);
        return execution ? execution->output : "error: " + execution.error().detail;
    }

    std::string text(PythonOutputKind kind) const
    {
        const std::lock_guard lock(m_mutex);
        std::string all;
        for (const auto& [itsKind, text] : m_output)
            all += itsKind == kind ? text : std::string();
        return all;
    }

    std::vector<std::string> prompts() const
    {
        const std::lock_guard lock(m_mutex);
        return m_prompts;
    }

    std::vector<CrashReport> ends() const
    {
        const std::lock_guard lock(m_mutex);
        return m_ends;
    }

    std::function<Result<void>(const PythonPokeRequest&)> onPoke = [](const PythonPokeRequest&) {
        return Result<void>{};
    };
    Error error;

private:
    mutable std::mutex m_mutex;
    std::vector<std::pair<PythonOutputKind, std::string>> m_output;
    std::vector<std::string> m_prompts;
    std::vector<CrashReport> m_ends;

public:
    std::unique_ptr<PythonSession> session;   // last: its threads use the rest
};

}  // namespace memdelbrot
