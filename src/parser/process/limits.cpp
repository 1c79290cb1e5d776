#include "parser/process/limits.h"

#include <sys/resource.h>

#include <cerrno>

namespace memdelbrot::parser {

namespace {

Result<void> limit(__rlimit_resource resource, rlim_t value)
{
    const rlimit both{value, value};
    if (::setrlimit(resource, &both) != 0)
        return systemFailure(errno, "setrlimit");
    return {};
}

}  // namespace

Result<void> limitOurselves(std::uint64_t addressSpace, std::uint32_t processorSeconds)
{
    return limit(RLIMIT_AS, addressSpace)
        .and_then([&] { return limit(RLIMIT_CPU, processorSeconds); })
        .and_then([] { return limit(RLIMIT_CORE, 0); })
        .and_then([] { return limit(RLIMIT_FSIZE, 0); });
}

}  // namespace memdelbrot::parser
