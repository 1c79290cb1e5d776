// memdelbrot-parser: answers one question that comes through its standard input (src/parser/README.md), and ends.
#include "parser/process/limits.h"
#include "parser/process/parsing.h"
#include "parser/protocol/frame.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

using namespace memdelbrot;
using namespace memdelbrot::parser;

namespace {

constexpr int questionSocket = STDIN_FILENO;

bool receiveAll(std::span<std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::recv(questionSocket, bytes.data(), bytes.size(), 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

bool sendAll(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(questionSocket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

Result<Request> receivedRequest()
{
    std::vector<std::byte> header(frameHeaderSize);
    if (!receiveAll(header))
        return systemFailure(errno, "the question");
    const auto size = payloadSize(header, FrameKind::Request);
    if (!size)
        return failure(size.error());
    std::vector<std::byte> payload(*size);
    if (!receiveAll(payload))
        return systemFailure(errno, "the question");
    return decodedRequest(payload);
}

}  // namespace

int main()
{
    // libclang would catch its own crash and go on with a broken heap; our client wants to see it.
    ::setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", 1);
    const auto request = receivedRequest();
    if (!request)
        return 2;
    if (!limitOurselves(request->memoryLimit, request->processorSeconds))
        return 3;
    const auto reply = parsed(*request);
    if (!reply)
        return 4;
    const auto payload = encoded(*reply);
    if (payload.size() > largestPayload || !sendAll(framed(FrameKind::Reply, payload)))
        return 5;
    ::_exit(0);   // tearing libclang down takes time that nobody needs
}
