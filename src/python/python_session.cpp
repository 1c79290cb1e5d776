#include "python/python_session.h"

#include "python/python_session_private.h"

namespace memdelbrot {

PythonSession::PythonSession(std::unique_ptr<Private> session) : d(std::move(session)) {}

PythonSession::~PythonSession() = default;

void PythonSession::end()
{
    d->end();
}

Result<std::unique_ptr<PythonSession>> PythonSession::start(const PythonOptions& options, PythonCallbacks callbacks)
{
    auto session = std::make_unique<Private>(std::move(callbacks));
    if (auto started = session->start(options); !started)
        return failure(started.error());
    return std::unique_ptr<PythonSession>(new PythonSession(std::move(session)));
}

ProcessId PythonSession::pid() const
{
    return d->pid();
}

std::string PythonSession::version() const
{
    return d->hello().version;
}

std::string PythonSession::interpreter() const
{
    return d->hello().executable;
}

PythonNamespaces PythonSession::namespaces() const
{
    return d->hello().namespaces;
}

Result<std::vector<ThreadState>> PythonSession::threadStates() const
{
    return d->threadStates();
}

std::optional<CrashReport> PythonSession::report() const
{
    return d->report();
}

bool PythonSession::isTraced() const
{
    return d->isTraced();
}

std::string lostUntraced()
{
    return "Python is not traced here. After a crash or an exit the memory of the dead interpreter cannot be read, and "
           "there is no stack.";
}

Result<PythonExecution> PythonSession::runCell(const std::string& code)
{
    return d->execute(PythonCommand::Run, code);
}

Result<PythonExecution> PythonSession::runScript(const std::string& path)
{
    return d->execute(PythonCommand::Script, path);
}

Result<bool> PythonSession::isComplete(const std::string& code)
{
    return d->carryOut(PythonCommand::Complete, code).map([](const auto& outcome) {
        return outcome.answer.isComplete;
    });
}

void PythonSession::interrupt()
{
    d->interrupt();
}

void PythonSession::answerInput(const std::optional<std::string>& line)
{
    d->answerInput(line);
}

Result<PythonVariables> PythonSession::variables()
{
    auto outcome = d->carryOut(PythonCommand::Variables, {});
    if (!outcome)
        return failure(outcome.error());
    if (!outcome->answer.error.empty())
        return failure({.code = ErrorCode::Cancelled, .subject = "python", .detail = outcome->answer.error});
    return PythonVariables{std::move(outcome->answer.variables), outcome->answer.leftOut};
}

Result<PythonVariable> PythonSession::variable(const std::string& name)
{
    auto outcome = d->carryOut(PythonCommand::Variable, name);
    if (!outcome)
        return failure(outcome.error());
    if (outcome->answer.isMissing || outcome->answer.variables.empty())
        return failure({.code = ErrorCode::NotFound, .subject = name, .detail = outcome->answer.error});
    return std::move(outcome->answer.variables.front());
}

}  // namespace memdelbrot
