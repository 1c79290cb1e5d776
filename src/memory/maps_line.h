#pragma once

#include "base/result.h"
#include "memory/region.h"

#include <string_view>
#include <vector>

namespace memdelbrot {

// One line of /proc/PID/maps, without its newline (Linux: fs/proc/task_mmu.c, show_map_vma). The path is kept as
// printed: the kernel writes a newline in a name as \012 and appends " (deleted)" to the name of a file that is gone.
// Errors: Syntax.
[[nodiscard]] Result<Region> parseMapsLine(std::string_view line);

// A whole maps file, sorted and disjoint: the kernel hands it out in pieces, and a region that moved between two of
// them can be seen twice; the first sighting stands. Lines that do not parse are left out.
[[nodiscard]] std::vector<Region> parseMaps(std::string_view text);

}  // namespace memdelbrot
