#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <sys/types.h>

namespace memdelbrot {

struct ChildEvent {
    pid_t id = -1;    // a thread's, where it is traced
    int status = 0;   // as waitpid gives it
};

// waitpid for the children and tracees of one thread, which other threads can call that thread back from.
// ptrace's stops are reported by waitpid and SIGCHLD only, and SIGCHLD goes to whichever thread of the program takes it:
// so the thread blocks in waitpid, and a directed signal interrupts it.
class InterruptibleWait final {
public:
    InterruptibleWait();  // by the thread that will wait

    // The next event; nullopt when woken. Without children left it waits for a wake alone.
    [[nodiscard]] std::optional<ChildEvent> next();

    // From any thread. Returns when the waiting thread is on its way out of next(), or will not enter it before.
    void wake();

private:
    [[nodiscard]] bool takeWake();
    void waitForWake();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_woken = false;
    bool m_waiting = false;
    const pid_t m_thread;
};

}  // namespace memdelbrot
