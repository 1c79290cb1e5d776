#include "crashers.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>

char crasherSecret[16] = "still readable!";

void writeToNull()
{
    int* volatile nowhere = nullptr;
    *nowhere = 1;   // dies here
}

void callAbort()
{
    std::abort();   // dies here
}

void callExit3()
{
    std::exit(3);   // dies here
}

void callQuickExit4()
{
    ::_exit(4);   // dies here
}

void raiseKill()
{
    ::raise(SIGKILL);   // dies here
}

void resetHandlerAndFault()
{
    ::signal(SIGSEGV, SIG_DFL);
    int* volatile nowhere = nullptr;
    *nowhere = 2;   // dies here
}

void blockSignalsAndFault()
{
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
    int* volatile nowhere = nullptr;
    *nowhere = 3;   // dies here
}

int recurseForever(int depth)
{
    volatile char room[512];
    room[0] = static_cast<char>(depth);
    return recurseForever(depth + 1) + room[0];   // dies here
}

static volatile unsigned long turns;

void spinForever()
{
    for (;;)
        turns = turns + 1;   // dies here
}

void spinWithSignalsMasked()
{
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
    for (;;)
        turns = turns + 1;   // dies here
}

void corruptHeap()
{
    char* volatile block = static_cast<char*>(std::malloc(2000));
    char* volatile next = static_cast<char*>(std::malloc(2000));
    for (int i = 0; block + i < next + 16; ++i)
        block[i] = 0x41;
    std::free(block);   // dies here
}

void jumpToNull()
{
    void (*volatile nowhere)() = nullptr;
    nowhere();   // dies here
}

void jumpToJunk()
{
    auto junk = reinterpret_cast<void (*volatile)()>(0x1234567);
    junk();   // dies here
}

static void faultingThread()
{
    int* volatile nowhere = nullptr;
    *nowhere = 4;   // faultInOwnThread dies here
}

void faultInOwnThread()
{
    std::thread(faultingThread).join();
}

static void lateFaultingThread()
{
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    int* volatile nowhere = nullptr;
    *nowhere = 5;   // faultInOwnThreadLater dies here
}

void faultInOwnThreadLater()
{
    std::thread(lateFaultingThread).detach();
}

void divideByZero()
{
    volatile int zero = 0;
    turns = static_cast<unsigned long>(7 / zero);   // dies here
}

void illegalInstruction()
{
    asm volatile("ud2");   // dies here
}

void busError()
{
    const int file = ::memfd_create("short", 0);
    if (::ftruncate(file, 0) != 0)
        return;
    auto* mapped = static_cast<volatile char*>(::mmap(nullptr, 4096, PROT_READ, MAP_SHARED, file, 0));
    turns = static_cast<unsigned long>(mapped[0]);   // dies here
}

void writeAndCrash()
{
    std::puts("last words");
    std::fputs("and errors\n", stderr);
    int* volatile nowhere = nullptr;
    *nowhere = 6;   // dies here
}

void stopSelf()
{
    ::raise(SIGSTOP);   // dies here
}

volatile unsigned long crasherTurns;

static void countForever()
{
    for (;;)
        crasherTurns = crasherTurns + 1;
}

void countInThreadAndFault()
{
    std::thread(countForever).detach();
    while (crasherTurns == 0) {}
    int* volatile nowhere = nullptr;
    *nowhere = 7;   // dies here
}
