#include "cli/command_set.h"

#include "cli/shielded_words.h"
#include "workbench/error_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

namespace memdelbrot {

namespace {

QByteArray jsonText(const QJsonValue& value)
{
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

bool write(std::FILE* stream, std::string_view text)
{
    return std::fwrite(text.data(), 1, text.size(), stream) == text.size() && std::fflush(stream) == 0;
}

void complain(const std::string& text, const Session& session)
{
    std::fprintf(stderr, "memdelbrot-cli: %s%s\n", session.context().c_str(), text.c_str());
}

// Once for each kind of process.
void tellWhatIsLost(Session& session)
{
    for (const TargetInfo& info : session.workbench().targets().list()) {
        if (!info.lost.empty() && session.isNews(info.lost))
            complain("note: " + info.lost, session);
    }
}

}  // namespace

CommandSet::CommandSet(Place place)
    : m_place(place),
      m_app("Look at memory, change it, draw it, call C on it.", place == Place::ShellLine ? "" : "memdelbrot-cli")
{
    m_app.set_version_flag("--version", MEMDELBROT_VERSION);
    m_app.add_flag("--json", m_wantsJson, "JSON instead of text");
    m_app.require_subcommand(1);
    m_app.fallthrough();
    addRegions(*this);
    addPeek(*this);
    addPoke(*this);
    addSearch(*this);
    addInspect(*this);
    addSymbols(*this);
    addCall(*this);
    addLayout(*this);
    addPython(*this);
    addRender(*this);
    if (isShellLine()) {
        addArrays(*this);
        addLocks(*this);
        addUndo(*this);
        addTargets(*this);
        addScan(*this);
    } else {
        addShell(*this);
    }
}

CLI::App* CommandSet::add(const std::string& name, const std::string& description, Action action)
{
    CLI::App* command = m_app.add_subcommand(name, description);
    command->fallthrough();
    command->callback([this, action = std::move(action)] { m_chosen = action; });
    return command;
}

int CommandSet::run(std::vector<std::string> words, Session& session, std::string* result)
{
    std::transform(words.begin(), words.end(), words.begin(), shieldedWord);
    std::reverse(words.begin(), words.end());   // CLI11 takes them from the back
    try {
        m_app.parse(std::move(words));
    } catch (const CLI::Success& success) {
        return m_app.exit(success);   // --help, --version
    } catch (const CLI::ParseError& error) {
        complain(std::string(error.what()) + "; see --help", session);
        return ExitUsage;
    }
    const bool wantedJson = session.wantsJson();
    session.setWantsJson(wantedJson || m_wantsJson);
    const auto outcome = m_chosen(session);
    int code = ExitDone;
    if (!outcome) {
        code = printError(outcome.error(), session);
    } else {
        code = printOutcome(*outcome, session);
        if (result)
            *result = outcome->value;
    }
    tellWhatIsLost(session);
    session.setWantsJson(wantedJson);
    return code;
}

int printOutcome(const Outcome& outcome, const Session& session)
{
    bool isWritten = true;
    if (!session.wantsJson())
        isWritten = write(stdout, outcome.text);
    else if (outcome.json.isObject() || outcome.json.isArray())
        isWritten = write(stdout, jsonText(outcome.json).toStdString() + "\n");
    if (!outcome.complaint.empty())
        complain(outcome.complaint, session);
    if (!isWritten)
        return printError({.code = ErrorCode::System, .errnoValue = errno, .subject = "standard output"}, session);
    return outcome.exitCode;
}

int printError(const Error& error, const Session& session)
{
    complain(errorText(error), session);
    return exitCodeOf(error);
}

}  // namespace memdelbrot
