// LibraryCalls' own, for its two source files.
#pragma once

#include "workbench/known_signatures.h"
#include "workbench/library_call.h"

#include <map>
#include <mutex>

namespace memdelbrot {

class LibraryCalls::Private final {
public:
    explicit Private(Workbench& owner) : workbench(owner) {}  // which is not yet whole: nothing of it may be asked here

    // The running worker, its memory and the target that shows it.
    struct RunningWorker {
        std::shared_ptr<Worker> worker;
        TargetId target;
        std::shared_ptr<MemoryTarget> memory;
    };
    [[nodiscard]] Result<RunningWorker> runningWorker();
    // Loads at the first use in each worker. REQUIRES: `calling` is held.
    [[nodiscard]] Result<LoadedLibrary> loaded(const std::shared_ptr<Worker>& worker, const std::string& path);
    [[nodiscard]] Result<std::string> namedValue(const std::string& name);

    Workbench& workbench;
    KnownSignatures signatures;

    std::timed_mutex calling;  // arguments in scratch memory live from one call to the next only
    std::weak_ptr<Worker> loadedInto;
    std::map<std::string, LoadedLibrary> libraries;

    std::mutex naming;
    std::map<std::string, std::string> values;
};

}  // namespace memdelbrot
