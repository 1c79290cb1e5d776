#pragma once

#include "gui/models/hex_columns.h"
#include "memory/address_range.h"
#include "workbench/journal.h"

#include <chrono>

namespace memdelbrot {

// Tells which edits are one step to undo: those typed one after another into neighbouring cells of a column, without a
// long pause. Runs are numbered across all views.
class TypedRun final {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds kLongestPause{5};   // a number is thought about longer than a letter

    // The run that an edit of `range` belongs to. `isWaiting`: the edit before is not written yet, so that a pause, such
    // as that of reading why, parts nothing.
    [[nodiscard]] TypedRunId of(const AddressRange& range, HexArea area, Clock::time_point now, bool isWaiting = false);
    void end() { m_run = {}; }  // the user went somewhere else, or did something else

private:
    TypedRunId m_run;  // none: the next edit begins one
    HexArea m_area = HexArea::Hex;
    std::uint64_t m_end = 0;  // behind the last edit
    Clock::time_point m_last;
};

}  // namespace memdelbrot
