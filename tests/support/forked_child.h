#pragma once

#include <csignal>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

namespace memdelbrot::test {

// A copy of this test as a process of its own, whose memory has what the test had mapped when it was made, at the same
// addresses. It runs `prepare`, then waits to be killed.
class ForkedChild final {
public:
    explicit ForkedChild(const std::function<void()>& prepare = [] {})
    {
        int ready[2];
        if (::pipe(ready) != 0)
            return;
        m_pid = ::fork();
        if (m_pid == 0) {
            prepare();
            (void)!::write(ready[1], "r", 1);
            for (;;)
                ::pause();
        }
        char letter;
        (void)!::read(ready[0], &letter, 1);
        ::close(ready[0]);
        ::close(ready[1]);
    }
    ForkedChild(const ForkedChild&) = delete;
    ForkedChild& operator=(const ForkedChild&) = delete;
    ~ForkedChild() { end(); }

    [[nodiscard]] int pid() const { return m_pid; }

    // Kills without collecting: what is left is a zombie, whose number cannot be reused.
    void kill() const
    {
        ::kill(m_pid, SIGKILL);
        siginfo_t info;
        ::waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED | WNOWAIT);
    }
    void end()
    {
        if (m_pid <= 0)
            return;
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
        m_pid = -1;
    }

private:
    int m_pid = -1;
};

}  // namespace memdelbrot::test
