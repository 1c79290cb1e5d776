// What called code could write into the control block: a reply is refused, or becomes bounded text and numbers.
#include "worker/client/call_message.h"
#include "worker/client/reply_message.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace memdelbrot;
    using workerprotocol::ControlBlock;
    static const auto block = std::make_unique<ControlBlock>();
    constexpr std::size_t headSize = 12;   // status, errno, length
    if (size < headSize)
        return 0;
    std::memcpy(&block->replyStatus, data, sizeof block->replyStatus);
    std::memcpy(&block->replyErrno, data + 4, sizeof block->replyErrno);
    std::memcpy(&block->replyLength, data + 8, sizeof block->replyLength);
    std::memcpy(block->replyPayload, data + headSize, std::min(size - headSize, workerprotocol::replyLimit));

    const Exchange exchange = receivedFrom(*block);
    if (exchange.end != ExchangeEnd::Replied)
        return 0;
    if (exchange.payload.size() > workerprotocol::replyLimit)
        std::abort();
    static_cast<void>(callResult(exchange.payload, exchange.errnoValue, PassedType::LongDouble));
    static_cast<void>(headOf<workerprotocol::LoadReply>(exchange.payload));
    if (refusal(exchange, "subject").detail.size() > 64 * workerprotocol::replyLimit)
        std::abort();
    return 0;
}
