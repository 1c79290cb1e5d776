#include "parser/process/limits.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <csignal>

namespace memdelbrot::parser {

namespace {

// A sanitizer's shadow takes terabytes of addresses.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool isSanitized = true;
#else
constexpr bool isSanitized = false;
#endif

Result<void> limit(__rlimit_resource resource, rlim_t value)
{
    const rlimit both{value, value};
    if (::setrlimit(resource, &both) != 0)
        return systemFailure(errno, "setrlimit");
    return {};
}

// SIGXCPU, which says what it was; SIGKILL a second later.
Result<void> limitProcessorTime(rlim_t seconds)
{
    const rlimit both{seconds, seconds + 1};
    if (::setrlimit(RLIMIT_CPU, &both) != 0)
        return systemFailure(errno, "setrlimit");
    return {};
}

}  // namespace

Result<void> limitOurselves(std::uint64_t addressSpace, std::uint32_t processorSeconds)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);   // who asked is gone: nobody waits for the answer
    return limit(RLIMIT_AS, isSanitized ? RLIM_INFINITY : addressSpace)
        .and_then([&] { return limitProcessorTime(processorSeconds); })
        .and_then([] { return limit(RLIMIT_CORE, 0); })
        .and_then([] { return limit(RLIMIT_FSIZE, 0); });
}

}  // namespace memdelbrot::parser
