#include "worker/client/call_message.h"

#include "worker/protocol/control_block.h"

#include <cstring>

namespace memdelbrot {

namespace {

template <typename From, typename To>
void convert(PassedValue& value, PassedType type)
{
    From from = {};
    std::memcpy(&from, value.bytes.data(), sizeof from);
    const auto to = static_cast<To>(from);
    value = {.type = type};
    std::memcpy(value.bytes.data(), &to, sizeof to);
}

// C17, 6.5.2.2: float to double, what is narrower than int to int.
PassedValue promoted(PassedValue value)
{
    switch (value.type) {
    case PassedType::Float:
        convert<float, double>(value, PassedType::Double);
        break;
    case PassedType::Int8:
        convert<std::int8_t, std::int32_t>(value, PassedType::Int32);
        break;
    case PassedType::UInt8:
        convert<std::uint8_t, std::int32_t>(value, PassedType::Int32);
        break;
    case PassedType::Int16:
        convert<std::int16_t, std::int32_t>(value, PassedType::Int32);
        break;
    case PassedType::UInt16:
        convert<std::uint16_t, std::int32_t>(value, PassedType::Int32);
        break;
    default:
        break;
    }
    return value;
}

template <typename Part>
void append(std::vector<std::byte>& bytes, const Part& part)
{
    const auto* begin = reinterpret_cast<const std::byte*>(&part);
    bytes.insert(bytes.end(), begin, begin + sizeof part);
}

}  // namespace

Result<std::vector<std::byte>> callMessage(const CallRequest& request)
{
    const std::size_t count = request.arguments.size();
    if (count > workerprotocol::argumentLimit)
        return failure({.code = ErrorCode::TooLarge, .subject = std::to_string(count) + " arguments"});
    if (request.fixedArguments && *request.fixedArguments > count)
        return failure({.code = ErrorCode::InvalidArgument, .subject = std::to_string(count + 1)});
    std::vector<std::byte> message;
    message.reserve(sizeof(workerprotocol::CallRequestHead) + count * sizeof(workerprotocol::PassedWords));
    append(message,
           workerprotocol::CallRequestHead{
               .function = request.function.value(),
               .resultType = static_cast<std::uint32_t>(request.result),
               .argumentCount = static_cast<std::uint32_t>(count),
               .fixedArguments = request.fixedArguments ? static_cast<std::int32_t>(*request.fixedArguments) : -1});
    for (std::size_t i = 0; i < count; ++i) {
        const bool isBehindDots = request.fixedArguments && i >= *request.fixedArguments;
        const PassedValue value = isBehindDots ? promoted(request.arguments[i]) : request.arguments[i];
        if (value.type == PassedType::Void)
            return failure({.code = ErrorCode::InvalidArgument, .subject = std::to_string(i + 1)});
        workerprotocol::PassedWords words{.type = static_cast<std::uint32_t>(value.type)};
        std::memcpy(words.bytes, value.bytes.data(), sizeof words.bytes);
        append(message, words);
    }
    return message;
}

Result<CallResult> callResult(std::span<const std::byte> reply, int errnoValue, PassedType type)
{
    workerprotocol::CallReply answer = {};
    if (reply.size() != sizeof answer)
        return failure({.code = ErrorCode::BadMessage, .subject = "worker"});
    std::memcpy(&answer, reply.data(), sizeof answer);
    CallResult result{.result = {.type = type}, .errnoValue = errnoValue, .nanoseconds = answer.nanoseconds};
    std::memcpy(result.result.bytes.data(), answer.result, sizeOf(type));
    return result;
}

}  // namespace memdelbrot
