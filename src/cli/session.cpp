#include "cli/session.h"

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace memdelbrot {

namespace {

constexpr std::size_t printedLimit = 16u << 20;   // bytes

}  // namespace

Result<std::shared_ptr<PythonSession>> Session::python()
{
    if (auto running = m_workbench.python())
        return running;
    PythonCallbacks callbacks;
    callbacks.output = [this](PythonOutputKind kind, const std::string& text) {
        if (m_wantsJson) {
            keepPrinted(text);
            return;
        }
        std::FILE* const stream =
            kind == PythonOutputKind::StandardError || kind == PythonOutputKind::Traceback ? stderr : stdout;
        std::fwrite(text.data(), 1, text.size(), stream);
        std::fflush(stream);
    };
    // The session must not be called from its own callback: a thread reads the line and answers.
    callbacks.inputRequested = [this](const std::string& prompt) {
        std::fwrite(prompt.data(), 1, prompt.size(), stdout);
        std::fflush(stdout);
        m_answering = std::jthread([this] { answerInput(); });
    };
    return m_workbench.startPython(std::move(callbacks));
}

void Session::keepPrinted(const std::string& text)
{
    const std::lock_guard lock(m_printing);
    m_printed.append(text, 0, printedLimit - std::min(printedLimit, m_printed.size()));
}

std::string Session::takePrinted()
{
    const std::lock_guard lock(m_printing);
    return std::exchange(m_printed, {});
}

void Session::answerInput()
{
    std::string line;
    const bool hasLine = static_cast<bool>(std::getline(std::cin, line));
    const auto session = m_workbench.python();
    if (!session)
        return;
    session->answerInput(hasLine ? std::optional(line) : std::nullopt);
}

}  // namespace memdelbrot
