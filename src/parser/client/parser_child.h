#pragma once

#include "base/result.h"
#include "base/unique_fd.h"

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

namespace memdelbrot {

// A running memdelbrot-parser and the socket to it. It is killed and reaped when this goes.
class ParserChild final {
public:
    using Deadline = std::chrono::steady_clock::time_point;

    // Errors: NotFound (no such program), System.
    [[nodiscard]] static Result<ParserChild> start(const std::string& program);
    ParserChild(ParserChild&& other) noexcept;
    ParserChild& operator=(ParserChild&&) = delete;
    ~ParserChild();

    // Sends the whole message and returns the payload of the reply.
    // Errors: TimedOut, Crashed (detail: the signal or status), BadMessage, TooLarge, System.
    [[nodiscard]] Result<std::vector<std::byte>> ask(std::span<const std::byte> message, Deadline deadline);

private:
    ParserChild(pid_t pid, UniqueFd socket);

    [[nodiscard]] Result<void> send(std::span<const std::byte> bytes, Deadline deadline);
    [[nodiscard]] Result<void> receive(std::span<std::byte> bytes, Deadline deadline);
    [[nodiscard]] Result<void> waitFor(short events, Deadline deadline);
    // Why the socket closed before the reply was there.
    [[nodiscard]] tl::unexpected<Error> ended();

    pid_t m_pid;
    UniqueFd m_socket;
};

}  // namespace memdelbrot
