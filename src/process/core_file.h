#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "memory/memory_target.h"
#include "process/thread_state.h"

#include <span>
#include <stop_token>
#include <string>

namespace memdelbrot {

// A process that stands still, to be saved.
struct CoreSubject {
    ProcessId pid;
    const MemoryTarget& memory;
    std::span<const ThreadState> threads;   // the one that ended the process first; not empty
    int signal = 0;                         // that ended it; 0: none did
};

struct CoreFileSummary {
    std::uint64_t savedBytes = 0;        // of memory; pages of zeros take no room on the disk
    std::uint64_t unreadableBytes = 0;   // in regions that should be readable: zeros stand for them
    std::uint64_t leftOutBytes = 0;      // in regions over 1 TiB, which are reservations
};

// Saves it as an ELF core file, as core(5) and elf(5) of Linux man-pages 6.03 have it: all that may be read, registers of
// each thread, auxv and the mapped files' names. It is written to a file beside `path` that takes its place at the end;
// readable for its owner only. Errors: System with errno (a full disk is ENOSPC), Refused, NotFound (no such folder),
// InvalidArgument (something that is no file is there), TooLarge (more regions than a core file numbers), Cancelled.
[[nodiscard]] Result<CoreFileSummary> writeCoreFile(const std::string& path, const CoreSubject& subject,
                                                    const std::stop_token& stop = {});

}  // namespace memdelbrot
