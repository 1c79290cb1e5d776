#include "parser/client/parser.h"

#include "parser/client/parser_child.h"
#include "parser/client/reply_types.h"
#include "parser/protocol/frame.h"
#include "parser/protocol/request.h"

#include <unistd.h>

#include <algorithm>
#include <climits>

namespace memdelbrot {

namespace {

constexpr int waitsPerProcessorSecond = 6;

std::string programBeside()
{
    std::string path(PATH_MAX, '\0');
    const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
    path.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return path.substr(0, path.find_last_of('/') + 1) + "memdelbrot-parser";
}

Result<ParsedDeclarations> asked(parser::Request request, SignatureOrigin origin, const ParserOptions& options)
{
    const auto deadline = std::chrono::steady_clock::now() + waitsPerProcessorSecond * options.timeout;
    request.memoryLimit = options.memoryLimit;
    request.processorSeconds = static_cast<std::uint32_t>(
        std::max<long long>(1, std::chrono::ceil<std::chrono::seconds>(options.timeout).count()));
    const auto payload = parser::encoded(request);
    if (payload.size() > parser::largestPayload)
        return failure({.code = ErrorCode::TooLarge, .detail = "a text over 64 MiB"});
    auto child = ParserChild::start(options.program.empty() ? programBeside() : options.program);
    if (!child)
        return failure(child.error());
    const auto answer = child->ask(parser::framed(parser::FrameKind::Request, payload), deadline);
    if (!answer)
        return failure(answer.error());
    const auto reply = parser::decodedReply(*answer);
    if (!reply)
        return failure(reply.error());
    return declarationsOf(*reply, origin);
}

}  // namespace

Result<ParsedDeclarations> parseDeclarations(const std::string& text, SourceLanguage language,
                                             const ParserOptions& options)
{
    return asked({.question = parser::Question::Declarations,
                  .language = language == SourceLanguage::C ? parser::Language::C : parser::Language::Cpp,
                  .text = text},
                 SignatureOrigin::Typed, options);
}

Result<ParsedDeclarations> parseDwarf(const std::string& elf, const std::string& name, const ParserOptions& options)
{
    if (elf.find('\n') != std::string::npos || name.find('\n') != std::string::npos)
        return failure({.code = ErrorCode::InvalidArgument, .subject = elf, .detail = "a line end in a name"});
    return asked({.question = parser::Question::Dwarf, .text = elf + '\n' + name}, SignatureOrigin::Dwarf, options);
}

Result<ParsedDeclarations> parseHeaders(const std::vector<std::string>& headers, const ParserOptions& options)
{
    std::string names;
    for (const std::string& header : headers)
        names += header + '\n';
    return asked({.question = parser::Question::Headers, .text = names}, SignatureOrigin::Header, options);
}

}  // namespace memdelbrot
