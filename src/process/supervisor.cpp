#include "process/supervisor.h"

#include "process/interruptible_wait.h"
#include "process/output_drain.h"
#include "process/ptrace_calls.h"
#include "process/spawn.h"
#include "process/tracee.h"

#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <future>
#include <mutex>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace memdelbrot {

using namespace std::chrono_literals;

class Supervisor::Private {
public:
    Private(SupervisedProgram program, SupervisorCallbacks callbacks)
        : m_program(std::move(program)), m_callbacks(std::move(callbacks))
    {
    }
    ~Private();

    Result<void> start();
    Result<void> sendSignal(int signal) const;
    CrashReport stop();
    Result<std::vector<ThreadState>> threadStates();
    void conclude(CrashReport report);
    void drainOutput() { m_drain->drainNow(); }

    [[nodiscard]] pid_t pid() const { return m_pid; }
    [[nodiscard]] bool isTraced() const { return m_isTraced; }
    [[nodiscard]] std::optional<CrashReport> report() const;
    [[nodiscard]] std::optional<CrashReport> waitForEnd(std::chrono::milliseconds timeout) const;

private:
    Result<void> startChild();
    void supervise();
    void handle(const ChildEvent& event);
    void killAndReap();

    const SupervisedProgram m_program;
    const SupervisorCallbacks m_callbacks;
    pid_t m_pid = -1;
    bool m_isTraced = false;
    UniqueFd m_pidFd;
    std::unique_ptr<OutputDrain> m_drain;

    // Of the supervising thread.
    std::optional<Tracee> m_tracee;
    bool m_isReaped = false;

    std::optional<InterruptibleWait> m_wait;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::optional<CrashReport> m_report;
    bool m_stopWanted = false;
    bool m_statesWanted = false;
    std::optional<std::vector<ThreadState>> m_states;
    std::mutex m_asking;   // one asks for m_states at a time
    bool m_quit = false;
    std::thread m_thread;
};

Supervisor::Private::~Private()
{
    if (!m_thread.joinable())
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_quit = true;
    }
    if (m_wait)
        m_wait->wake();
    m_thread.join();
}

Result<void> Supervisor::Private::start()
{
    std::promise<Result<void>> started;
    m_thread = std::thread([this, &started] {
        Result<void> child = startChild();
        const bool runs = child.has_value();
        started.set_value(std::move(child));
        if (runs)
            supervise();
        else
            killAndReap();
    });
    Result<void> result = started.get_future().get();
    if (!result)
        m_thread.join();
    return result;
}

Result<void> Supervisor::Private::startChild()
{
    m_wait.emplace();
    auto child = spawnWaiting(m_program);
    if (!child)
        return failure(std::move(child.error()));
    m_pid = child->pid;
    m_pidFd = UniqueFd(static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0)));
    m_drain = std::make_unique<OutputDrain>(std::move(child->standardOutput), std::move(child->standardError),
                                            m_callbacks.output);
    if (m_program.usePtrace)
        m_tracee = Tracee::seize(m_pid, m_program.what, m_program.freezeOnExit);
    m_isTraced = m_tracee.has_value();
    return letRun(*child, m_program.program);
}

void Supervisor::Private::supervise()
{
    while (true) {
        const auto event = m_wait->next();
        if (event) {
            handle(*event);
            continue;
        }
        const std::scoped_lock lock(m_mutex);
        if (m_quit)
            break;
        if (std::exchange(m_stopWanted, false) && m_tracee)
            m_tracee->requestStop();
        if (std::exchange(m_statesWanted, false) && m_tracee) {
            m_states = m_tracee->threadStates();
            m_changed.notify_all();
        }
    }
    killAndReap();
}

void Supervisor::Private::handle(const ChildEvent& event)
{
    m_isReaped = m_isReaped || (event.id == m_pid && !WIFSTOPPED(event.status));
    if (m_tracee) {
        if (auto report = m_tracee->handle(event))
            conclude(std::move(*report));
    } else if (m_isReaped) {
        conclude(endReport(m_pid, m_program.what, event.status));
    }
}

void Supervisor::Private::conclude(CrashReport report)
{
    if (m_drain)
        m_drain->drainNow();
    {
        const std::scoped_lock lock(m_mutex);
        if (m_report)
            return;
        m_report = report;
    }
    m_changed.notify_all();
    if (m_callbacks.ended)
        m_callbacks.ended(report);
}

