#include "worker/protocol/futex.h"

#include <climits>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace memdelbrot::workerprotocol {

void waitWhile(const std::atomic<std::uint32_t>& word, std::uint32_t expected,
               std::optional<std::chrono::nanoseconds> timeout)
{
    timespec time = {};
    if (timeout) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*timeout);
        time = {seconds.count(), (*timeout - seconds).count()};
    }
    ::syscall(SYS_futex, &word, FUTEX_WAIT, expected, timeout ? &time : nullptr, nullptr, 0);
}

void wakeAll(const std::atomic<std::uint32_t>& word)
{
    ::syscall(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

}  // namespace memdelbrot::workerprotocol
