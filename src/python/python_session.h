#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "memory/address_range.h"
#include "process/crash_report.h"
#include "process/thread_state.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace memdelbrot {

struct PythonVariable {
    std::string name;
    std::string type;               // type(x).__name__
    Address typeAddress;            // id(type(x)): what stands in the object's ob_type
    Address address;                // id(x)
    std::uint64_t size = 0;         // sys.getsizeof: bytes
    std::uint64_t referenceCount = 0;   // without those of the question itself; `_` counts and is named
    std::string repr;               // capped at 200 characters
    std::optional<AddressRange> contents;   // payload, where the buffer protocol or the type has one
    std::string dtype;              // for the payload: "uint8", "float64"
    std::vector<std::uint64_t> shape;
};

struct PythonVariables {
    std::vector<PythonVariable> listed;
    std::uint64_t leftOut = 0;   // those beyond what one answer of the session holds (16 MiB)
};

// Where the dicts are that hold a session's names; `_` is in builtins'. 0: not known.
struct PythonNamespaces {
    Address main;
    Address builtins;
};

enum class PythonOutputKind { StandardOutput, StandardError, Result, Traceback };

struct PythonExecution {
    bool succeeded = false;
    std::string output;             // everything printed, results' repr and traceback included, in order
    std::string error;              // the traceback's last line; empty when it succeeded
    std::optional<int> exitStatus;  // of a script that ended itself, by sys.exit()
};

// A poke that Python code asked for through the session's helper module; the answer is sent back to it.
struct PythonPokeRequest {
    Address address;
    std::vector<std::byte> bytes;
};

// Callbacks come from the session's own thread; they must not call back into the session.
struct PythonCallbacks {
    std::function<void(PythonOutputKind, const std::string&)> output;
    std::function<void(const std::string& prompt)> inputRequested;   // answer with answerInput()
    std::function<Result<void>(const PythonPokeRequest&)> pokeRequested;   // may block: Python waits
    // The interpreter died: also during no cell. Whoever waits for an answer gets Crashed when this has returned.
    std::function<void(const CrashReport&)> ended;
};

struct PythonOptions {
    std::string interpreter = "python3";   // looked up in PATH, or a path: a venv's
    std::string bootstrap;                 // path of resources/python/…; empty: found beside the program or its data
    bool usePtrace = true;
};

// The user's own interpreter as a child, with a console protocol. Thread-safe, blocking: not for the GUI thread.
class PythonSession final {
public:
    // Errors: NotFound (no such interpreter), Unsupported (older than 3.8: detail has its version), System.
    [[nodiscard]] static Result<std::unique_ptr<PythonSession>> start(const PythonOptions& options,
                                                                      PythonCallbacks callbacks);
    ~PythonSession();

    // Kills the interpreter. Callers that wait get Ended; no callback comes once it has returned. Not from a callback.
    void end();

    [[nodiscard]] ProcessId pid() const;
    [[nodiscard]] std::string version() const;  // "3.11.2"
    [[nodiscard]] std::string interpreter() const;  // sys.executable
    [[nodiscard]] bool isTraced() const;  // false: lostUntraced() words what is lost
    [[nodiscard]] PythonNamespaces namespaces() const;
    [[nodiscard]] std::optional<CrashReport> report() const;
    [[nodiscard]] Result<std::vector<ThreadState>> threadStates() const;  // Supervisor's, of one that is frozen

    // Runs a cell, statement by statement as Jupyter does; a last expression's repr is a Result and becomes `_`.
    // Returns when the cell is over; cells wait for each other. Errors: Crashed.
    [[nodiscard]] Result<PythonExecution> runCell(const std::string& code);
    // Compiled whole, as `python3 file.py` does, in __main__. A SystemExit is its end, as there, not a failure of its own:
    // status 0 is success. The session goes on.
    [[nodiscard]] Result<PythonExecution> runScript(const std::string& path);
    // What follows are questions: none waits for a cell that goes on running. Errors of each: Crashed, Busy.
    // Whether the text is a whole statement, or the console should ask for another line.
    [[nodiscard]] Result<bool> isComplete(const std::string& code);
    void interrupt();  // Ctrl+C: KeyboardInterrupt in the running cell
    // To inputRequested; nullopt: the end of the input, an EOFError in input().
    void answerInput(const std::optional<std::string>& line);
    // __main__'s own names, without modules and names that the session brought. None of the user's code is run for it.
    // Errors also: Cancelled, by interrupt().
    [[nodiscard]] Result<PythonVariables> variables();
    // Any expression's object is not evaluated: names and attributes only ("a.b"). Errors: NotFound.
    [[nodiscard]] Result<PythonVariable> variable(const std::string& name);

private:
    class Private;
    explicit PythonSession(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

// What is lost where a Python session is not traced, for the screen.
[[nodiscard]] std::string lostUntraced();

}  // namespace memdelbrot
