#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "symbols/address_symbol.h"

#include <array>
#include <cstdint>
#include <vector>

namespace memdelbrot {

// x86-64's general registers as DWARF numbers them (System V ABI, AMD64 supplement, figure 3.36), the program counter last.
struct UnwindRegisters {
    enum Number { Rax, Rdx, Rcx, Rbx, Rsi, Rdi, Rbp, Rsp, R8, R9, R10, R11, R12, R13, R14, R15, Rip, Count };
    std::array<std::uint64_t, Count> values{};
};

// The stack of a thread that stands still, innermost frame first, at most 256 frames. Works from outside: reads the
// process's maps, memory and ELF files, and nothing runs in it. A program counter that lies in no module (a jump to NULL
// or junk) is a frame of its own, and the walk goes on at the return address on top of the stack.
// A stack that can't be followed further ends early. Errors: Ended, Refused, System (no maps to be read).
[[nodiscard]] Result<std::vector<StackFrame>> unwind(ProcessId process, const UnwindRegisters& registers);

}  // namespace memdelbrot