// A thread that stops on its way out is let go; the main thread is reported last, when all others are gone.
void Supervisor::Private::killAndReap()
{
    if (m_pid < 0 || m_isReaped)
        return;
    ::syscall(SYS_pidfd_send_signal, m_pidFd.get(), SIGKILL, nullptr, 0);
    if (m_tracee)
        m_tracee->resumeAll();
    int status = 0;
    while (true) {
        const pid_t id = ::waitpid(-1, &status, __WALL | __WNOTHREAD);
        if (id < 0 && errno != EINTR)
            return;
        if (id == m_pid && !WIFSTOPPED(status))
            return;
        if (id > 0 && WIFSTOPPED(status))
            ptracing::resume(id, 0);
    }
}

Result<void> Supervisor::Private::sendSignal(int signal) const
{
    if (report())
        return systemFailure(ESRCH, m_program.what);
    if (::syscall(SYS_pidfd_send_signal, m_pidFd.get(), signal, nullptr, 0) != 0)
        return systemFailure(errno, m_program.what);
    return {};
}

CrashReport Supervisor::Private::stop()
{
    const CrashReport stopped{.kind = EndKind::TimedOut, .pid = ProcessId(m_pid), .what = m_program.what};
    if (!m_isTraced) {
        CrashReport report = stopped;
        report.isReadable = sendSignal(SIGSTOP).has_value();
        conclude(report);
        return *this->report();
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_stopWanted = true;
    }
    m_wait->wake();
    if (const auto report = waitForEnd(2s))
        return *report;
    // Asleep where no interrupt reaches it (a vfork whose child does not exec): SIGKILL does, and freezes at the exit.
    ::syscall(SYS_pidfd_send_signal, m_pidFd.get(), SIGKILL, nullptr, 0);
    if (const auto report = waitForEnd(2s))
        return *report;
    conclude(stopped);
    return *report();
}

// ptrace answers the thread that seized alone.
Result<std::vector<ThreadState>> Supervisor::Private::threadStates()
{
    if (!m_isTraced)
        return failure({.code = ErrorCode::Unsupported,
                        .subject = m_program.what,
                        .detail = "it is not traced, and its registers cannot be read"});
    const std::scoped_lock asking(m_asking);
    std::unique_lock lock(m_mutex);
    if (!m_report || !m_report->isReadable)
        return failure({.code = ErrorCode::Ended, .subject = m_program.what, .detail = "it is not kept frozen"});
    m_states.reset();
    m_statesWanted = true;
    m_wait->wake();
    if (!m_changed.wait_for(lock, 5s, [this] { return m_states.has_value(); }))
        return failure({.code = ErrorCode::TimedOut, .subject = m_program.what});
    auto states = std::move(*m_states);
    if (states.empty())
        return failure({.code = ErrorCode::Ended, .subject = m_program.what, .detail = "it was killed meanwhile"});
    return states;
}

std::optional<CrashReport> Supervisor::Private::report() const
{
    const std::scoped_lock lock(m_mutex);
    return m_report;
}

std::optional<CrashReport> Supervisor::Private::waitForEnd(std::chrono::milliseconds timeout) const
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, timeout, [this] { return m_report.has_value(); });
    return m_report;
}

Supervisor::Supervisor(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
Supervisor::~Supervisor() = default;

Result<std::unique_ptr<Supervisor>> Supervisor::start(const SupervisedProgram& program, SupervisorCallbacks callbacks)
{
    auto d = std::make_unique<Private>(program, std::move(callbacks));
    if (auto started = d->start(); !started)
        return failure(std::move(started.error()));
    return std::unique_ptr<Supervisor>(new Supervisor(std::move(d)));
}

ProcessId Supervisor::pid() const
{
    return ProcessId(d->pid());
}

bool Supervisor::isTraced() const
{
    return d->isTraced();
}

std::optional<CrashReport> Supervisor::report() const
{
    return d->report();
}

std::optional<CrashReport> Supervisor::waitForEnd(std::chrono::milliseconds timeout) const
{
    return d->waitForEnd(timeout);
}

Result<void> Supervisor::sendSignal(int signal)
{
    return d->sendSignal(signal);
}

CrashReport Supervisor::stop()
{
    return d->stop();
}

Result<std::vector<ThreadState>> Supervisor::threadStates()
{
    return d->threadStates();
}

void Supervisor::concludeWith(const CrashReport& report)
{
    if (d->isTraced() || d->report())
        return;
    static_cast<void>(d->sendSignal(SIGSTOP));
    d->conclude(report);
}

void Supervisor::drainOutput()
{
    d->drainOutput();
}

}  // namespace memdelbrot
