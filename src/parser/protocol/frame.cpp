#include "parser/protocol/frame.h"

#include "parser/protocol/byte_stream.h"

namespace memdelbrot::parser {

namespace {

constexpr std::uint32_t magic = 0x5050444d;   // "MDPP"
constexpr std::uint32_t version = 1;

tl::unexpected<Error> badMessage(std::string detail)
{
    return failure({.code = ErrorCode::BadMessage, .subject = "memdelbrot-parser", .detail = std::move(detail)});
}

}  // namespace

std::vector<std::byte> framed(FrameKind kind, std::span<const std::byte> payload)
{
    ByteWriter header;
    header.number32(magic);
    header.number32(version);
    header.number32(static_cast<std::uint32_t>(kind));
    header.number32(0);
    header.number64(payload.size());
    std::vector<std::byte> bytes = header.bytes();
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    return bytes;
}

Result<std::uint64_t> payloadSize(std::span<const std::byte> header, FrameKind expected)
{
    ByteReader reader(header);
    if (reader.number32() != magic)
        return badMessage("wrong magic");
    if (reader.number32() != version)
        return badMessage("another version");
    if (reader.number32() != static_cast<std::uint32_t>(expected) || reader.number32() != 0)
        return badMessage("wrong kind of message");
    const std::uint64_t size = reader.number64();
    if (!reader.isGood())
        return badMessage("a header that is too short");
    if (size > largestPayload)
        return failure(
            {.code = ErrorCode::TooLarge, .subject = "memdelbrot-parser", .detail = "a message over 64 MiB"});
    return size;
}

}  // namespace memdelbrot::parser
