#include "parser/protocol/request.h"

#include "parser/protocol/byte_stream.h"

namespace memdelbrot::parser {

std::vector<std::byte> encoded(const Request& request)
{
    ByteWriter writer;
    writer.number8(static_cast<std::uint8_t>(request.question));
    writer.number8(static_cast<std::uint8_t>(request.language));
    writer.number64(request.memoryLimit);
    writer.number32(request.processorSeconds);
    writer.text(request.text);
    return writer.bytes();
}

Result<Request> decodedRequest(std::span<const std::byte> payload)
{
    ByteReader reader(payload);
    const std::uint8_t question = reader.number8();
    const std::uint8_t language = reader.number8();
    Request request{.question = static_cast<Question>(question),
                    .language = static_cast<Language>(language),
                    .memoryLimit = reader.number64(),
                    .processorSeconds = reader.number32(),
                    .text = reader.text()};
    const bool isKnown = question >= 1 && question <= 3 && language >= 1 && language <= 2;
    if (!reader.isGood() || !reader.isAtEnd() || !isKnown)
        return failure({.code = ErrorCode::BadMessage,
                        .subject = "memdelbrot-parser",
                        .detail = "a request that does not decode"});
    return request;
}

}  // namespace memdelbrot::parser
