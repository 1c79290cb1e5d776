#pragma once

#include "process/core_file.h"

#include <cstddef>
#include <vector>

namespace memdelbrot {

// The bytes of a core file's PT_NOTE, in the order in which Linux writes them (fs/binfmt_elf.c, fill_note_info of 6.1).
[[nodiscard]] std::vector<std::byte> coreNotes(const CoreSubject& subject, std::span<const Region> regions);

}  // namespace memdelbrot
