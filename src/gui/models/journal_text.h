#pragma once

#include "workbench/poke_standing.h"

#include <QString>

namespace memdelbrot {

// "45 56 49 4c “EVIL”": bytes as hex, with their text where all of it is printable ASCII; long ones are cut.
[[nodiscard]] QString bytesText(std::span<const std::byte> bytes);

// "“EVIL” at 0x7f..", or "45 00 at 0x7f..", or "800 bytes at 0x7f..": a step to undo or redo, for a menu.
[[nodiscard]] QString stepText(const JournalStep& step);

// "“EVIL” at 0x7f.. in python 3.11: “o, w” again": what undo() or redo() did, for the status line.
[[nodiscard]] QString steppedText(const JournalEntry& entry, bool isUndo);

// "4 bytes at 0x7f.. in python 3.11: EVIL became o, w": what an entry changed, for a tool tip.
[[nodiscard]] QString changeText(const JournalEntry& entry);

// "done", "overwritten since": what became of a poke.
[[nodiscard]] QString standingText(PokeStanding standing);

// What the list says of entries that the journal no longer keeps; empty for none.
[[nodiscard]] QString droppedText(std::uint64_t count);

}  // namespace memdelbrot
