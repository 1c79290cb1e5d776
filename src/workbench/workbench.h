// The application without a screen: every action of the window and every subcommand of the command line is one call on
// it or on one of its parts. Thread-safe; calls block, so the window makes them off its own thread.
#pragma once

#include "objects/inspection.h"
#include "parser/client/parser.h"
#include "process/core_file.h"
#include "python/python_session.h"
#include "symbols/symbol_index.h"
#include "workbench/addresses.h"
#include "workbench/allocations.h"
#include "workbench/events.h"
#include "workbench/frozen_processes.h"
#include "workbench/journal.h"
#include "workbench/library_calls.h"
#include "workbench/targets.h"

namespace memdelbrot {

struct WorkbenchOptions {
    WorkerOptions worker;
    PythonOptions python;
    ParserOptions parser;
    std::string layouts;       // folder of resources/layouts; empty: found beside the program or its data
    std::string buildFolder;   // for compiled sources; empty: a temporary one, removed at the end
    int frozenLimit = 3;       // frozen processes kept
};

class Workbench final {
public:
    explicit Workbench(WorkbenchOptions options = {});
    ~Workbench();

    // Called from any thread, never with a lock held. Returns when no call of the former listener is under way; not to be
    // called by a listener.
    void setListener(std::function<void(WorkbenchEvent)> listener);

    [[nodiscard]] const WorkbenchOptions& options() const;
    [[nodiscard]] Targets& targets();
    [[nodiscard]] Journal& journal();
    [[nodiscard]] Allocations& allocations();
    [[nodiscard]] LibraryCalls& calls();
    [[nodiscard]] SymbolIndexCache& symbolIndices();

    // The worker, started at the first use and again after it ended.
    [[nodiscard]] Result<std::shared_ptr<Worker>> worker();
    [[nodiscard]] Result<TargetId> workerTarget();

    // For whoever gets Crashed or TimedOut from a worker, its own or the workbench's: the dead process becomes a frozen
    // target that keeps its allocations readable. The same entry when called again. nullopt: the worker is alive.
    std::optional<FrozenProcess> keepFrozen(const std::shared_ptr<Worker>& worker);

    // The one Python session, started by startPython(); restart ends the old one. A pokeRequested left empty writes
    // through the journal, which obeys the target's lock.
    // `interpreter`: looked up in PATH, or a path; empty: that of the options.
    [[nodiscard]] Result<std::shared_ptr<PythonSession>> startPython(PythonCallbacks callbacks,
                                                                     const std::string& interpreter = {});
    // Kills the session, if it is the running one: no callback comes, and nothing of it is kept.
    void endPython(const std::shared_ptr<PythonSession>& session);
    [[nodiscard]] std::shared_ptr<PythonSession> python() const;  // null: none was started, or it is over
    [[nodiscard]] std::optional<TargetId> pythonTarget() const;

    // Newest first; at the limit the oldest is closed, which the listener hears as FrozenChanged.
    [[nodiscard]] std::vector<FrozenProcess> frozen() const;
    void closeFrozen(TargetId target);
    // A frozen process as an ELF core file, for gdb or openCore(). Blocks. Errors: writeCoreFile's; Ended (it is not kept
    // any more), Unsupported (it was not traced).
    [[nodiscard]] Result<CoreFileSummary> saveCore(TargetId frozen, const std::string& path,
                                                   const std::stop_token& stop = {}) const;

    // The object at an address: CPython objects by the layouts of the interpreter's own version.
    // Errors: NotFound (nothing recognised; detail says what was looked for), Unsupported (an unknown Python version), Unreadable.
    [[nodiscard]] Result<Inspection> inspect(TargetId target, Address address);
    // A C struct as text laid over an address. `name`: "struct PyObject"; empty: the last one in the text.
    // Errors: Diagnostic (detail: the messages; with Error::subject a mended text where one was found).
    [[nodiscard]] Result<Inspection> inspectAs(TargetId target, Address address, const std::string& declarations,
                                               const std::string& name);
    // The two halves of inspectAs(): a struct that is looked at again and again is parsed once.
    [[nodiscard]] Result<CRecord> parseStruct(const std::string& declarations, const std::string& name);
    [[nodiscard]] Result<Inspection> layOver(TargetId target, Address address, const CRecord& record);

private:
    class Private;
    std::unique_ptr<Private> d;
};

}  // namespace memdelbrot
