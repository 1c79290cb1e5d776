#include "cli/command_set.h"
#include "cli/crash_outcome.h"
#include "cli/element_json.h"
#include "cli/inspection_outcome.h"
#include "cli/python_outcome.h"

namespace memdelbrot {

namespace {

struct PythonCommandOptions {
    std::string script;
    std::vector<std::string> names;
};

Result<Outcome> inspected(Session& session, PythonSession& python, const std::string& name)
{
    const auto variable = python.variable(name);
    if (!variable)
        return failure(variable.error());
    const auto target = session.workbench().pythonTarget();
    if (!target)
        return failure({.code = ErrorCode::Ended, .subject = "the Python session"});
    return session.workbench().inspect(*target, variable->address).map(inspectionOutcome);
}

Result<Outcome> python(const PythonCommandOptions& options, Session& session)
{
    const auto started = session.python();
    if (!started)
        return failure(started.error());
    (void)session.takePrinted();
    const auto execution = (*started)->runScript(options.script);
    if (!execution)
        return pythonFailure(session, **started, execution.error());
    Outcome outcome = pythonOutcome(*execution);
    QJsonObject json = outcome.json.toObject();
    QJsonArray variables;
    for (const std::string& name : options.names) {
        const auto found = inspected(session, **started, name);
        if (!found)
            return failure(found.error());
        outcome.text += name + ": " + found->text;
        QJsonObject variable = found->json.toObject();
        variable[QStringLiteral("name")] = jsonText(name);
        variables.append(variable);
    }
    json[QStringLiteral("variables")] = variables;
    outcome.json = json;
    return outcome;
}

}  // namespace

Outcome pythonOutcome(const PythonExecution& execution)
{
    Outcome outcome;
    outcome.json = QJsonObject{
        {QStringLiteral("succeeded"), execution.succeeded},
        {QStringLiteral("output"), jsonText(execution.output)},
        {QStringLiteral("exit_status"), execution.exitStatus ? QJsonValue(*execution.exitStatus) : QJsonValue()},
        {QStringLiteral("error"), execution.error.empty() ? QJsonValue() : QJsonValue(jsonText(execution.error))}};
    if (!execution.succeeded) {
        outcome.exitCode = ExitFailed;
        outcome.complaint = execution.exitStatus
            ? "the script ended with exit status " + std::to_string(*execution.exitStatus)
            : "Python raised " + execution.error + "; its traceback is above";
    }
    return outcome;
}

Result<Outcome> pythonFailure(Session& session, const PythonSession& python, const Error& error)
{
    const auto report = python.report();
    if (error.code != ErrorCode::Crashed || !report)
        return failure(error);
    Outcome outcome = crashOutcome(*report);
    QJsonObject json = outcome.json.toObject();
    json[QStringLiteral("output")] = jsonText(session.takePrinted());
    outcome.json = json;
    return outcome;
}

void addPython(CommandSet& commands)
{
    const auto options = std::make_shared<PythonCommandOptions>();
    CLI::App* const command =
        commands.add("python", "Run a script in a Python of its own, then look at its variables from outside",
                     [options](Session& session) { return python(*options, session); });
    command->add_option("script", options->script, "A Python file")->required();
    command->add_option("--inspect", options->names, "Names of variables: a,b")->delimiter(',');
}

}  // namespace memdelbrot
