#include "gui/models/python_console.h"

#include "gui/models/target_text.h"
#include "workbench/error_text.h"

#include <chrono>

namespace memdelbrot {

namespace {

constexpr std::chrono::milliseconds flushInterval{
    25};   // output comes in bursts; the screen is painted 40 times a second

// The module that a failed cell did not find: "ModuleNotFoundError: No module named 'numpy'" is its traceback's last line.
QString missingModule(const PythonExecution& execution)
{
    const QString head = QStringLiteral("ModuleNotFoundError: No module named '");
    const QString error = toQt(execution.error);
    return error.startsWith(head) ? error.mid(head.size()).section(QLatin1Char('\''), 0, 0) : QString();
}

}  // namespace

// What the session's thread may touch: it lives on when the console has gone.
struct PythonConsole::Feed {
    std::mutex mutex;
    PythonConsole* console = nullptr;  // null once it has gone
    ConsoleBuffer buffer;

    template <typename Function>
    void post(Function function)
    {
        const std::lock_guard lock(mutex);
        if (console)
            QMetaObject::invokeMethod(console, std::move(function), Qt::QueuedConnection);
    }
};

PythonConsole::PythonConsole(Workbench& workbench, QObject* parent) : QObject(parent), m_workbench(workbench)
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(flushInterval);
    connect(&m_flushTimer, &QTimer::timeout, this, &PythonConsole::flush);
}

PythonConsole::~PythonConsole()
{
    if (m_feed) {
        const std::lock_guard lock(m_feed->mutex);
        m_feed->console = nullptr;
    }
}

PythonCallbacks PythonConsole::callbacks() const
{
    const auto feed = m_feed;
    PythonConsole* const console = feed->console;
    PythonCallbacks callbacks;
    callbacks.output = [feed, console](PythonOutputKind kind, const std::string& text) {
        bool isFirst = false;
        {
            const std::lock_guard lock(feed->mutex);
            isFirst = feed->buffer.isEmpty();
            feed->buffer.add(kind, text);
        }
        if (isFirst)
            feed->post([console] { console->m_flushTimer.start(); });
    };
    callbacks.inputRequested = [feed, console](const std::string& prompt) {
        feed->post([console, prompt] { console->requestInput(toQt(prompt)); });
    };
    callbacks.ended = [feed, console](const CrashReport& report) {
        feed->post([console, feed, report] {
            if (console->m_feed == feed)  // not of a session that was restarted
                console->sessionEnded(report);
        });
    };
    return callbacks;
}

void PythonConsole::start()
{
    if (m_feed) {
        const std::lock_guard lock(m_feed->mutex);
        m_feed->console = nullptr;
    }
    m_runJob.cancel();
    m_completeJob.cancel();
    m_feed = std::make_shared<Feed>();
    m_feed->console = this;
    setState(State::Starting);
    m_startJob.start(
        this,
        [&workbench = m_workbench, callbacks = callbacks(), interpreter = m_interpreter.toStdString()](
            std::stop_token) { return workbench.startPython(callbacks, interpreter); },
        [this](Result<std::shared_ptr<PythonSession>> session) { started(std::move(session)); });
}

void PythonConsole::started(Result<std::shared_ptr<PythonSession>> session)
{
    if (!session) {
        m_waiting.clear();
        emit noticed(toQt(errorText(session.error())), true);
        setState(State::NotStarted);
        return;
    }
    if (m_state == State::Ended)
        return;  // it died before this was told, and its end was
    m_session = *session;
    m_version = toQt((*session)->version());
    emit noticed(tr("Python %1, %2").arg(m_version, toQt((*session)->interpreter())), false);
    emit noticed(tr("poke(hello, 4, b\"EVIL\") writes into an object, also into one that Python holds unchangeable; "
                    "help(poke) says more."),
                 false);
    setState(State::Idle);
    emit cellFinished();
    runNext();
}

