#pragma once

#include "reply.h"

#include <span>

namespace memdelbrot {

// Before the first call: makes this program's own copy of the unwinder ready. A library's exception is raised by the
// library's copy (libgcc_s), and on its way through our frames asks ours, which would abort if it had never unwound
// itself (GCC 12, libgcc/unwind-dw2.c: dwarf_reg_size_table is filled in by the first raise).
void prepareForExceptions();

// Calls through libffi. An exception that leaves the function becomes a Thrown reply. Text that the function left in
// stdio's buffers is written out before this returns.
void callFunction(const workerprotocol::CallRequestHead& head, std::span<workerprotocol::PassedWords> arguments,
                  Reply& reply);

}  // namespace memdelbrot
