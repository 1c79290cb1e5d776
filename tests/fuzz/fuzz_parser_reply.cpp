// What a parser process that was taken over could send: it must be refused or become finite tables.
#include "parser/client/reply_types.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace memdelbrot;
    const auto reply = parser::decodedReply(std::as_bytes(std::span(data, size)));
    if (!reply)
        return 0;
    const ParsedDeclarations declarations = declarationsOf(*reply, SignatureOrigin::Typed);
    if (declarations.records.size() != reply->records.size())
        std::abort();
    return 0;
}
