#include "base/hex_text.h"
#include "cli/command_set.h"
#include "cli/python_outcome.h"
#include "cli/shell_line.h"
#include "cli/shell_source.h"

namespace memdelbrot {

namespace {

struct ShellOptions {
    std::string file;
    std::vector<std::string> lines;
};

// Carries out lines one after the other over one session.
class Shell final {
public:
    Shell(Session& session, ShellSource source) : m_session(session), m_source(std::move(source)) {}

    // The exit code of the line that stopped it, or ExitDone.
    int run()
    {
        while (const auto text = m_source.nextLine()) {
            m_session.setContext(m_source.isInteractive() ? ""
                                                          : "line " + std::to_string(m_source.lineNumber()) + ": ");
            const auto line = parseShellLine(
                *text, [this](const std::string& name, const std::string& command) { return valueOf(name, command); });
            if (line && !line->python && line->words.size() == 1
                && (line->words[0] == "exit" || line->words[0] == "quit"))
                return ExitDone;
            const int code = line ? carryOut(*line) : printError(line.error(), m_session);
            if (code != ExitDone && !m_source.isInteractive() && !(line && line->mayFail))
                return code;
        }
        return ExitDone;
    }

private:
    // A call knows arrays by their names, with dtype and shape; everything else takes an address.
    [[nodiscard]] std::optional<std::string> valueOf(const std::string& name, const std::string& command) const
    {
        const auto array = m_session.workbench().allocations().named(name);
        const auto known = m_session.names().find(name);
        const bool isNamedSince =
            known != m_session.names().end() && array && known->second != hexNumber(array->range.begin().value());
        if (array && (array->isInUse() || (array->state != AllocationState::Freed && !isNamedSince)))
            return command == "call" ? std::nullopt : std::optional("alloc:" + name);
        return known == m_session.names().end() ? std::nullopt : std::optional(known->second);
    }

    int carryOut(const ShellLine& line)
    {
        if (line.python)
            return runPython(line);
        if (line.words.empty())
            return ExitDone;
        std::string value;
        const int code = CommandSet(CommandSet::Place::ShellLine).run(line.words, m_session, &value);
        if (line.name.empty() || code != ExitDone)
            return code;
        if (value.empty())
            return printError({.code = ErrorCode::InvalidArgument,
                               .subject = line.name,
                               .detail = "'" + line.words[0] + "' has no one result that could be named"},
                              m_session);
        m_session.names()[line.name] = value;
        return ExitDone;
    }

    int runPython(const ShellLine& line)
    {
        const auto code = wholeCode(*line.python);
        if (!code)
            return printError(code.error(), m_session);
        const auto python = m_session.python();
        if (!python)
            return printError(python.error(), m_session);
        (void)m_session.takePrinted();
        const auto execution = (*python)->runCell(*code);
        const auto outcome = execution ? Result<Outcome>(pythonOutcome(*execution))
                                       : pythonFailure(m_session, **python, execution.error());
        return outcome ? printOutcome(*outcome, m_session) : printError(outcome.error(), m_session);
    }

    // "<<WORD": the lines up to one that is WORD.
    Result<std::string> wholeCode(const std::string& code)
    {
        if (!code.starts_with("<<") || code.size() == 2)
            return code;
        const std::string end = code.substr(2);
        std::string lines;
        while (const auto line = m_source.nextLine()) {
            if (*line == end)
                return lines;
            lines += *line + "\n";
        }
        return failure(
            {.code = ErrorCode::Syntax, .subject = "py " + code, .detail = "no line " + end + " ends the code"});
    }

    Session& m_session;
    ShellSource m_source;
};

Result<ShellSource> sourceOf(const ShellOptions& options)
{
    if (!options.lines.empty())
        return ShellSource::ofLines(options.lines);
    return options.file.empty() || options.file == "-" ? ShellSource::ofStandardInput()
                                                       : ShellSource::ofFile(options.file);
}

Result<Outcome> shell(const ShellOptions& options, Session& session)
{
    auto source = sourceOf(options);
    if (!source)
        return failure(source.error());
    session.setShell(true);
    Outcome outcome;
    outcome.exitCode = Shell(session, std::move(*source)).run();
    return outcome;
}

}  // namespace

void addShell(CommandSet& commands)
{
    const auto options = std::make_shared<ShellOptions>();
    CLI::App* const command = commands.add("shell", "Carry out lines over one worker and one Python session",
                                           [options](Session& session) { return shell(*options, session); });
    CLI::Option* const file =
        command->add_option("file", options->file, "A file of lines; without it and without -e, standard input");
    command->add_option("-e", options->lines, "Lines")->excludes(file);
    command->footer("A line is a subcommand as above, with --worker and --python as targets, or:\n"
                    "  NAME = …        keeps a result: $NAME\n"
                    "  py CODE         runs Python; py <<END takes lines up to END\n"
                    "  new, open, free arrays in the worker          unlock, lock, undo, redo, targets\n"
                    "  - …             a line that may fail          # a comment");
}

}  // namespace memdelbrot
