// crash_program FUNCTION: calls it. crash_program --with-handler: a process that handles its SIGSEGV and goes on.
#include "crashers.h"

#include <csetjmp>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

static sigjmp_buf beforeFault;

static int surviveOwnFault()
{
    ::signal(SIGSEGV, [](int) { ::siglongjmp(beforeFault, 1); });
    if (sigsetjmp(beforeFault, 1) == 0)
        writeToNull();
    std::puts("survived");
    return 0;
}

static int forkCrashingChild()
{
    const pid_t child = ::fork();
    if (child == 0)
        writeToNull();
    int status = 0;
    ::waitpid(child, &status, 0);
    std::printf("child: signal %d\n", WTERMSIG(status));
    return 0;
}

static int raiseAgainInHandler()
{
    ::signal(SIGSEGV, [](int signal) {
        ::signal(signal, SIG_DFL);
        ::raise(signal);
    });
    writeToNull();
    return 0;
}

static int floodOutput()
{
    const std::string line(99, 'x');
    for (int i = 0; i < 20'000; ++i)
        std::puts(line.c_str());
    return 0;
}

static int echoInput()
{
    for (int character = std::getchar(); character != EOF; character = std::getchar())
        std::putchar(character);
    return 0;
}

static int waitForInterrupt()
{
    ::signal(SIGINT, [](int) { [[maybe_unused]] const auto written = ::write(STDOUT_FILENO, "interrupted\n", 12); });
    std::puts("ready");
    std::fflush(stdout);
    ::pause();
    return 0;
}

int main(int argc, char** argv)
{
    const std::string mode = argc > 1 ? argv[1] : "";
    const std::map<std::string, int (*)()> programs{{"--with-handler", surviveOwnFault},
                                                    {"--fork", forkCrashingChild},
                                                    {"--raise-again", raiseAgainInHandler},
                                                    {"--flood", floodOutput},
                                                    {"--echo", echoInput},
                                                    {"--wait-for-interrupt", waitForInterrupt}};
    const std::map<std::string, void (*)()> crashers{{"writeToNull", writeToNull},
                                                     {"callAbort", callAbort},
                                                     {"callExit3", callExit3},
                                                     {"callQuickExit4", callQuickExit4},
                                                     {"raiseKill", raiseKill},
                                                     {"resetHandlerAndFault", resetHandlerAndFault},
                                                     {"blockSignalsAndFault", blockSignalsAndFault},
                                                     {"recurseForever", [] { recurseForever(0); }},
                                                     {"spinForever", spinForever},
                                                     {"spinWithSignalsMasked", spinWithSignalsMasked},
                                                     {"corruptHeap", corruptHeap},
                                                     {"jumpToNull", jumpToNull},
                                                     {"jumpToJunk", jumpToJunk},
                                                     {"faultInOwnThread", faultInOwnThread},
                                                     {"divideByZero", divideByZero},
                                                     {"illegalInstruction", illegalInstruction},
                                                     {"busError", busError},
                                                     {"writeAndCrash", writeAndCrash},
                                                     {"countInThreadAndFault", countInThreadAndFault}};
    if (const auto program = programs.find(mode); program != programs.end())
        return program->second();
    if (const auto crasher = crashers.find(mode); crasher != crashers.end())
        crasher->second();
    return 0;
}
