#pragma once

#include "worker/protocol/control_block.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace memdelbrot {

enum class ExchangeEnd {
    Replied,
    Over,       // setOver() was called
    Parked,     // the worker left a park record
    TimedOut,
    Stopped,    // by the stop token
    Damaged,    // the block holds nonsense
};

struct Exchange {
    ExchangeEnd end = ExchangeEnd::Damaged;
    workerprotocol::ReplyStatus status = workerprotocol::ReplyStatus::Done;   // this and what follows: Replied only
    int errnoValue = 0;
    std::vector<std::byte> payload;   // a copy
};

// A copy of the reply in the block, checked: Replied, or Damaged.
[[nodiscard]] Exchange receivedFrom(const workerprotocol::ControlBlock& block);

// Requests and replies through a control block that called code may write to. One exchange at a time: the caller's lock.
class WorkerChannel final {
public:
    // `number`: of the request before the first.
    explicit WorkerChannel(workerprotocol::ControlBlock& block, std::uint32_t number = 0)
        : m_block(block), m_number(number)
    {
    }

    // REQUIRES: payload within requestLimit.
    [[nodiscard]] Exchange exchange(workerprotocol::RequestKind kind, std::span<const std::byte> payload,
                                    std::chrono::milliseconds timeout, const std::stop_token& stop = {});

    // From any thread: the worker will not answer any more.
    void setOver();
    [[nodiscard]] bool isParked() const;
    void waitForPark(std::chrono::milliseconds timeout) const;  // returns early when the worker is over

private:
    void send(workerprotocol::RequestKind kind, std::span<const std::byte> payload);
    [[nodiscard]] ExchangeEnd wait(std::chrono::steady_clock::time_point deadline, const std::atomic<bool>& stopped);
    void callAttention();

    workerprotocol::ControlBlock& m_block;
    std::uint32_t m_number;
    std::atomic<bool> m_over = false;
};

}  // namespace memdelbrot
