#include "process/interruptible_wait.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace memdelbrot {

namespace {

// Ignored by default, so that one that goes astray harms nobody.
constexpr int wakeSignal = SIGURG;

void installWakeHandler()
{
    static std::once_flag once;
    std::call_once(once, [] {
        struct sigaction action = {};
        action.sa_handler = [](int) {};   // only so that waitpid returns with EINTR: no SA_RESTART
        ::sigaction(wakeSignal, &action, nullptr);
    });
}

void unblockWakeSignal()
{
    sigset_t set;
    ::sigemptyset(&set);
    ::sigaddset(&set, wakeSignal);
    ::pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace

InterruptibleWait::InterruptibleWait() : m_thread(::gettid())
{
    installWakeHandler();
    unblockWakeSignal();
}

bool InterruptibleWait::takeWake()
{
    const std::scoped_lock lock(m_mutex);
    m_waiting = !m_woken;
    m_woken = false;
    return !m_waiting;
}

void InterruptibleWait::waitForWake()
{
    std::unique_lock lock(m_mutex);
    m_waiting = false;
    m_changed.wait(lock, [this] { return m_woken; });
    m_woken = false;
}

std::optional<ChildEvent> InterruptibleWait::next()
{
    if (takeWake())
        return std::nullopt;
    ChildEvent event;
    event.id = ::waitpid(-1, &event.status, __WALL | __WNOTHREAD);
    if (event.id < 0 && errno == ECHILD) {
        waitForWake();
        return std::nullopt;
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting = false;
        if (event.id < 0)
            m_woken = false;
    }
    m_changed.notify_all();
    return event.id < 0 ? std::nullopt : std::optional(event);
}

void InterruptibleWait::wake()
{
    std::unique_lock lock(m_mutex);
    m_woken = true;
    m_changed.notify_all();
    // A signal that comes just before the system call begins is lost: it is sent again until the thread is out.
    while (m_waiting && m_woken) {
        ::syscall(SYS_tgkill, ::getpid(), m_thread, wakeSignal);
        m_changed.wait_for(lock, std::chrono::milliseconds(1));
    }
}

}  // namespace memdelbrot
