#pragma once

#include "base/result.h"
#include "base/unique_fd.h"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace memdelbrot {

// One direction pair of the session's protocol: messages of four bytes of length (little-endian) and that much JSON.
// The other side is hostile: a user's code runs in it and may write to the descriptor, or close it.
class MessageChannel final {
public:
    static constexpr std::uint32_t SizeLimit = 16u << 20;   // bytes of one message; channel.py has the same
    static constexpr std::chrono::milliseconds Patience{5000};   // for the rest of a message that has begun

    explicit MessageChannel(UniqueFd socket) : m_socket(std::move(socket)) {}

    [[nodiscard]] int descriptor() const { return m_socket.get(); }

    // Blocks until sent, at most `Patience` while the other side does not read. Errors: Ended, TooLarge, TimedOut, System.
    [[nodiscard]] Result<void> send(std::string_view message);
    // The next whole message; waits for its first byte at most `patience`, for the rest `Patience`.
    // Errors: Ended (closed), TimedOut, BadMessage (over the limit, or cut off), System.
    [[nodiscard]] Result<std::string> receive(std::chrono::milliseconds patience);

private:
    [[nodiscard]] Result<void> receiveExactly(char* bytes, std::size_t size, std::chrono::milliseconds patience);

    UniqueFd m_socket;
    std::mutex m_sendMutex;
};

// Two ends of one channel, both closed on exec. Errors: System.
[[nodiscard]] Result<std::pair<UniqueFd, UniqueFd>> channelEnds();

}  // namespace memdelbrot
