// The session protocol's JSON as values. README.md beside this file is the protocol's page.
#pragma once

#include "memory/memory_target.h"
#include "python/python_session.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace memdelbrot {

struct PythonHello {
    std::string version;
    std::string implementation;
    std::string executable;
    PythonNamespaces namespaces;
    bool isTooOld = false;
};

enum class PythonCommand { Run, Script, Complete, Variables, Variable };

// `text`: the code, path or name that the command is about.
[[nodiscard]] std::string encodeCommand(std::uint64_t id, PythonCommand command, const std::string& text);
[[nodiscard]] std::string encodeInput(std::uint64_t id, const std::optional<std::string>& line);  // nullopt: its end
// `words`: nullopt where the poke was done. `isRefused`: raises PermissionError.
[[nodiscard]] std::string encodePokeAnswer(std::uint64_t id, const std::optional<std::string>& words, bool isRefused);

// What comes on the command channel while a command runs, and at its end.
struct StartedMessage {
    std::uint64_t id = 0;
};
struct OutputMessage {
    PythonOutputKind kind = PythonOutputKind::Result;
    std::string text;
};
struct AnswerMessage {
    std::uint64_t id = 0;
    std::string error;
    std::optional<int> exitStatus;
    bool isComplete = true;
    bool isMissing = false;
    std::vector<PythonVariable> variables;  // one for Variable
    std::uint64_t leftOut = 0;  // variables that found no room
    std::vector<std::optional<Address>> contentPointers;  // where a variable's contents' begin is to be read from
};
using SessionMessage = std::variant<StartedMessage, OutputMessage, AnswerMessage>;

// What comes on the request channel.
struct InputRequest {
    std::uint64_t id = 0;
    std::string prompt;
};
struct PokeQuestion {
    std::uint64_t id = 0;
    PythonPokeRequest poke;
};
using SessionRequest = std::variant<InputRequest, PokeQuestion>;

// Errors of all three: BadMessage.
[[nodiscard]] Result<PythonHello> decodeHello(const std::string& message);
[[nodiscard]] Result<SessionMessage> decodeMessage(const std::string& message);
[[nodiscard]] Result<SessionRequest> decodeRequest(const std::string& message);

// Reads from outside what the variables' content pointers say; a variable whose pointer cannot be read has no contents.
void completeContents(AnswerMessage& answer, const MemoryTarget& memory);

}  // namespace memdelbrot
