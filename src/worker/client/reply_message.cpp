#include "worker/client/reply_message.h"

#include <algorithm>
#include <cstdlib>
#include <cxxabi.h>
#include <memory>
#include <unistd.h>

namespace memdelbrot {

using workerprotocol::ReplyStatus;

namespace {

// The demangler recurses and keeps its parts on the stack.
constexpr std::size_t typeNameLimit = 1024;

std::string typeName(const std::string& mangled)
{
    if (mangled.size() > typeNameLimit)
        return mangled.substr(0, typeNameLimit);
    const std::unique_ptr<char, decltype(&std::free)> name(
        abi::__cxa_demangle(mangled.c_str(), nullptr, nullptr, nullptr), &std::free);
    return name ? name.get() : mangled;
}

Error thrownError(std::span<const std::byte> payload)
{
    const std::string text = textOf(payload);
    const std::size_t end = std::min(text.find('\0'), text.size());
    const std::string type = typeName(text.substr(0, end));
    const std::string what = end < text.size() ? text.substr(end + 1) : std::string();
    return {.code = ErrorCode::Diagnostic,
            .subject = type,
            .detail = "threw " + type + (what.empty() ? std::string() : ": " + what)};
}

bool isMissingFile(const std::string& path)
{
    return path.find('/') != std::string::npos && ::access(path.c_str(), F_OK) != 0;
}

}  // namespace

std::string textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Error refusal(const Exchange& exchange, const std::string& subject)
{
    switch (exchange.status) {
    case ReplyStatus::NotFound:
        return {.code = ErrorCode::NotFound, .subject = subject, .detail = textOf(exchange.payload)};
    case ReplyStatus::LoaderError:
        return {.code = isMissingFile(subject) ? ErrorCode::NotFound : ErrorCode::Diagnostic,
                .subject = subject,
                .detail = textOf(exchange.payload)};
    case ReplyStatus::SystemError:
        return systemFailure(exchange.errnoValue, subject).value();
    case ReplyStatus::Thrown:
        return thrownError(exchange.payload);
    default:
        return {.code = ErrorCode::BadMessage, .subject = subject};
    }
}

}  // namespace memdelbrot
