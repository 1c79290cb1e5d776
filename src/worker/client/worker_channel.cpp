#include "worker/client/worker_channel.h"

#include "worker/protocol/futex.h"

#include <cstring>
#include <optional>

namespace memdelbrot {

using std::chrono::steady_clock;
using workerprotocol::attention;
using workerprotocol::noReply;
using workerprotocol::ReplyStatus;

Exchange receivedFrom(const workerprotocol::ControlBlock& block)
{
    const std::uint32_t length = block.replyLength;
    Exchange exchange{.end = ExchangeEnd::Replied, .status = block.replyStatus, .errnoValue = block.replyErrno};
    if (length > workerprotocol::replyLimit
        || static_cast<std::uint32_t>(exchange.status) > static_cast<std::uint32_t>(ReplyStatus::Thrown))
        return {.end = ExchangeEnd::Damaged};
    exchange.payload.assign(block.replyPayload, block.replyPayload + length);
    return exchange;
}

Exchange WorkerChannel::exchange(workerprotocol::RequestKind kind, std::span<const std::byte> payload,
                                 std::chrono::milliseconds timeout, const std::stop_token& stop)
{
    const auto deadline = steady_clock::now() + timeout;
    std::atomic<bool> stopped = false;
    send(kind, payload);
    const std::stop_callback onStop(stop, [&] {
        stopped = true;
        callAttention();
    });
    const ExchangeEnd end = wait(deadline, stopped);
    return end == ExchangeEnd::Replied ? receivedFrom(m_block) : Exchange{.end = end};
}

void WorkerChannel::send(workerprotocol::RequestKind kind, std::span<const std::byte> payload)
{
    m_block.reply.store(noReply);
    m_block.requestKind = kind;
    m_block.requestLength = static_cast<std::uint32_t>(payload.size());
    if (!payload.empty())
        std::memcpy(m_block.requestPayload, payload.data(), payload.size());
    m_number = m_number + 1 < attention ? m_number + 1 : 1;
    m_block.request.store(m_number, std::memory_order_release);
    workerprotocol::wakeAll(m_block.request);
}

ExchangeEnd WorkerChannel::wait(steady_clock::time_point deadline, const std::atomic<bool>& stopped)
{
    while (true) {
        std::uint32_t reply = m_block.reply.load(std::memory_order_acquire);
        if ((reply & ~attention) == m_number)
            return ExchangeEnd::Replied;
        if (m_over)
            return ExchangeEnd::Over;
        if (isParked())
            return ExchangeEnd::Parked;
        if (stopped)
            return ExchangeEnd::Stopped;
        if (reply == attention) {   // for a reason that is gone: set before this request
            m_block.reply.compare_exchange_strong(reply, noReply);
            continue;
        }
        if (reply != noReply)
            return ExchangeEnd::Damaged;
        const auto left = deadline - steady_clock::now();
        if (left <= steady_clock::duration::zero())
            return ExchangeEnd::TimedOut;
        workerprotocol::waitAwhileThenSleep(m_block.reply, noReply, left);
    }
}

void WorkerChannel::setOver()
{
    m_over = true;
    callAttention();
}

bool WorkerChannel::isParked() const
{
    return m_block.park.reason.load(std::memory_order_acquire)
        != static_cast<std::uint32_t>(workerprotocol::ParkReason::None);
}

void WorkerChannel::waitForPark(std::chrono::milliseconds timeout) const
{
    const auto deadline = steady_clock::now() + timeout;
    while (steady_clock::now() < deadline) {
        const std::uint32_t reply = m_block.reply.load();
        if (m_over || isParked())
            return;
        workerprotocol::waitWhile(m_block.reply, reply, deadline - steady_clock::now());
    }
}

void WorkerChannel::callAttention()
{
    m_block.reply.fetch_or(attention);
    workerprotocol::wakeAll(m_block.reply);
}

}  // namespace memdelbrot
