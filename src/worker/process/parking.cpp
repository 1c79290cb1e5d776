#include "parking.h"

#include "worker/protocol/futex.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

namespace memdelbrot {

using workerprotocol::ParkReason;

namespace {

constexpr std::array fatalSignals{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTRAP};
constexpr std::size_t stackSize = 64 * 1024;

workerprotocol::ControlBlock* parkingBlock = nullptr;
void* parkingStack = nullptr;
pid_t parkingProcess = 0;
std::atomic_flag isParked = ATOMIC_FLAG_INIT;

[[noreturn]] void standStill()
{
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, nullptr);
    while (true)
        ::pause();
}

void copyRegisters(const ucontext_t& context, std::uint64_t* registers)
{
    constexpr std::array order{REG_RAX, REG_RDX, REG_RCX, REG_RBX, REG_RSI, REG_RDI, REG_RBP, REG_RSP, REG_R8,
                               REG_R9,  REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15, REG_RIP};
    for (std::size_t i = 0; i < order.size(); ++i)
        registers[i] = static_cast<std::uint64_t>(context.uc_mcontext.gregs[order[i]]);
}

[[noreturn]] void park(ParkReason reason, const ucontext_t& context)
{
    copyRegisters(context, parkingBlock->park.registers);
    parkingBlock->park.reason.store(static_cast<std::uint32_t>(reason), std::memory_order_release);
    parkingBlock->reply.fetch_or(workerprotocol::attention);
    workerprotocol::wakeAll(parkingBlock->reply);
    standStill();
}

void onSignal(int signal, siginfo_t* info, void* context)
{
    if (::getpid() != parkingProcess) {   // a child that called code forked ends as it would without us
        ::signal(signal, SIG_DFL);
        if (info->si_code <= 0)
            ::raise(signal);
        return;
    }
    const bool isAsked = signal == workerprotocol::parkSignal;
    if (isAsked && ::gettid() != ::getpid())
        return;   // the main thread masks it: the client does without
    if (isParked.test_and_set())
        standStill();   // the first fault is the one to look at
    parkingBlock->park.signal = signal;
    parkingBlock->park.signalCode = info->si_code;
    parkingBlock->park.faultAddress = reinterpret_cast<std::uint64_t>(info->si_addr);
    park(isAsked ? ParkReason::Asked : ParkReason::Signal, *static_cast<const ucontext_t*>(context));
}

void onExit(int status, void*)
{
    if (::getpid() != parkingProcess)
        return;
    if (isParked.test_and_set())
        standStill();
    ucontext_t context = {};
    ::getcontext(&context);
    parkingBlock->park.exitStatus = status;
    park(ParkReason::Exit, context);
}

void setHandler(int signal)
{
    struct sigaction action = {};
    action.sa_sigaction = onSignal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    ::sigfillset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
}

}  // namespace

void startParking(workerprotocol::ControlBlock& control)
{
    parkingBlock = &control;
    parkingProcess = ::getpid();
    parkingStack = ::mmap(nullptr, stackSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ::on_exit(onExit, nullptr);
    armParking();
}

void armParking()
{
    if (!parkingBlock)
        return;
    const stack_t stack{.ss_sp = parkingStack, .ss_flags = 0, .ss_size = stackSize};
    ::sigaltstack(&stack, nullptr);
    for (const int signal : fatalSignals)
        setHandler(signal);
    setHandler(workerprotocol::parkSignal);
    sigset_t none;
    ::sigemptyset(&none);
    ::pthread_sigmask(SIG_SETMASK, &none, nullptr);
}

}  // namespace memdelbrot
