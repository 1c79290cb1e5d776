#include "cli/target_option.h"
#include "cli/shielded_words.h"
#include "cli/word_checks.h"

namespace memdelbrot {

void TargetOption::addTo(CLI::App* command, bool isShellLine)
{
    CLI::Option_group* const group = command->add_option_group("target", "The memory that is looked at");
    group->add_option("--pid", pid, "A running process")->check(oneOrMore());
    group->add_option("--file", file, "A file: address 0 is its first byte");
    group->add_option("--core", core, "A core dump");
    if (isShellLine) {
        group->add_flag("--worker", worker, "The worker, where libraries are called");
        group->add_flag("--python", python, "The Python session");
    }
    group->require_option(0, 1);
}

Result<TargetId> TargetOption::open(Session& session) const
{
    Workbench& workbench = session.workbench();
    if (pid)
        return workbench.targets().openProcess(ProcessId(*pid));
    if (!file.empty())
        return workbench.targets().openFile(file);
    if (!core.empty())
        return workbench.targets().openCore(core);
    if (worker)
        return workbench.workerTarget();
    if (python) {
        if (const auto started = session.python(); !started)
            return failure(started.error());
        if (const auto target = workbench.pythonTarget())
            return *target;
        return failure({.code = ErrorCode::Ended, .subject = "the Python session"});
    }
    const std::string choices =
        session.isShell() ? "--pid, --file, --core, --worker or --python" : "--pid, --file or --core";
    return failure({.code = ErrorCode::InvalidArgument,
                    .subject = "the command without a target",
                    .detail = "one of " + choices + " must say what to look at"});
}

Result<memdelbrot::Place> TargetOption::place(Session& session, const std::string& typed) const
{
    const std::string address = unshieldedWord(typed);
    // py:name and alloc:name know where they lie.
    const bool namesTarget = address.find("py:") != std::string::npos || address.find("alloc:") != std::string::npos;
    const auto target =
        !isGiven() && namesTarget ? Result<TargetId>(session.workbench().targets().self()) : open(session);
    if (!target)
        return failure(target.error());
    return evaluateAddress(session.workbench(), *target, address);
}

}  // namespace memdelbrot
