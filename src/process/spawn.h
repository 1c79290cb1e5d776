// The first half of starting a child: it exists and waits, so that it can be seized before it runs anything.
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"
#include "process/supervisor.h"

#include <sys/types.h>

namespace memdelbrot {

struct SpawnedChild {
    pid_t pid = -1;
    UniqueFd standardOutput;   // read ends, non-blocking
    UniqueFd standardError;
    UniqueFd go;               // the child waits for a byte here
    UniqueFd execError;        // its errno where exec failed, else closed by exec
};

// Forks in the calling thread, which becomes the one that may trace the child and whose end kills it.
[[nodiscard]] Result<SpawnedChild> spawnWaiting(const SupervisedProgram& program);

// Lets the child exec and waits for that. Errors: exec's.
[[nodiscard]] Result<void> letRun(SpawnedChild& child, const std::string& program);

}  // namespace memdelbrot
