#include "process/spawn.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace memdelbrot {

namespace {

struct Pipe {
    UniqueFd reading;
    UniqueFd writing;
};

Result<Pipe> openPipe()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return systemFailure(errno, "pipe");
    return Pipe{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

// Everything that the child needs, laid out before the fork: behind it nothing may allocate, since another thread may
// have held malloc's lock.
struct ChildPlan {
    std::vector<char*> arguments;
    std::vector<char*> environment;
    std::vector<PassedDescriptor> descriptors;   // the standard ones included
    const char* workingFolder = nullptr;
    int go = -1;
    int execError = -1;
    pid_t parent = -1;
};

char* writable(const std::string& text)
{
    return const_cast<char*>(text.c_str());   // exec's signature lacks a const
}

ChildPlan planOf(const SupervisedProgram& program)
{
    ChildPlan plan;
    plan.arguments.push_back(writable(program.program));
    for (const std::string& argument : program.arguments)
        plan.arguments.push_back(writable(argument));
    plan.arguments.push_back(nullptr);
    if (program.environment) {
        for (const std::string& variable : *program.environment)
            plan.environment.push_back(writable(variable));
        plan.environment.push_back(nullptr);
    }
    if (!program.workingFolder.empty())
        plan.workingFolder = program.workingFolder.c_str();
    plan.descriptors = program.descriptors;
    plan.parent = ::getpid();
    return plan;
}

[[noreturn]] void failInChild(const ChildPlan& plan)
{
    const int error = errno;
    [[maybe_unused]] const auto written = ::write(plan.execError, &error, sizeof error);
    ::_exit(127);
}

// Signal dispositions and mask survive exec: what the tool ignores, a program under inspection must not.
void resetSignals()
{
    for (int signal = 1; signal < NSIG; ++signal)
        ::signal(signal, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::pthread_sigmask(SIG_SETMASK, &none, nullptr);
}

// In two steps, so that no number that is still to be copied from is overwritten.
void placeDescriptors(ChildPlan& plan)
{
    constexpr int above = 64;
    plan.execError = ::fcntl(plan.execError, F_DUPFD_CLOEXEC, above);
    for (PassedDescriptor& descriptor : plan.descriptors) {
        descriptor.ours = ::fcntl(descriptor.ours, F_DUPFD_CLOEXEC, above);
        if (descriptor.ours < 0)
            failInChild(plan);
    }
    int highest = 2;
    for (const PassedDescriptor& descriptor : plan.descriptors) {
        if (::dup2(descriptor.ours, descriptor.theirs) < 0)
            failInChild(plan);
        highest = std::max(highest, descriptor.theirs);
    }
    ::syscall(SYS_close_range, highest + 1, ~0U, CLOSE_RANGE_CLOEXEC);
}

[[noreturn]] void runChild(ChildPlan& plan)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    char byte = 0;
    if (::getppid() != plan.parent || ::read(plan.go, &byte, 1) != 1)
        ::_exit(127);   // the supervisor is gone
    ::setpgid(0, 0);    // a kill(0, …) in called code, and the terminal's Ctrl+C, stay on their side
    resetSignals();
    placeDescriptors(plan);
    if (plan.workingFolder && ::chdir(plan.workingFolder) != 0)
        failInChild(plan);
    ::execvpe(plan.arguments[0], plan.arguments.data(), plan.environment.empty() ? environ : plan.environment.data());
    failInChild(plan);
}

}  // namespace

Result<SpawnedChild> spawnWaiting(const SupervisedProgram& program)
{
    auto output = openPipe();
    auto errors = openPipe();
    auto go = openPipe();
    auto execError = openPipe();
    const UniqueFd nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (!output || !errors || !go || !execError || !nothing.isOpen())
        return systemFailure(errno, program.program);

    ChildPlan plan = planOf(program);
    plan.go = go->reading.get();
    plan.execError = execError->writing.get();
    plan.descriptors.push_back({program.standardInput < 0 ? nothing.get() : program.standardInput, STDIN_FILENO});
    plan.descriptors.push_back({output->writing.get(), STDOUT_FILENO});
    plan.descriptors.push_back({errors->writing.get(), STDERR_FILENO});

    const pid_t pid = ::fork();
    if (pid < 0)
        return systemFailure(errno, program.program);
    if (pid == 0)
        runChild(plan);
    for (const int fd : {output->reading.get(), errors->reading.get()})
        ::fcntl(fd, F_SETFL, O_NONBLOCK);
    return SpawnedChild{pid, std::move(output->reading), std::move(errors->reading), std::move(go->writing),
                        std::move(execError->reading)};
}

Result<void> letRun(SpawnedChild& child, const std::string& program)
{
    const char byte = 'g';
    if (::write(child.go.get(), &byte, 1) != 1)
        return systemFailure(errno, program);
    child.go.reset();
    int error = 0;
    ssize_t count = 0;
    do
        count = ::read(child.execError.get(), &error, sizeof error);
    while (count < 0 && errno == EINTR);
    if (count == sizeof error)
        return systemFailure(error, program);
    return {};
}

}  // namespace memdelbrot
