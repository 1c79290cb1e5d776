#include "worker/client/parked_report.h"

#include "base/unique_fd.h"
#include "process/signal_disposition.h"
#include "symbols/unwind.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <thread>
#include <unistd.h>

namespace memdelbrot {

using workerprotocol::ParkReason;

namespace {

using Number = UnwindRegisters::Number;

bool isReadable(ProcessId process, std::uint64_t address)
{
    const UniqueFd memory(::open(("/proc/" + std::to_string(process.value()) + "/mem").c_str(), O_RDONLY | O_CLOEXEC));
    char byte = 0;
    return memory.isOpen() && ::pread(memory.get(), &byte, 1, static_cast<off_t>(address)) == 1;
}

Registers shown(const UnwindRegisters& registers)
{
    static constexpr std::array<std::pair<const char*, Number>, 17> order{{{"rip", Number::Rip},
                                                                           {"rsp", Number::Rsp},
                                                                           {"rbp", Number::Rbp},
                                                                           {"rax", Number::Rax},
                                                                           {"rbx", Number::Rbx},
                                                                           {"rcx", Number::Rcx},
                                                                           {"rdx", Number::Rdx},
                                                                           {"rsi", Number::Rsi},
                                                                           {"rdi", Number::Rdi},
                                                                           {"r8", Number::R8},
                                                                           {"r9", Number::R9},
                                                                           {"r10", Number::R10},
                                                                           {"r11", Number::R11},
                                                                           {"r12", Number::R12},
                                                                           {"r13", Number::R13},
                                                                           {"r14", Number::R14},
                                                                           {"r15", Number::R15}}};
    Registers result;
    for (const auto& [name, number] : order)
        result.values.emplace_back(name, registers.values[number]);
    return result;
}

void addStack(CrashReport& report, const UnwindRegisters& registers)
{
    // Either may be what went wrong: a stack that ran out, a jump to nowhere.
    report.isReadable =
        isReadable(report.pid, registers.values[Number::Rsp]) || isReadable(report.pid, registers.values[Number::Rip]);
    if (auto frames = unwind(report.pid, registers))
        report.backtrace = std::move(*frames);
}

// proc(5), /proc/PID/syscall: the last two numbers are stack pointer and program counter; "running" while it runs.
std::optional<UnwindRegisters> stoppedRegisters(ProcessId process)
{
    const std::string path = "/proc/" + std::to_string(process.value()) + "/syscall";
    for (int attempt = 0; attempt < 100; ++attempt) {
        std::ifstream file(path);
        std::vector<std::string> words;
        for (std::string word; file >> word;)
            words.push_back(word);
        if (words.size() >= 3) {
            UnwindRegisters registers;
            registers.values[Number::Rip] = std::strtoull(words.back().c_str(), nullptr, 16);
            registers.values[Number::Rsp] = std::strtoull(words[words.size() - 2].c_str(), nullptr, 16);
            return registers;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return std::nullopt;
}

}  // namespace

CrashReport parkedReport(const workerprotocol::ParkRecord& record, ProcessId worker)
{
    CrashReport report{.kind = EndKind::TimedOut, .pid = worker, .what = "worker"};
    UnwindRegisters registers;
    std::ranges::copy(record.registers, registers.values.begin());
    switch (static_cast<ParkReason>(record.reason.load(std::memory_order_acquire))) {
    case ParkReason::Signal:
        report.kind = EndKind::Signal;
        report.signal = record.signal;
        report.signalCode = record.signalCode;
        report.faultAddress = faultAddress(report.signal, report.signalCode, record.faultAddress);
        break;
    case ParkReason::Exit:
        report.kind = EndKind::Exit;
        report.exitStatus = record.exitStatus & 0xff;
        break;
    default:
        break;
    }
    report.registers = shown(registers);
    addStack(report, registers);
    return report;
}

CrashReport stoppedReport(ProcessId worker)
{
    CrashReport report{.kind = EndKind::TimedOut, .pid = worker, .what = "worker"};
    if (const auto registers = stoppedRegisters(worker)) {
        report.registers = {{{"rip", registers->values[Number::Rip]}, {"rsp", registers->values[Number::Rsp]}}};
        addStack(report, *registers);
    }
    return report;
}

}  // namespace memdelbrot
