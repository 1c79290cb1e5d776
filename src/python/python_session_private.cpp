#include "python/python_session_private.h"

#include <array>
#include <csignal>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace memdelbrot {

namespace {

constexpr std::size_t OutputLimit = 16u << 20;   // bytes of one cell's kept output
constexpr std::chrono::milliseconds EndPatience{2000};   // between a closed channel and the end that explains it
constexpr std::chrono::milliseconds CellPatience{200};        // of a question: for a cell that is about to end
constexpr std::chrono::milliseconds QuestionPatience{5000};   // of a question: for those before it

bool isCell(PythonCommand command)
{
    return command == PythonCommand::Run || command == PythonCommand::Script;
}

std::string pokeWords(const Error& error)
{
    if (error.code == ErrorCode::Locked)
        return "the Python session is write-locked: unlock it in the tool and poke again";
    if (error.code == ErrorCode::ReadOnly)
        return "the page is read-only";
    if (error.code == ErrorCode::Unreadable)
        return "nothing is mapped there";
    return error.detail.empty() ? "the tool could not write there" : error.detail;
}

bool isRefusal(const Error& error)
{
    return error.code == ErrorCode::Locked || error.code == ErrorCode::ReadOnly || error.code == ErrorCode::Refused;
}

}  // namespace

void PythonSession::Private::end()
{
    const std::lock_guard ending(m_endMutex);
    {
        const std::lock_guard lock(m_mutex);
        if (!m_lost)
            m_lost = Error{.code = ErrorCode::Ended, .subject = "python"};
        m_changed.notify_all();
    }
    if (m_reader.joinable()) {
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = ::write(m_stopEvent.get(), &one, sizeof one);
        m_reader.join();
    }
    std::unique_ptr<Supervisor> ended;
    {
        const std::lock_guard lock(m_mutex);
        ended = std::move(m_supervisor);
    }
}

std::optional<CrashReport> PythonSession::Private::report() const
{
    const std::lock_guard lock(m_mutex);
    return m_supervisor ? m_supervisor->report() : m_report;
}

Result<std::vector<ThreadState>> PythonSession::Private::threadStates() const
{
    const std::lock_guard lock(m_mutex);
    return m_supervisor ? m_supervisor->threadStates() : failure({.code = ErrorCode::Ended, .subject = "python"});
}

// Cells wait for as long as it takes. A question does not wait for a cell, nor long for one that got no answer.
Result<void> PythonSession::Private::takeTurn(std::unique_lock<std::mutex>& lock, PythonCommand command)
{
    const auto isFree = [this] { return !m_turn || m_lost; };
    const auto isNotAQuestions = [&] { return isFree() || isCell(*m_turn); };
    if (isCell(command)) {
        m_changed.wait(lock, isFree);
    } else if (!m_changed.wait_for(lock, CellPatience, isFree)) {
        m_changed.wait_for(lock, QuestionPatience, isNotAQuestions);
        if (!isFree())
            return failure({.code = ErrorCode::Busy,
                            .subject = "python",
                            .detail = "Python is running a cell; its names can be used when it ends"});
    }
    if (m_lost)
        return failure(*m_lost);
    m_turn = command;
    return {};
}

Result<PythonSession::Private::Outcome> PythonSession::Private::carryOut(PythonCommand command, const std::string& text)
{
    std::unique_lock lock(m_mutex);
    if (auto turn = takeTurn(lock, command); !turn)
        return failure(std::move(turn.error()));
    m_running = Running{.id = m_nextId++};
    const std::string message = encodeCommand(m_running->id, command, text);
    lock.unlock();
    const auto sent = m_commands->send(message);
    lock.lock();
    if (sent || sent.error().code == ErrorCode::Ended)   // a closed channel: why it is closed is about to be known
        m_changed.wait(lock, [this] { return m_running->answer || m_lost; });
    Running finished = std::move(*m_running);
    m_running.reset();
    m_turn.reset();
    m_changed.notify_all();
    if (finished.answer)
        return Outcome{std::move(*finished.answer), std::move(finished.output)};
    return failure(m_lost ? *m_lost : sent.error());
}

Result<PythonExecution> PythonSession::Private::execute(PythonCommand command, const std::string& text)
{
    return carryOut(command, text).map([](Outcome&& outcome) {
        const bool succeeded = outcome.answer.error.empty();
        return PythonExecution{.succeeded = succeeded,
                               .output = std::move(outcome.output),
                               .error = std::move(outcome.answer.error),
                               .exitStatus = outcome.answer.exitStatus};
    });
}

void PythonSession::Private::interrupt()
{
    const std::lock_guard lock(m_mutex);
    if (!m_running)
        return;
    if (m_running->isStarted)
        signalGroup();
    else
        m_running->isInterrupted = true;
}

// As a terminal's Ctrl+C does: the interpreter and what it waits for.
void PythonSession::Private::signalGroup()
{
    if (m_supervisor && !m_supervisor->report())
        ::kill(-m_pid.value(), SIGINT);
}

