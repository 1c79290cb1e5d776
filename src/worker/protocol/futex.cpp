#include "worker/protocol/futex.h"

#include <climits>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace memdelbrot::workerprotocol {

namespace {

constexpr std::chrono::microseconds spinTime{40};

void pauseProcessor()
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

// True when the word has changed.
bool spinWhile(const std::atomic<std::uint32_t>& word, std::uint32_t expected)
{
    static const bool isAlone = ::sysconf(_SC_NPROCESSORS_ONLN) < 2;   // nobody else could change it meanwhile
    if (isAlone)
        return false;
    const auto end = std::chrono::steady_clock::now() + spinTime;
    do {
        for (int i = 0; i < 32; ++i) {
            if (word.load(std::memory_order_acquire) != expected)
                return true;
            pauseProcessor();
        }
    } while (std::chrono::steady_clock::now() < end);
    return false;
}

}  // namespace

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

void waitAwhileThenSleep(const std::atomic<std::uint32_t>& word, std::uint32_t expected,
                         std::optional<std::chrono::nanoseconds> timeout)
{
    if (!spinWhile(word, expected))
        waitWhile(word, expected, timeout);
}

void wakeAll(const std::atomic<std::uint32_t>& word)
{
    ::syscall(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

}  // namespace memdelbrot::workerprotocol
