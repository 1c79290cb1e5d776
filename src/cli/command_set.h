#pragma once

#include "cli/outcome.h"
#include "cli/session.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>

namespace memdelbrot {

using Action = std::function<Result<Outcome>(Session&)>;

// The subcommands of one command line. Each add…() defines one and says what it does when chosen.
class CommandSet final {
public:
    enum class Place { CommandLine, ShellLine };
    explicit CommandSet(Place place);

    // Parses the words (without a program name) and carries out what they say. Prints everything; returns the exit code.
    // `result`: the value that NAME = … keeps.
    [[nodiscard]] int run(std::vector<std::string> words, Session& session, std::string* result = nullptr);

    // A subcommand whose action is chosen when it was named on the line. Options belong to a shared_ptr of the action's.
    [[nodiscard]] CLI::App* add(const std::string& name, const std::string& description, Action action);
    [[nodiscard]] bool isShellLine() const { return m_place == Place::ShellLine; }

private:
    Place m_place;
    CLI::App m_app;
    bool m_wantsJson = false;
    Action m_chosen;
};

void addRegions(CommandSet& commands);
void addPeek(CommandSet& commands);
void addPoke(CommandSet& commands);
void addSearch(CommandSet& commands);
void addInspect(CommandSet& commands);
void addSymbols(CommandSet& commands);
void addCall(CommandSet& commands);
void addLayout(CommandSet& commands);
void addPython(CommandSet& commands);
void addRender(CommandSet& commands);
void addShell(CommandSet& commands);
// Of shell lines only: new, open, free, unlock, lock, undo, redo, targets, scan, rescan.
void addArrays(CommandSet& commands);
void addLocks(CommandSet& commands);
void addUndo(CommandSet& commands);
void addTargets(CommandSet& commands);
void addScan(CommandSet& commands);

// Prints one outcome as the session wants it; its exit code, or ExitFailed where standard output cannot be written.
[[nodiscard]] int printOutcome(const Outcome& outcome, const Session& session);
[[nodiscard]] int printError(const Error& error, const Session& session);

}  // namespace memdelbrot
