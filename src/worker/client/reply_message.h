// What the worker answered, read from the copy of a block that called code may have written to.
#pragma once

#include "base/result.h"
#include "worker/client/worker_channel.h"

#include <cstring>
#include <span>
#include <string>

namespace memdelbrot {

// Of a reply whose status is not Done: the worker's text, errno or exception as an Error about `subject`.
[[nodiscard]] Error refusal(const Exchange& exchange, const std::string& subject);

[[nodiscard]] std::string textOf(std::span<const std::byte> bytes);

// The structure that a payload begins with. Errors: BadMessage.
template <typename Head>
Result<Head> headOf(std::span<const std::byte> payload)
{
    Head head = {};
    if (payload.size() < sizeof head)
        return failure({.code = ErrorCode::BadMessage, .subject = "worker"});
    std::memcpy(&head, payload.data(), sizeof head);
    return head;
}

}  // namespace memdelbrot
