#pragma once

#include "cli/target_option.h"

#include <functional>
#include <string>
#include <vector>

namespace memdelbrot {

// Where a search or a scan looks: --within, --kind, --writable, --executable.
struct RegionLimits {
    std::vector<std::string> within;   // ADDRESS SIZE
    std::vector<std::string> kinds;    // of regions
    bool isWritable = false;           // only in regions that are
    bool isExecutable = false;

    void addTo(CLI::App* command);
    // Errors: the addresses'.
    [[nodiscard]] Result<std::optional<AddressRange>> range(Workbench& workbench, TargetId target) const;
    // Which regions are meant. Errors: InvalidArgument (a kind that there is not).
    [[nodiscard]] Result<std::function<bool(const Region&)>> regions() const;
};

// ADDRESS SIZE. Errors: evaluateRange()'s.
[[nodiscard]] Result<AddressRange> rangeOf(const std::vector<std::string>& words, Workbench& workbench,
                                           TargetId target);

}  // namespace memdelbrot
