#include "python/message_channel.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>

namespace memdelbrot {

namespace {

Result<void> waitFor(int descriptor, short events, std::chrono::milliseconds patience)
{
    pollfd waiting{descriptor, events, 0};
    for (;;) {
        const int ready = ::poll(&waiting, 1, static_cast<int>(patience.count()));
        if (ready > 0)
            return {};
        if (ready == 0)
            return failure({.code = ErrorCode::TimedOut, .subject = "python"});
        if (errno != EINTR)
            return systemFailure(errno, "poll");
    }
}

tl::unexpected<Error> ended()
{
    return failure({.code = ErrorCode::Ended, .subject = "python"});
}

std::array<char, 4> lengthBytes(std::uint32_t length)
{
    std::array<char, 4> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(length >> (8 * i));
    return bytes;
}

}  // namespace

Result<void> MessageChannel::send(std::string_view message)
{
    if (message.size() > SizeLimit)
        return failure({.code = ErrorCode::TooLarge, .subject = "python", .detail = "a message of more than 16 MiB"});
    const auto length = lengthBytes(static_cast<std::uint32_t>(message.size()));
    std::string bytes(length.data(), length.size());
    bytes += message;

    const std::lock_guard lock(m_sendMutex);
    for (std::string_view rest = bytes; !rest.empty();) {
        const ssize_t sent = ::send(m_socket.get(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno == EPIPE || errno == ECONNRESET) {
            return ended();
        } else if (errno == EAGAIN) {
            if (auto ready = waitFor(m_socket.get(), POLLOUT, Patience); !ready)
                return ready;
        } else if (errno != EINTR) {
            return systemFailure(errno, "python");
        }
    }
    return {};
}

Result<std::string> MessageChannel::receive(std::chrono::milliseconds patience)
{
    std::array<char, 4> head{};
    if (auto read = receiveExactly(head.data(), head.size(), patience); !read)
        return failure(read.error());
    std::uint32_t size = 0;
    for (std::size_t i = 0; i < head.size(); ++i)
        size |= static_cast<std::uint32_t>(static_cast<unsigned char>(head[i])) << (8 * i);
    if (size > SizeLimit)
        return failure({.code = ErrorCode::BadMessage, .subject = "python", .detail = "a message over the limit"});
    std::string message(size, '\0');
    if (auto read = receiveExactly(message.data(), size, Patience); !read) {
        const bool isCut = read.error().code == ErrorCode::TimedOut || read.error().code == ErrorCode::Ended;
        return failure(isCut ? Error{.code = ErrorCode::BadMessage, .subject = "python", .detail = "a message cut off"}
                             : read.error());
    }
    return message;
}

Result<void> MessageChannel::receiveExactly(char* bytes, std::size_t size, std::chrono::milliseconds patience)
{
    for (std::size_t got = 0; got < size;) {
        if (auto ready = waitFor(m_socket.get(), POLLIN, got == 0 ? patience : Patience); !ready)
            return ready;
        const ssize_t count = ::recv(m_socket.get(), bytes + got, size - got, MSG_DONTWAIT);
        if (count > 0)
            got += static_cast<std::size_t>(count);
        else if (count == 0 || errno == ECONNRESET)
            return ended();
        else if (errno != EINTR && errno != EAGAIN)
            return systemFailure(errno, "python");
    }
    return {};
}

Result<std::pair<UniqueFd, UniqueFd>> channelEnds()
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return systemFailure(errno, "socketpair");
    return std::pair(UniqueFd(ends[0]), UniqueFd(ends[1]));
}

}  // namespace memdelbrot