void PythonConsole::submit(const QString& code)
{
    if (!code.trimmed().isEmpty())
        m_waiting.append(code);
    if (m_state == State::NotStarted || m_state == State::Ended)
        start();
    else
        runNext();
}

void PythonConsole::runNext()
{
    const auto session = m_session.lock();
    if (m_state != State::Idle || m_waiting.isEmpty() || !session)
        return;
    const QString code = m_waiting.takeFirst();
    setState(State::Running);
    emit echoed(code);
    m_runJob.start(
        this, [session, code = code.toStdString()](std::stop_token) { return session->runCell(code); },
        [this](const Result<PythonExecution>& execution) { finished(execution); });
}

void PythonConsole::finished(const Result<PythonExecution>& execution)
{
    flush();
    if (m_state == State::Ended)
        return;
    if (!execution) {
        const ErrorCode code = execution.error().code;
        if (code == ErrorCode::Crashed || code == ErrorCode::BadMessage)
            return;  // the session is over: sessionEnded() comes with its report
        if (code == ErrorCode::Ended) {
            close(tr("Python was ended. Enter starts a new one."), false);
            return;
        }
        emit noticed(toQt(errorText(execution.error())), true);  // the session lives on
    }
    setState(State::Idle);
    emit cellFinished();
    if (const QString missing = execution ? missingModule(*execution) : QString(); !missing.isEmpty())
        emit moduleMissing(missing);
    runNext();
}

void PythonConsole::askComplete(const QString& code, std::function<void(bool)> done)
{
    const auto session = m_session.lock();
    if (m_state != State::Idle || !session) {
        done(true);
        return;
    }
    m_completeJob.start(
        this, [session, code = code.toStdString()](std::stop_token) { return session->isComplete(code); },
        [done = std::move(done)](const Result<bool>& isComplete) { done(isComplete.value_or(true)); });
}

void PythonConsole::answerInput(const QString& line)
{
    const auto session = m_session.lock();
    if (m_state != State::AwaitingInput || !session)
        return;
    setState(State::Running);
    emit written(PythonOutputKind::StandardOutput, m_prompt + line + QLatin1Char('\n'));
    session->answerInput(line.toStdString());
}

void PythonConsole::interrupt()
{
    m_waiting.clear();
    if (const auto session = m_session.lock())
        session->interrupt();
}

void PythonConsole::endOfInput()
{
    const auto session = m_session.lock();
    if (m_state == State::AwaitingInput && session) {
        setState(State::Running);
        emit written(PythonOutputKind::StandardOutput, m_prompt + QLatin1Char('\n'));
        session->answerInput(std::nullopt);
    } else if (m_state == State::Idle && session) {
        close(tr("Python was ended. Enter starts a new one."), false);
        m_endJob.start(
            this,
            [&workbench = m_workbench, session](std::stop_token) {
                workbench.endPython(session);
                return true;
            },
            [](bool) {});
    }
}

void PythonConsole::flush()
{
    std::vector<ConsolePiece> pieces;
    if (m_feed) {
        const std::lock_guard lock(m_feed->mutex);
        pieces = m_feed->buffer.take();
    }
    for (const ConsolePiece& piece : pieces)
        emit written(piece.kind, toQt(piece.text));
}

void PythonConsole::requestInput(const QString& prompt)
{
    if (m_state != State::Running)
        return;
    flush();
    m_prompt = prompt;
    setState(State::AwaitingInput);
}

void PythonConsole::sessionEnded(const CrashReport& report)
{
    close(tr("Python ended: %1.%2 Enter starts a new one.")
              .arg(toQt(summary(report)),
                   report.isReadable ? tr(" Its memory is kept and can still be read.") : QString()),
          true);
}

void PythonConsole::close(const QString& words, bool isError)
{
    flush();
    m_waiting.clear();
    m_session.reset();
    emit noticed(words, isError);
    setState(State::Ended);
    emit ended();
}

void PythonConsole::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

}  // namespace memdelbrot
