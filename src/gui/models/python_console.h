#pragma once

#include "gui/models/console_buffer.h"
#include "gui/models/jobs.h"
#include "workbench/workbench.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>

namespace memdelbrot {

// The console without its widgets: starts the session, runs what is typed one after the other, hands on what it writes.
class PythonConsole final : public QObject {
    Q_OBJECT

public:
    enum class State { NotStarted, Starting, Idle, Running, AwaitingInput, Ended };
    Q_ENUM(State)

    explicit PythonConsole(Workbench& workbench, QObject* parent = nullptr);
    ~PythonConsole() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isRunning() const { return m_state == State::Running || m_state == State::AwaitingInput; }
    [[nodiscard]] QString version() const { return m_version; }  // "3.11.2"; empty before the start
    [[nodiscard]] QString prompt() const { return m_prompt; }  // of input(), while AwaitingInput

    // What start() takes, and submit() where it has to start; empty: the usual one.
    void setInterpreter(const QString& interpreter) { m_interpreter = interpreter; }
    [[nodiscard]] const QString& interpreter() const { return m_interpreter; }
    void start();  // ends a session that runs
    // Runs it when those before are done; starts Python where none runs.
    void submit(const QString& code);
    // `done(true)`: a whole statement. While something runs, everything is.
    void askComplete(const QString& code, std::function<void(bool)> done);
    void answerInput(const QString& line);
    void interrupt();  // also forgets what waits to be run
    // As Ctrl+D does in a terminal: ends input()'s input while that waits, and the session while nothing runs.
    void endOfInput();

signals:
    void stateChanged();
    void echoed(const QString& code);  // is run now
    void written(memdelbrot::PythonOutputKind kind, const QString& text);
    void noticed(const QString& text, bool isError);  // the console's own words
    void cellFinished();
    void moduleMissing(const QString& name);  // a cell has failed for it
    void ended();  // however it did

private:
    struct Feed;

    [[nodiscard]] PythonCallbacks callbacks() const;
    void setState(State state);
    void started(Result<std::shared_ptr<PythonSession>> session);
    void runNext();
    void finished(const Result<PythonExecution>& execution);
    void flush();
    void requestInput(const QString& prompt);
    void sessionEnded(const CrashReport& report);
    void close(const QString& words, bool isError);

    Workbench& m_workbench;
    State m_state = State::NotStarted;
    QString m_interpreter;
    QString m_version;
    QString m_prompt;
    QStringList m_waiting;
    std::shared_ptr<Feed> m_feed;  // shared with the session's thread
    std::weak_ptr<PythonSession> m_session;
    QTimer m_flushTimer;
    Job m_startJob;
    Job m_runJob;
    Job m_completeJob;
    Job m_endJob;
};

}  // namespace memdelbrot