void PythonSession::Private::answerInput(const std::optional<std::string>& line)
{
    std::unique_lock lock(m_mutex);
    const auto request = std::exchange(m_input, std::nullopt);
    lock.unlock();
    if (request)
        (void)m_requests->send(encodeInput(*request, line));   // a lost channel is the reader's to report
}

void PythonSession::Private::readChannels()
{
    for (;;) {
        std::array waiting{pollfd{m_stopEvent.get(), POLLIN, 0}, pollfd{m_commands->descriptor(), POLLIN, 0},
                           pollfd{m_requests->descriptor(), POLLIN, 0}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0)
            continue;   // EINTR
        if (waiting[0].revents != 0)
            return;
        if (waiting[1].revents != 0 && !readMessage())
            return;
        if (waiting[2].revents != 0 && !readRequest())
            return;
    }
}

bool PythonSession::Private::readMessage()
{
    auto text = m_commands->receive(MessageChannel::Patience);
    auto message = text ? decodeMessage(*text) : failure(text.error());
    if (!message) {
        lose(message.error());
        return false;
    }
    std::visit([this](auto& content) { handle(std::move(content)); }, *message);
    return true;
}

bool PythonSession::Private::readRequest()
{
    auto text = m_requests->receive(MessageChannel::Patience);
    auto request = text ? decodeRequest(*text) : failure(text.error());
    if (!request) {
        lose(request.error());
        return false;
    }
    std::visit([this](auto& content) { handle(std::move(content)); }, *request);
    return true;
}

void PythonSession::Private::handle(StartedMessage message)
{
    const std::lock_guard lock(m_mutex);
    if (!m_running || m_running->id != message.id)
        return;
    m_running->isStarted = true;
    if (m_running->isInterrupted)
        signalGroup();
}

void PythonSession::Private::handle(OutputMessage message)
{
    m_supervisor->drainOutput();   // what was printed before comes before
    output(message.kind, message.text);
}

void PythonSession::Private::handle(AnswerMessage message)
{
    m_supervisor->drainOutput();
    if (m_memory)
        completeContents(message, *m_memory);
    const std::lock_guard lock(m_mutex);
    if (!m_running || m_running->id != message.id)
        return;
    m_input.reset();
    m_running->answer = std::move(message);
    m_changed.notify_all();
}

void PythonSession::Private::handle(InputRequest request)
{
    m_supervisor->drainOutput();
    {
        const std::lock_guard lock(m_mutex);
        m_input = request.id;
    }
    if (m_callbacks.inputRequested)
        m_callbacks.inputRequested(request.prompt);
}

void PythonSession::Private::handle(PokeQuestion question)
{
    Result<void> done = failure({.code = ErrorCode::Locked, .subject = "python"});
    if (m_callbacks.pokeRequested)
        done = m_callbacks.pokeRequested(question.poke);
    const auto words = done ? std::nullopt : std::optional(pokeWords(done.error()));
    (void)m_requests->send(encodePokeAnswer(question.id, words, !done && isRefusal(done.error())));
}

// A channel that closes or talks nonsense: mostly the process is ending, and its report says more. One that lives on
// without its channel is of no use, and is stopped.
void PythonSession::Private::lose(Error error)
{
    if (m_supervisor->waitForEnd(EndPatience))
        return;   // processEnded() tells
    {
        const std::lock_guard lock(m_mutex);
        m_nonsense =
            Error{.code = ErrorCode::BadMessage,
                  .subject = "python",
                  .detail = error.code == ErrorCode::Ended ? "the session's channel was closed by the code in it"
                                                           : error.detail};
    }
    m_supervisor->stop();   // processEnded() tells
}

// Whoever waits for an answer gets it last: by then nobody hands out this session any more.
void PythonSession::Private::processEnded(const CrashReport& report)
{
    for (int stream = 0; stream < 2; ++stream)
        output(stream == 0 ? PythonOutputKind::StandardOutput : PythonOutputKind::StandardError,
               m_pieces[stream].rest());
    bool isGreeted = false;
    {
        const std::lock_guard lock(m_mutex);
        isGreeted = m_isGreeted;
        m_report = report;
    }
    if (isGreeted && m_callbacks.ended)
        m_callbacks.ended(report);
    {
        const std::lock_guard lock(m_mutex);
        const Error crash{.code = ErrorCode::Crashed, .subject = "python", .detail = summary(report)};
        if (!m_lost)
            m_lost = m_nonsense.value_or(crash);
        m_input.reset();
        m_changed.notify_all();
    }
    if (!isGreeted)
        ::shutdown(m_commands->descriptor(), SHUT_RDWR);   // a frozen process keeps its end open: wakes greeting()
}

void PythonSession::Private::output(PythonOutputKind kind, const std::string& text)
{
    if (text.empty())
        return;
    const std::lock_guard order(m_outputMutex);
    {
        const std::lock_guard lock(m_mutex);
        if (m_running && m_running->output.size() < OutputLimit)
            m_running->output += text;
    }
    if (m_callbacks.output)
        m_callbacks.output(kind, text);
}

}  // namespace memdelbrot
