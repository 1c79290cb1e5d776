#pragma once

#include "workbench/journal.h"

namespace memdelbrot {

// What became of the bytes that a poke left.
enum class PokeStanding {
    InPlace,       // they stand there
    Overwritten,   // something else does
    Unreadable,
    Ended,         // the target did
    Closed,        // the target was
};

// As it is now: reads the target. Thread-safe.
[[nodiscard]] PokeStanding standingOf(const Targets& targets, const JournalEntry& entry);

}  // namespace memdelbrot
