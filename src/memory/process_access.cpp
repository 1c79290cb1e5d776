#include "memory/process_access.h"

#include <cerrno>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace memdelbrot {

namespace {

std::string processFolder(ProcessId pid)
{
    return "/proc/" + std::to_string(pid.value());
}

unsigned effectiveUserOf(ProcessId pid, unsigned otherwise)
{
    std::ifstream status(processFolder(pid) + "/status");
    for (std::string line; std::getline(status, line);) {
        unsigned real = 0;
        unsigned effective = 0;
        if (std::sscanf(line.c_str(), "Uid: %u %u", &real, &effective) == 2)
            return effective;
    }
    return otherwise;
}

std::string yamaText(int scope)
{
    switch (scope) {
    case 1:
        return "Yama lets only a parent look (ptrace_scope is 1): sudo sysctl kernel.yama.ptrace_scope=0";
    case 2:
        return "Yama lets only root look (ptrace_scope is 2): start this program with sudo, or: sudo sysctl "
               "kernel.yama.ptrace_scope=0";
    case 3:
        return "Yama lets nobody look until the next boot (ptrace_scope is 3): set kernel.yama.ptrace_scope=0 in "
               "/etc/sysctl.d and reboot";
    default:
        return "a security module, a container or a user namespace refuses: start this program where CAP_SYS_PTRACE is "
               "granted";
    }
}

}  // namespace

AccessFacts accessFactsOf(ProcessId pid)
{
    AccessFacts facts{.ownUser = ::geteuid()};
    facts.targetUser = effectiveUserOf(pid, facts.ownUser);
    struct stat
        memory{};  // not the folder, which stays its user's in any case (Linux: fs/proc/base.c, task_dump_owner)
    if (::stat((processFolder(pid) + "/mem").c_str(), &memory) == 0)
        facts.dumpable = memory.st_uid == facts.targetUser;
    std::ifstream("/proc/sys/kernel/yama/ptrace_scope") >> facts.yamaScope;
    return facts;
}

std::string refusalText(const AccessFacts& facts)
{
    if (facts.targetUser != facts.ownUser && facts.ownUser != 0)
        return "the process belongs to user id " + std::to_string(facts.targetUser) + ", this program runs as "
            + std::to_string(facts.ownUser) + ": start this program with sudo";
    if (!facts.dumpable)
        return "the process made itself non-dumpable (PR_SET_DUMPABLE, or a set-user-id program): start this program "
               "with sudo";
    return yamaText(facts.yamaScope);
}

Error accessError(ProcessId pid, int errnoValue)
{
    Error error = systemFailure(errnoValue, "pid " + std::to_string(pid.value())).value();
    if (error.code == ErrorCode::Refused)
        error.detail = refusalText(accessFactsOf(pid));
    return error;
}

}  // namespace memdelbrot
