#pragma once

#include "memory/process_target.h"
#include "process/supervisor.h"
#include "python/message_channel.h"
#include "python/python_session.h"
#include "python/session_messages.h"
#include "python/utf8_pieces.h"

#include <condition_variable>
#include <thread>

namespace memdelbrot {

// One thread reads both channels and calls back; the callers' threads send commands, one at a time, and wait.
class PythonSession::Private final {
public:
    explicit Private(PythonCallbacks callbacks) : m_callbacks(std::move(callbacks)) {}
    ~Private() { end(); }

    [[nodiscard]] Result<void> start(const PythonOptions& options);

    struct Outcome {
        AnswerMessage answer;
        std::string output;
    };
    // Errors: Crashed (the interpreter died, now or before), BadMessage, TooLarge, Busy (a question's: no turn came).
    [[nodiscard]] Result<Outcome> carryOut(PythonCommand command, const std::string& text);
    [[nodiscard]] Result<PythonExecution> execute(PythonCommand command, const std::string& text);
    void interrupt();
    void answerInput(const std::optional<std::string>& line);
    void end();

    [[nodiscard]] const PythonHello& hello() const { return m_hello; }
    [[nodiscard]] ProcessId pid() const { return m_pid; }
    [[nodiscard]] std::optional<CrashReport> report() const;
    [[nodiscard]] Result<std::vector<ThreadState>> threadStates() const;
    [[nodiscard]] bool isTraced() const { return m_isTraced; }

private:
    struct Running {
        std::uint64_t id = 0;
        bool isStarted = false;
        bool isInterrupted = false;  // asked for before it started
        std::optional<AnswerMessage> answer;
        std::string output;
    };

    [[nodiscard]] Result<PythonHello> greeting();
    void readChannels();
    [[nodiscard]] bool readMessage();  // false: the channel is of no more use
    [[nodiscard]] bool readRequest();
    void handle(StartedMessage message);
    void handle(OutputMessage message);
    void handle(AnswerMessage message);
    void handle(InputRequest request);
    void handle(PokeQuestion question);
    void lose(Error error);
    void processEnded(const CrashReport& report);
    void output(PythonOutputKind kind, const std::string& text);
    // REQUIRES of these: m_mutex is held.
    void signalGroup();
    [[nodiscard]] Result<void> takeTurn(std::unique_lock<std::mutex>& lock, PythonCommand command);

    PythonCallbacks m_callbacks;
    PythonHello m_hello;
    ProcessId m_pid;
    bool m_isTraced = false;
    std::unique_ptr<MessageChannel> m_commands;
    std::unique_ptr<MessageChannel> m_requests;
    UniqueFd m_stopEvent;
    std::thread m_reader;
    std::unique_ptr<ProcessTarget> m_memory;
    Utf8Pieces m_pieces[2];  // the supervisor's thread's and, while drained, the reader's: never both at once

    std::mutex m_outputMutex;  // pieces arrive in order
    std::mutex m_endMutex;  // one ends it, others wait for that
    mutable std::mutex m_mutex;  // all below
    std::condition_variable m_changed;
    std::optional<PythonCommand> m_turn;  // whose command is carried out
    std::optional<Running> m_running;
    std::optional<std::uint64_t> m_input;  // the request that waits for a line
    std::optional<Error> m_nonsense;  // for which it is being stopped
    std::optional<Error> m_lost;
    bool m_isGreeted = false;  // before it, an end is start()'s error and nobody's crash
    std::uint64_t m_nextId = 1;

    std::optional<CrashReport> m_report;

    std::unique_ptr<Supervisor> m_supervisor;  // last: its threads use the rest; null once end() was called
};

}  // namespace memdelbrot
