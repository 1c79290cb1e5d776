#include "parser/client/parser_child.h"

#include "parser/protocol/frame.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace memdelbrot {

namespace {

const char* const programName = "memdelbrot-parser";

class SpawnActions final {
public:
    SpawnActions() { ::posix_spawn_file_actions_init(&m_actions); }
    ~SpawnActions() { ::posix_spawn_file_actions_destroy(&m_actions); }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;

    posix_spawn_file_actions_t* get() { return &m_actions; }

private:
    posix_spawn_file_actions_t m_actions;
};

// A group of its own: Ctrl+C in a terminal is the user's word to us, not to it. No signal of ours stays blocked in it.
int spawn(const std::string& program, int socket, pid_t& pid)
{
    SpawnActions actions;
    ::posix_spawn_file_actions_adddup2(actions.get(), socket, STDIN_FILENO);
    ::posix_spawn_file_actions_addopen(actions.get(), STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(actions.get(), STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    std::array<char*, 2> arguments{const_cast<char*>(program.c_str()), nullptr};
    const int error = ::posix_spawn(&pid, program.c_str(), actions.get(), &attributes, arguments.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    return error;
}

}  // namespace

ParserChild::ParserChild(pid_t pid, UniqueFd socket) : m_pid(pid), m_socket(std::move(socket)) {}

ParserChild::ParserChild(ParserChild&& other) noexcept
    : m_pid(std::exchange(other.m_pid, -1)), m_socket(std::move(other.m_socket))
{
}

ParserChild::~ParserChild()
{
    if (m_pid <= 0)
        return;
    ::kill(m_pid, SIGKILL);
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {}
}

Result<ParserChild> ParserChild::start(const std::string& program)
{
    std::array<int, 2> sockets{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0)
        return systemFailure(errno, programName);
    UniqueFd ours(sockets[0]);
    const UniqueFd theirs(sockets[1]);
    pid_t pid = -1;
    if (const int error = spawn(program, theirs.get(), pid); error != 0)
        return systemFailure(error, program);
    return ParserChild(pid, std::move(ours));
}

Result<void> ParserChild::waitFor(short events, Deadline deadline)
{
    for (;;) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
        if (left <= 0)
            return failure({.code = ErrorCode::TimedOut, .subject = programName, .detail = "no answer in time"});
        pollfd one{m_socket.get(), events, 0};
        const int ready = ::poll(&one, 1, static_cast<int>(std::min<long long>(left, 60'000)));
        if (ready > 0)
            return {};
        if (ready < 0 && errno != EINTR)
            return systemFailure(errno, programName);
    }
}

Result<void> ParserChild::send(std::span<const std::byte> bytes, Deadline deadline)
{
    while (!bytes.empty()) {
        if (const auto ready = waitFor(POLLOUT, deadline); !ready)
            return ready;
        const ssize_t count = ::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count >= 0)
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        else if (errno == EPIPE || errno == ECONNRESET)
            return ended();
        else if (errno != EINTR && errno != EAGAIN)
            return systemFailure(errno, programName);
    }
    return {};
}

Result<void> ParserChild::receive(std::span<std::byte> bytes, Deadline deadline)
{
    while (!bytes.empty()) {
        if (const auto ready = waitFor(POLLIN, deadline); !ready)
            return ready;
        const ssize_t count = ::recv(m_socket.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (count > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        else if (count == 0 || errno == ECONNRESET)
            return ended();
        else if (errno != EINTR && errno != EAGAIN)
            return systemFailure(errno, programName);
    }
    return {};
}

tl::unexpected<Error> ParserChild::ended()
{
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {}
    m_pid = -1;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return failure(
            {.code = ErrorCode::TimedOut, .subject = programName, .detail = "it used up its processor time"});
    const std::string how = WIFSIGNALED(status) ? std::string("ended by ") + ::strsignal(WTERMSIG(status))
                                                : "ended with status " + std::to_string(WEXITSTATUS(status));
    return failure({.code = ErrorCode::Crashed, .subject = programName, .detail = how});
}

Result<std::vector<std::byte>> ParserChild::ask(std::span<const std::byte> message, Deadline deadline)
{
    if (const auto sent = send(message, deadline); !sent)
        return failure(sent.error());
    std::vector<std::byte> header(parser::frameHeaderSize);
    if (const auto received = receive(header, deadline); !received)
        return failure(received.error());
    const auto size = parser::payloadSize(header, parser::FrameKind::Reply);
    if (!size)
        return failure(size.error());
    std::vector<std::byte> payload(*size);
    if (const auto received = receive(payload, deadline); !received)
        return failure(received.error());
    return payload;
}

}  // namespace memdelbrot
