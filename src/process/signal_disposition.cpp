#include "process/signal_disposition.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fstream>
#include <string_view>

namespace memdelbrot {

namespace {

// signal(7): the default is to ignore the first four, and to stop the process for the others.
constexpr std::array harmless{SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU};

bool isInMask(std::string_view line, int signal)
{
    const std::size_t begin = line.find_first_not_of(" \t");
    std::uint64_t mask = 0;
    if (begin != std::string_view::npos)
        std::from_chars(line.data() + begin, line.data() + line.size(), mask, 16);
    return (mask >> (signal - 1)) & 1;
}

}  // namespace

bool wouldEnd(ProcessId process, int signal)
{
    if (std::ranges::find(harmless, signal) != harmless.end())
        return false;
    std::ifstream status("/proc/" + std::to_string(process.value()) + "/status");
    for (std::string line; std::getline(status, line);) {
        const std::string_view text = line;
        if ((text.starts_with("SigIgn:") || text.starts_with("SigCgt:")) && isInMask(text.substr(7), signal))
            return false;
    }
    return true;
}

bool isFault(int signal)
{
    return signal == SIGSEGV || signal == SIGBUS || signal == SIGFPE || signal == SIGILL || signal == SIGTRAP;
}

std::optional<Address> faultAddress(int signal, int code, std::uint64_t address)
{
    if (!isFault(signal) || code <= 0 || code == SI_KERNEL)
        return std::nullopt;
    return Address(address);
}

std::string signalName(int signal)
{
    if (const char* name = ::sigabbrev_np(signal))
        return std::string("SIG") + name;
    if (signal >= SIGRTMIN && signal <= SIGRTMAX)
        return signal == SIGRTMIN ? "SIGRTMIN" : "SIGRTMIN+" + std::to_string(signal - SIGRTMIN);
    return "signal " + std::to_string(signal);
}

}  // namespace memdelbrot
